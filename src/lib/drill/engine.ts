import { epochMs, instantFrom } from '../calendar/index.js'
import { AppError } from '../errors/index.js'
import { takeLock } from '../workspace/index.js'
import { isLoss } from './attempt.js'
import { calendarEntries, engine, skippedEntry } from './entries.js'
import { Evidence } from './evidence.js'
import { historyOf, outcomeOf } from './history.js'
import { Journal } from './journal.js'
import type { JournalEntry, JournalLine, JournalType } from './model.js'
import type { PlannedStep } from './plan-model.js'
import { type LiveTick, playTick } from './player.js'
import { scopesOf } from './round-scope.js'
import { type RunFolder, runPaths } from './run-folder.js'
import { Schedule, type Tick } from './schedule.js'
import type { DrillDesk, Stage } from './stage.js'

/** What a run tells while it goes on; progress, `--events` and scores are folds over this one stream. */
export type DrillEvent =
  | { readonly kind: 'line'; readonly line: JournalLine }
  | ({ readonly kind: 'progress'; readonly at: string; readonly total: number } & StepCounts)

/** Steps that have come to an end, by how. */
export interface StepCounts {
  readonly done: number
  readonly failed: number
  readonly skipped: number
}

/** How a run ended. Paused: running it again goes on; `problem` says what was in the way, null for Ctrl-C. */
export type DrillOutcome =
  | { readonly status: 'finished' }
  | { readonly status: 'paused'; readonly problem: AppError | null }

const CALLS_IN_FLIGHT = 16

/**
 * Plays a locked plan to its end, or goes on where an earlier life stopped: outcomes in the journal stand,
 * intents without outcome are looked up in the hall and acted again with the same key only when nothing is
 * seen of them. One writer per run folder (HK-WORK-007).
 */
export async function* runDrill(
  desk: DrillDesk,
  folder: RunFolder,
): AsyncGenerator<DrillEvent, DrillOutcome> {
  const paths = runPaths(folder.folder)
  const release = takeLock(paths.lock, instantFrom(desk.now()))
  try {
    const { journal, lines } = Journal.open(paths.journal, desk.now)
    try {
      return yield* play(new Run(desk, folder, journal, lines))
    } finally {
      journal.close()
    }
  } finally {
    release()
  }
}

async function* play(run: Run): AsyncGenerator<DrillEvent, DrillOutcome> {
  if (run.isFinished) return { status: 'finished' }
  yield* run.begin()
  for (let tick = run.next(); tick; tick = run.next()) {
    if (run.isAborted) return yield* run.pause(null)
    yield* run.passTo(tick.at)
    const problem = yield* run.playLive(tick)
    if (problem) return yield* run.pause(problem)
  }
  yield* run.end()
  return { status: 'finished' }
}

/** One life of a run: the schedule, what is known, and the journal to write. */
class Run {
  readonly #folder: RunFolder
  readonly #stage: Stage
  readonly #schedule: Schedule
  readonly #calendar: JournalEntry[]
  #at: string
  #counts = { done: 0, failed: 0, skipped: 0 }

  constructor(desk: DrillDesk, folder: RunFolder, journal: Journal, lines: readonly JournalLine[]) {
    const { plan, run } = folder
    const scopes = scopesOf(plan)
    const evidence = new Evidence(plan, scopes, run)
    const history = historyOf(lines, evidence)
    const cap = desk.cap ?? CALLS_IN_FLIGHT
    this.#folder = folder
    this.#stage = { ...desk, run, cap, journal, history, evidence, scopes }
    this.#schedule = new Schedule(plan)
    this.#calendar = calendarEntries(plan)
    this.#at = this.#calendar[0]?.at ?? instantFrom(desk.now())
    this.#calendar.splice(0, history.calendarLines)
  }

  get isFinished(): boolean {
    return this.#stage.history.isFinished
  }

  get isAborted(): boolean {
    return this.#stage.signal?.aborted === true
  }

  next(): Tick | null {
    return this.#schedule.next()
  }

  *begin(): Generator<DrillEvent> {
    const { sha256, plan, run } = this.#folder
    const { notice, seed } = plan
    const data = { run, plan: sha256, notice, seed, clock: this.#stage.clock.kind }
    const isStarted = this.#stage.history.isStarted
    yield* this.#note(isStarted ? 'run.resumed' : 'run.started', data)
  }

  /** Window openings and closings, and steps given up, before a moment. */
  *passTo(moment: number): Generator<DrillEvent> {
    const passed = this.#calendar.filter((entry) => epochMs(entry.at) <= moment)
    this.#calendar.splice(0, passed.length)
    yield* this.#write([...passed, ...this.#givenUp()])
    this.#at = instantFrom(moment)
  }

  /** Plays what has no outcome yet and settles all; a problem when an outcome stays unknown or the hall is away. */
  async *playLive(tick: Tick): AsyncGenerator<DrillEvent, AppError | null> {
    const { outcomes } = this.#stage.history
    const due = tick.due.filter(({ step }) => !outcomes.has(step.key))
    const problem = due.length > 0 ? yield* this.#playDue({ at: tick.at, due }) : null
    if (problem) return problem
    for (const { step } of tick.due) this.#settle(step)
    yield* this.#write(this.#givenUp())
    if (due.length > 0) yield this.#progress()
    return null
  }

  async *pause(problem: AppError | null): AsyncGenerator<DrillEvent, DrillOutcome> {
    const because = problem?.code ?? 'interrupted'
    yield* this.#note('run.paused', { because })
    return { status: 'paused', problem }
  }

  *end(): Generator<DrillEvent> {
    yield* this.passTo(epochMs(this.#calendar.at(-1)?.at ?? this.#at))
    yield* this.#note('run.finished', { ...this.#counts })
    yield this.#progress()
  }

  async *#playDue(live: LiveTick): AsyncGenerator<DrillEvent, AppError | null> {
    let lines: readonly JournalLine[] = []
    try {
      lines = await playTick(this.#stage, live)
      for (const line of lines) yield this.#told(line)
    } catch (error) {
      if (isLoss(error)) return error
      throw error
    }
    const open = live.due.filter(({ step }) => !this.#stage.history.outcomes.has(step.key))
    if (open.length === 0) return null
    const byHand = askedIn(lines)
    if (byHand) return byHand
    return new AppError('HK-DRILL-006', { steps: open.map(({ step }) => step.key) })
  }

  #settle(step: PlannedStep): void {
    const outcome = this.#stage.history.outcomes.get(step.key)
    if (!outcome) throw new Error(`no outcome of ${step.key}`)
    const scope = this.#stage.scopes.get(step.round)
    if (scope && outcome.kind === 'done') scope.names[step.step] = outcome.kept
    this.#counts[outcome.kind] += 1
    this.#schedule.settle(step.key, outcome.kind)
  }

  /** Steps given up since last asked, as lines; those that the journal has already are only counted. */
  #givenUp(): JournalEntry[] {
    const skipped = this.#schedule.takeSkipped()
    this.#counts.skipped += skipped.length
    const { outcomes } = this.#stage.history
    return skipped.filter(({ step }) => !outcomes.has(step.key)).map(skippedEntry)
  }

  *#note(type: JournalType, data: JournalEntry['data']): Generator<DrillEvent> {
    const lines = this.#stage.journal.append([{ at: this.#at, type, by: engine, data }])
    for (const line of lines) yield this.#told(line)
  }

  *#write(entries: readonly JournalEntry[]): Generator<DrillEvent> {
    for (const line of this.#stage.journal.append(entries)) {
      yield this.#told(line)
    }
  }

  /** A line that was just written: what it settles is known from now on. */
  #told(line: JournalLine): DrillEvent {
    const outcome = outcomeOf(line)
    if (outcome && line.key) this.#stage.history.outcomes.set(line.key, outcome)
    return { kind: 'line', line }
  }

  #progress(): DrillEvent {
    const total = this.#folder.plan.steps.length
    return { kind: 'progress', at: this.#at, total, ...this.#counts }
  }
}

/** What a person was asked for and nobody answered, when that is why a step stays open. */
function askedIn(lines: readonly JournalLine[]): AppError | null {
  const asked = lines.find(({ data }) => data['cause'] === 'HK-HALL-008')
  if (!asked) return null
  const [action, account, prompt] = ['action', 'account', 'prompt'].map((name) =>
    String(asked.data[name]),
  )
  return new AppError('HK-HALL-008', {
    action: action ?? '',
    account: account ?? '',
    prompt: prompt ?? '',
  })
}
