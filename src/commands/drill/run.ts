import { Args } from '@oclif/core'
import {
  type DrillOrder,
  isFulfilled,
  type JournalLine,
  playInHall,
  type RunResult,
  type RunReview,
  rollCallInHall,
  runResult,
  trialCounts,
  trialFindings,
} from '../../lib/drill/index.js'
import { workspaceAccess } from '../../lib/hall/index.js'
import {
  answersFlag,
  BaseCommand,
  connectorFlags,
  hallFlags,
  LiveScreen,
  playFlags,
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
    ...hallFlags,
    ...playFlags,
    ...answersFlag,
    ...connectorFlags,
  }

  async run(): Promise<RunResult> {
    const { args, flags } = await this.parse(DrillRun)
    const workspace = await openWorkspace(this.workspaceDir)
    const access = await workspaceAccess(workspace, this.hallDesk, flags)
    const which = { run: args.run ?? null, isNew: flags.new, seed: flags.seed }
    const order = { workspace, access, ...which, how: flags, now: Date.now }
    const review = await (flags.dry ? rollCallInHall(order) : this.#follow(order))
    const result = runResult(review)
    if (flags.events) process.stdout.write(`${JSON.stringify({ kind: 'result', result })}\n`)
    else if (!flags.dry) this.#told(result, review)
    else this.print(this.texts.drill.dry({ hall: access.url, steps: result.steps.waiting }))
    if (flags.dry) return result
    this.noteFindings(trialFindings(review.folder.plan, review.score.trials))
    return isFulfilled(review.score) ? result : this.endWithFindings(result)
  }

  async #follow(order: DrillOrder): Promise<RunReview> {
    const playing = playInHall(order, this.signal, (run) => `${this.config.bin} drill run ${run}`)
    let screen: LiveScreen<JournalLine> | null = null
    return this.follow(playing, (event) => {
      if (event.kind === 'opened') {
        this.noteFindings(event.changes)
        screen = new LiveScreen(event.board, this.texts.live, this.progress)
      } else if (order.how.events) process.stdout.write(`${JSON.stringify(event)}\n`)
      else if (event.kind === 'line') screen?.take(event.line)
      else screen?.draw()
    })
  }

  #told({ steps, requirements }: RunResult, { score: { trials } }: RunReview): void {
    this.print(this.texts.drill.steps(steps))
    this.print(this.texts.drill.requirements(requirements))
    if (trials.length > 0) this.print(this.texts.drill.trials(trialCounts(trials)))
  }
}
