import { Args } from '@oclif/core'
import {
  type Forecast,
  foreseen,
  planChanges,
  type RunReview,
  type RunState,
  type RunWaits,
  reviewRun,
  waitsOf,
} from '../../lib/drill/index.js'
import type { Finding } from '../../lib/errors/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface DrillStatusResult {
  readonly run: string
  readonly state: RunState
  readonly at: string | null
  readonly steps: RunReview['score']['steps']
  readonly requirements: RunReview['score']['requirements']
  readonly waits: RunWaits | null
  readonly forecast: readonly Forecast[]
  /** What was changed since the run's plan was locked. */
  readonly findings: readonly Finding[]
}

/** How many units are named that cards will come to. */
const SHOWN = 5

export default class DrillStatus extends BaseCommand<DrillStatusResult> {
  static override summary = '演练进行到哪一步'
  static override description = '只读，不影响正在进行的演练。'
  static override examples = [
    { description: '最近一次演练的进度', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override args = { run: Args.string({ description: '演练，不写时为最近写入的一次' }) }

  async run(): Promise<DrillStatusResult> {
    const { args } = await this.parse(DrillStatus)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, args.run ?? null)
    const { folder, state, lines, score } = review
    const { run } = folder
    const at = lines.at(-1)?.at ?? null
    const { drill: texts } = this.texts
    this.print(texts.status({ run, state: texts.states[state], at: clockTime(at) }))
    this.print(texts.steps(score.steps))
    this.print(texts.requirements(score.requirements))
    const waits = waitsOf(review)
    const people = waits?.people
    if (people) this.print(texts.waitsFor({ ...people, until: clockTime(people.until) }))
    for (const line of waits ? this.texts.live.waits(waits) : []) this.print(line)
    const cards = texts.forecast(foreseen(folder.plan, review.forecast), SHOWN)
    for (const line of cards) this.print(line)
    const findings = await planChanges(workspace, review)
    this.noteFindings(findings)
    this.note(state === 'finished' || state === 'running' ? texts.nextScore : texts.goOn({ run }))
    const { steps, requirements } = score
    const { forecast } = review
    return { run, state, at, steps, requirements, waits, forecast, findings }
  }
}

function clockTime(instant: string | null): string | null {
  return instant?.slice(0, 16).replace('T', ' ') ?? null
}
