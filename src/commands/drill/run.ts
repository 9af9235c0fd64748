import { join } from 'node:path'
import { Args, Flags } from '@oclif/core'
import {
  type DrillEvent,
  type DrillOutcome,
  isFulfilled,
  openDrill,
  reviewRun,
  runDrill,
  type DrillScore as Score,
  virtualClock,
} from '../../lib/drill/index.js'
import { AppError } from '../../lib/errors/index.js'
import { connectHall, credentialsFrom, keptToken, openSecrets } from '../../lib/hall/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, type Workspace } from '../../lib/workspace/index.js'

export default class DrillRun extends BaseCommand<Score> {
  static override summary = '在大厅里开展演练，或接着上次继续'
  static override description =
    '按参考大厅的虚拟时钟进行，大厅须已启动并开好账号。随时可以终止，再次运行就接着演，不会重复。'
  static override examples = [
    { description: '开始，或接着未完的一次', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '指定大厅',
      command: '<%= config.bin %> <%= command.id %> --hall http://127.0.0.1:8822',
    },
  ]
  static override args = {
    run: Args.string({ description: '接着演哪一次，不写时接着未完的一次，没有则新开一次' }),
  }
  static override flags = {
    hall: Flags.string({ description: '大厅地址，不写时按工作目录的设置', helpValue: 'URL' }),
    seed: Flags.integer({ description: '新开演练的随机数种子', default: 20_150_408, min: 0 }),
    'token-file': Flags.string({ description: '大厅管理令牌文件', helpValue: 'FILE' }),
  }

  async run(): Promise<Score> {
    const { args, flags } = await this.parse(DrillRun)
    const workspace = await openWorkspace(this.workspaceDir)
    const url = flags.hall ?? workspace.settings.hall.url
    if (url === null) throw new AppError('HK-DRILL-007', {})
    const folder = await openDrill(workspace, args.run ?? null, flags.seed)
    const hall = await this.#connect(workspace, url, flags['token-file'])
    try {
      const desk = { hall, clock: virtualClock(hall), now: Date.now, signal: this.signal }
      this.#end(folder.run, await this.#follow(runDrill(desk, folder)))
    } finally {
      hall.close()
    }
    const { score } = await reviewRun(workspace, folder.run)
    this.print(this.texts.drill.steps(score.steps))
    this.print(this.texts.drill.requirements(score.requirements))
    return isFulfilled(score) ? score : this.endWithFindings(score)
  }

  async #connect({ settings }: Workspace, url: string, tokenFile: string | undefined) {
    const halls = join(this.config.configDir, 'halls')
    const adminToken = await keptToken(tokenFile ?? join(halls, `${settings.id}.token`))
    const secrets = openSecrets(join(halls, `${settings.id}.json`))
    return connectHall({ url, adminToken, credentials: credentialsFrom(secrets) })
  }

  async #follow(events: AsyncGenerator<DrillEvent, DrillOutcome>): Promise<DrillOutcome> {
    for (let next = await events.next(); ; next = await events.next()) {
      if (next.done) return next.value
      if (next.value.kind !== 'progress') continue
      const at = next.value.at.slice(0, 16).replace('T', ' ')
      this.progress.update(this.texts.drill.progress({ ...next.value, at }))
    }
  }

  #end(run: string, outcome: DrillOutcome): void {
    if (outcome.status === 'finished') return
    throw outcome.problem ?? new AppError('HK-INT-001', { resume: `hallkit drill run ${run}` })
  }
}
