import { join } from 'node:path'
import { Args, Flags } from '@oclif/core'
import {
  isFulfilled,
  openDrill,
  playRun,
  type RunFolder,
  readyHall,
  reviewRun,
  type DrillScore as Score,
  virtualClock,
} from '../../lib/drill/index.js'
import { connectWorkspaceHall, hallUrl, type WorkspaceHall } from '../../lib/hall/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

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
    hall: Flags.string({
      description: '大厅地址，不写时按工作目录的设置，再不然用本机正在运行的大厅',
      helpValue: 'URL',
    }),
    seed: Flags.integer({ description: '新开演练的随机数种子', default: 20_150_408, min: 0 }),
    'token-file': Flags.string({ description: '大厅管理令牌文件', helpValue: 'FILE' }),
  }

  async run(): Promise<Score> {
    const { args, flags } = await this.parse(DrillRun)
    const workspace = await openWorkspace(this.workspaceDir)
    const url = hallUrl(workspace, flags.hall ?? null)
    const secretsDir = join(this.config.configDir, 'halls')
    const access = { url, secretsDir, tokenFile: flags['token-file'] }
    const hall = await connectWorkspaceHall(workspace, access)
    let run = ''
    try {
      const admit = readyHall(hall)
      const folder = await openDrill(workspace, args.run ?? null, flags.seed, admit)
      run = folder.run
      await this.#play(hall, folder)
    } finally {
      hall.connection.close()
    }
    const { score } = await reviewRun(workspace, run)
    this.print(this.texts.drill.steps(score.steps))
    this.print(this.texts.drill.requirements(score.requirements))
    return isFulfilled(score) ? score : this.endWithFindings(score)
  }

  async #play({ connection }: WorkspaceHall, folder: RunFolder): Promise<void> {
    const clock = virtualClock(connection)
    const desk = { hall: connection, clock, now: Date.now, signal: this.signal }
    const resume = `${this.config.bin} drill run ${folder.run}`
    for await (const progress of playRun(desk, folder, resume)) {
      const at = progress.at.slice(0, 16).replace('T', ' ')
      this.progress.update(this.texts.drill.progress({ ...progress, at }))
    }
    this.progress.clear()
  }
}
