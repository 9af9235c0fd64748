import { join } from 'node:path'
import { Args, Flags } from '@oclif/core'
import {
  chooseClock,
  isFulfilled,
  linesOf,
  openDrill,
  playRun,
  type RunFolder,
  type RunResult,
  readyHall,
  reviewRun,
  runResult,
} from '../../lib/drill/index.js'
import {
  connectWorkspaceHall,
  hallUrl,
  outsideAt,
  type WorkspaceHall,
} from '../../lib/hall/index.js'
import { BaseCommand, connectorFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface Waiting {
  readonly clock?: string | undefined
  readonly stay: boolean
  readonly 'no-wait': boolean
}

export default class DrillRun extends BaseCommand<RunResult> {
  static override summary = '在大厅里开展演练，或接着上次继续'
  static override description =
    '默认按参考大厅的虚拟时钟进行，--clock real 按真实时间。大厅须已启动并开好账号。随时可以终止，再次运行就接着演，不会重复；只剩要人办的动作时停下等人。'
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
    clock: Flags.string({
      description:
        '时钟：real 真实时间，virtual 虚拟，scaled:60 快 60 倍；不写时同上次，首次为 virtual',
      helpValue: 'CLOCK',
    }),
    stay: Flags.boolean({ description: '只剩要人办的动作时也守着，不停下' }),
    'no-wait': Flags.boolean({ description: '当下没有可办的就停下，不等开放时间' }),
    ...connectorFlags,
  }

  async run(): Promise<RunResult> {
    const { args, flags } = await this.parse(DrillRun)
    const workspace = await openWorkspace(this.workspaceDir)
    const url = hallUrl(workspace, flags.hall ?? null)
    const keyboard = { words: this.texts.hall, ask: this.prompter.ask }
    const outside = outsideAt({ now: Date.now, env: process.env }, keyboard, flags)
    const places = { secretsDir: join(this.config.configDir, 'halls') }
    const access = { url, ...places, tokenFile: flags['token-file'], outside }
    const hall = await connectWorkspaceHall(workspace, access)
    let run = ''
    try {
      const admit = readyHall(hall, flags.clock ?? null)
      const folder = await openDrill(workspace, args.run ?? null, flags.seed, admit)
      run = folder.run
      await this.#play(hall, folder, flags)
    } finally {
      hall.connection.close()
    }
    const result = runResult(await reviewRun(workspace, run))
    this.print(this.texts.drill.steps(result.steps))
    this.print(this.texts.drill.requirements(result.requirements))
    return isFulfilled(result) ? result : this.endWithFindings(result)
  }

  async #play({ connection }: WorkspaceHall, folder: RunFolder, how: Waiting): Promise<void> {
    const past = { plan: folder.plan, lines: linesOf(folder.folder) }
    const clock = chooseClock(how.clock ?? null, connection, Date.now, past)
    const waiting = { stays: how.stay, leaves: how['no-wait'] }
    const desk = { hall: connection, clock, now: Date.now, signal: this.signal, ...waiting }
    const resume = `${this.config.bin} drill run ${folder.run}`
    for await (const progress of playRun(desk, folder, resume)) {
      const at = progress.at.slice(0, 16).replace('T', ' ')
      this.progress.update(this.texts.drill.progress({ ...progress, at }))
    }
    this.progress.clear()
  }
}
