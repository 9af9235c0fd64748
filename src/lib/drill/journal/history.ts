import { epochMs } from '../../calendar/index.js'
import type { HallEvent } from '../../hall/index.js'
import type { DrillPlan } from '../plan/plan-model.js'
import type { Kept, RoundScope } from '../plan/round-scope.js'
import { Schedule } from '../play/schedule.js'
import { later } from './clock-of.js'
import { declaration } from './declarations.js'
import type { Evidence } from './evidence.js'
import type { JournalEntry, JournalLine } from './model.js'
import { isSighting, seenEvent } from './seen-line.js'

/** How a step ended in the journal. */
export type PastOutcome =
  | { readonly kind: 'done'; readonly kept: Kept }
  | { readonly kind: 'failed' }
  | { readonly kind: 'skipped' }

/**
 * What a journal tells, line by line: the same fold reads the past of a run and takes in what it writes, so that a
 * resumed run stands where the stopped one stood.
 */
export class History {
  readonly schedule: Schedule
  readonly outcomes = new Map<string, PastOutcome>()
  /** Steps that a robot began, by when it did. */
  readonly intents = new Map<string, string>()
  /** Steps that a robot plays in a person's stead. */
  readonly standIns = new Set<string>()
  /** Steps whose object stands in the ledger, and what readings found: a life cut off before their outcome wrote them already. */
  readonly created = new Set<string>()
  readonly checked = new Map<string, JournalLine>()
  /** Requests from other terminals that the journal holds already. */
  readonly requests = new Set<string>()
  readonly counts = { done: 0, failed: 0, skipped: 0 }
  /** Number of the last event of the hall that the journal holds. */
  cursor = 0
  /** When we last looked, in wall time (epoch ms); -Infinity before the first look of this life. */
  lookedAt = Number.NEGATIVE_INFINITY
  calendarLines = 0
  isStarted = false
  /** Played to its end, or cleaned up: nothing more is played. */
  isFinished = false
  /** An operator paused the run and nobody resumed it. */
  isHeldUp = false
  /** The latest moment of the journal, but for those at which lives of the run began. */
  lastAt: string | null = null
  readonly #scopes: ReadonlyMap<string, RoundScope>
  readonly #roundOf: ReadonlyMap<string, string>
  readonly #nameOf: ReadonlyMap<string, string>
  #stoppedAt: number | null = null

  constructor(plan: DrillPlan, scopes: ReadonlyMap<string, RoundScope>) {
    this.schedule = new Schedule(plan)
    this.#scopes = scopes
    this.#roundOf = new Map(plan.steps.map(({ key, round }) => [key, round]))
    this.#nameOf = new Map(plan.steps.map(({ key, step }) => [key, step]))
  }

  /** Reads the past of a run, and hands what was seen and stated to `evidence` in their order. */
  replay(lines: readonly JournalLine[], evidence: Evidence): void {
    for (const line of lines) {
      if (isSighting(line)) {
        const event: HallEvent = seenEvent(line)
        evidence.take(event, line.seq)
        this.cursor = event.seq
      }
      if (line.key !== undefined && line.data['refused']) evidence.refuse(line.key)
      this.take(line)
    }
  }

  /** Takes one line in. */
  take(line: JournalLine): void {
    const { type, key, data } = line
    const at = epochMs(line.at)
    if (key !== undefined) this.#takeStep(line, key, at)
    if (type.startsWith('batch.')) this.calendarLines += 1
    if (type.startsWith('run.')) this.#takeRun(line, at)
    if (type === 'object.removed') this.isFinished = true
    declaration(line)?.(this.schedule, at)
    if (typeof data['request'] === 'string') this.requests.add(data['request'])
    if (type !== 'run.resumed') this.lastAt = later(this.lastAt, line.at)
  }

  #takeStep(line: JournalLine, key: string, at: number): void {
    if (line.type === 'step.intent') this.intents.set(key, line.at)
    if (line.type === 'object.created') this.created.add(key)
    if (line.type === 'expect.checked') this.checked.set(key, line)
    if (line.type === 'step.opened') this.schedule.told(key, at)
    if (line.type === 'step.understudied') {
      this.standIns.add(key)
      this.schedule.standIn(key, at)
    }
    const outcome = outcomeOf(line)
    if (outcome && !this.outcomes.has(key)) this.#settle(key, outcome, at)
  }

  #settle(key: string, outcome: PastOutcome, at: number): void {
    this.outcomes.set(key, outcome)
    this.counts[outcome.kind] += 1
    const scope = this.#scopes.get(this.#roundOf.get(key) ?? '')
    const name = this.#nameOf.get(key)
    if (scope && name !== undefined && outcome.kind === 'done') scope.names[name] = outcome.kept
    this.schedule.settle(key, outcome.kind, at)
  }

  /** A virtual clock stands still while nobody runs; others go on, and that time is a pause. */
  #takeRun({ type, data }: JournalLine, at: number): void {
    if (type === 'run.started') this.isStarted = true
    if (type === 'run.finished') this.isFinished = true
    if (type === 'run.paused') {
      this.#stoppedAt ??= at
      this.isHeldUp = data['because'] === 'operator'
    }
    if (type !== 'run.resumed') return
    const from = this.#stoppedAt ?? epochMs(this.lastAt ?? '')
    if (data['clock'] !== 'virtual') this.schedule.pause({ from, to: Math.max(from, at) })
    this.#stoppedAt = null
    this.isHeldUp = false
  }
}

/** How a line says that its step ended; null when it does not. */
export function outcomeOf({ type, data }: JournalEntry): PastOutcome | null {
  if (type === 'step.failed') return { kind: 'failed' }
  if (type === 'step.skipped') return { kind: 'skipped' }
  if (type !== 'step.done' && type !== 'step.adopted') return null
  // `keep` is written by doneEntry and doneRequest only, always with id and number.
  return { kind: 'done', kept: data['keep'] as Kept }
}
