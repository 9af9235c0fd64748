import { join } from 'node:path'
import { Args, Flags } from '@oclif/core'
import {
  drillDesk,
  type HowPlayed,
  isFulfilled,
  LiveBoard,
  linesOf,
  openDrill,
  playRun,
  type RunFolder,
  type RunResult,
  type RunReview,
  readyHall,
  reviewRun,
  rollCall,
  runResult,
  trialCounts,
  trialFindings,
} from '../../lib/drill/index.js'
import {
  connectWorkspaceHall,
  hallUrl,
  outsideAt,
  type WorkspaceHall,
} from '../../lib/hall/index.js'
import {
  answersFlag,
  BaseCommand,
  clockFlags,
  connectorFlags,
  LiveScreen,
} from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

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
    ...clockFlags,
    ...answersFlag,
    ...connectorFlags,
  }

  async run(): Promise<RunResult> {
    const { args, flags } = await this.parse(DrillRun)
    const workspace = await openWorkspace(this.workspaceDir)
    const url = hallUrl(workspace, flags.hall ?? null)
    const keyboard = { words: this.texts.hall, ask: this.prompter.ask }
    const outside = await outsideAt({ now: Date.now, env: process.env }, keyboard, flags)
    const places = { secretsDir: join(this.config.configDir, 'halls') }
    const access = { url, ...places, tokenFile: flags['token-file'], outside }
    const hall = await connectWorkspaceHall(workspace, access)
    let run = ''
    try {
      const admit = readyHall(hall, { clock: flags.clock, now: Date.now })
      if (flags.dry)
        return this.#dry(url, await rollCall(workspace, args.run ?? null, flags.seed, admit))
      const folder = await openDrill(workspace, args.run ?? null, flags.seed, admit)
      run = folder.run
      await this.#play(hall, folder, flags)
    } finally {
      hall.connection.close()
    }
    const review = await reviewRun(workspace, run)
    const result = runResult(review)
    if (flags.events) process.stdout.write(`${JSON.stringify({ kind: 'result', result })}\n`)
    else this.#told(result, review.score)
    this.noteFindings(trialFindings(review.folder.plan, review.score.trials))
    return isFulfilled(review.score) ? result : this.endWithFindings(result)
  }

  #told(result: RunResult, { trials }: RunReview['score']): void {
    this.print(this.texts.drill.steps(result.steps))
    this.print(this.texts.drill.requirements(result.requirements))
    if (trials.length > 0) this.print(this.texts.drill.trials(trialCounts(trials)))
  }

  #dry(hall: string, review: RunReview): RunResult {
    const result = runResult(review)
    this.print(this.texts.drill.dry({ hall, steps: result.steps.waiting }))
    return result
  }

  async #play({ connection }: WorkspaceHall, folder: RunFolder, how: HowPlayed): Promise<void> {
    const desk = drillDesk(connection, folder, how, { now: Date.now, signal: this.signal })
    const resume = `${this.config.bin} drill run ${folder.run}`
    const width = () => process.stderr.columns || 80
    const board = new LiveBoard(folder.plan)
    const screen = new LiveScreen(board, this.texts.live, this.progress, width)
    for (const line of linesOf(folder.folder)) screen.take(line, false)
    for await (const event of playRun(desk, folder, resume)) {
      if (how.events) process.stdout.write(`${JSON.stringify(event)}\n`)
      else if (event.kind === 'line') screen.take(event.line)
      else screen.draw()
    }
    this.progress.clear()
  }
}
