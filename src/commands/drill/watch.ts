import { Args, Flags } from '@oclif/core'
import {
  type Forecast,
  forecaster,
  foreseen,
  type JournalLine,
  LiveBoard,
  reviewRun,
  type Standing,
  watchRun,
} from '../../lib/drill/index.js'
import { BaseCommand, LiveScreen } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface DrillWatchResult extends Omit<Standing, 'awaited'> {
  readonly run: string
  readonly waiting: number
  readonly forecast: readonly Forecast[]
}

/** How many units are named that cards will come to. */
const SHOWN = 3

/** How often a forecast is worked out, in ms of real time. */
const FORESEE_MS = 1000

export default class DrillWatch extends BaseCommand<DrillWatchResult> {
  static override summary = '在另一个窗口看演练的进展，或把演完的再看一遍'
  static override description =
    '只读演练日志，不影响正在进行的演练。上面是已发生的，下面是将要亮的牌、正在等什么、等到什么时候。演练结束或按 Ctrl-C 停下。--replay 按日志里的时间从头再放一遍，不连大厅，什么都不写。'
  static override examples = [
    { description: '看最近的一次', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '演完以后，一分钟当一秒再看一遍',
      command: '<%= config.bin %> <%= command.id %> drill-1 --replay 60',
    },
  ]
  static override args = { run: Args.string({ description: '演练，不写时为最近写入的一次' }) }
  static override flags = {
    replay: Flags.integer({
      description: '从头再放一遍，快这么多倍（1 为原速）；长时间没有动静的一段略过',
      helpValue: 'N',
      min: 1,
    }),
  }

  async run(): Promise<DrillWatchResult> {
    const { args, flags } = await this.parse(DrillWatch)
    const workspace = await openWorkspace(this.workspaceDir)
    const { folder } = await reviewRun(workspace, args.run ?? null)
    const { run, plan } = folder
    const foresee = await forecaster(workspace, plan)
    const board = new LiveBoard(plan)
    const screen = new LiveScreen(board, this.texts.live, this.progress)
    const told = (list: readonly Forecast[]) =>
      this.texts.drill.forecast(foreseen(plan, list), SHOWN)
    const lines: JournalLine[] = []
    let next = 0
    const watching = { factor: flags.replay, now: Date.now, signal: this.signal }
    for await (const line of watchRun(folder.folder, watching)) {
      if (line) lines.push(line)
      if (line) screen.take(line)
      else if (Date.now() < next) screen.draw()
      else {
        screen.foretell(told(foresee(lines)))
        next = Date.now() + FORESEE_MS
      }
    }
    this.progress.clear()
    const forecast = foresee(lines)
    const { awaited, ...standing } = board.standing
    for (const text of this.texts.live.standing({ ...standing, awaited })) this.print(text)
    for (const text of told(forecast)) this.print(text)
    return { run, ...standing, waiting: awaited.length, forecast }
  }
}
