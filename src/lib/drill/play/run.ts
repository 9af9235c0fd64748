import { epochMs, instantFrom } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import { openedEntry } from '../journal/entries.js'
import { Evidence } from '../journal/evidence.js'
import { History } from '../journal/history.js'
import type { Journal } from '../journal/journal.js'
import type { JournalLine } from '../journal/model.js'
import type { RunFolder } from '../journal/run-folder.js'
import { dropRequests, readRequests, requestedEntry, untilAsked } from '../people/requests.js'
import { scopesOf } from '../plan/round-scope.js'
import type { Tick } from '../plan/schedule-model.js'
import { Chronicle } from './chronicle.js'
import { sleep } from './clock.js'
import type { DrillEvent, DrillOutcome } from './engine.js'
import { look } from './look.js'
import { CALLS_AT_ONCE, pacedHall } from './paced-hall.js'
import { type LiveTick, playTick } from './player.js'
import { Safeguards, stoppedBy, trippedEntry } from './safeguards.js'
import { peopleDone } from './settle.js'
import type { DrillDesk, Stage } from './stage.js'
import { stuckOn } from './stuck.js'

/** How often a clock that does not go by itself lets people be looked for, in ms of real time. */
const LOOK_UP_MS = 1000

/** One life of a run: what is known, and the journal to write. */
export class Run {
  readonly #folder: RunFolder
  readonly #stage: Stage
  readonly #history: History
  readonly #safeguards: Safeguards
  readonly #chronicle: Chronicle

  constructor(desk: DrillDesk, folder: RunFolder, journal: Journal, lines: readonly JournalLine[]) {
    const { plan, run } = folder
    const scopes = scopesOf(plan)
    const evidence = new Evidence(plan, scopes, run)
    const history = new History(plan, scopes)
    history.replay(lines, evidence)
    const safeguards = new Safeguards(plan)
    const cap = desk.cap ?? CALLS_AT_ONCE
    const hall = pacedHall(desk.hall, plan, desk.now)
    this.#folder = folder
    this.#history = history
    this.#safeguards = safeguards
    this.#stage = { ...desk, hall, run, cap, journal, history, evidence, scopes }
    const { clock } = desk
    this.#chronicle = new Chronicle({ plan, clock, journal, history, safeguards }, desk.now())
  }

  get isFinished(): boolean {
    return this.#history.isFinished
  }

  /** How many steps have come to an end, in this life and before. */
  get ended(): number {
    return this.#history.outcomes.size
  }

  get isAborted(): boolean {
    return this.#stage.signal?.aborted === true
  }

  /** True when nothing is left and nobody is awaited: no person, no window, no signature, no word to go on. */
  get isOver(): boolean {
    const { schedule, isHeldUp } = this.#history
    return !isHeldUp && schedule.nextAt() === null && !schedule.isAwaiting
  }

  *begin(): Generator<DrillEvent> {
    const { sha256, plan, run } = this.#folder
    const { notice, seed } = plan
    const { clock, playedIn: hall } = this.#stage
    const data = { run, plan: sha256, notice, seed, clock: clock.name, ...(hall && { hall }) }
    yield* this.#chronicle.note(this.#history.isStarted ? 'run.resumed' : 'run.started', data)
  }

  /** Journals what was asked for from other terminals, each once. */
  *takeRequests(): Generator<DrillEvent> {
    const requests = readRequests(this.#folder.folder)
    if (requests.length === 0) return
    const fresh = requests.filter(({ request }) => !this.#history.requests.has(request))
    const at = this.#chronicle.passTime()
    yield* this.#chronicle.write(fresh.map((one) => requestedEntry(one, at)))
    yield* this.#chronicle.giveUp()
    this.#stage.journal.syncNow()
    dropRequests(this.#folder.folder, requests)
  }

  /** The next moment at which something happens; null when only people can go on. */
  nextAt(): number | null {
    const { schedule, isHeldUp } = this.#history
    const { until } = this.#folder.plan
    const at = isHeldUp ? null : this.#nextMoment()
    if (until === undefined || this.#jumps || isHeldUp || !schedule.isAwaiting) return at
    return Math.min(at ?? Number.POSITIVE_INFINITY, epochMs(until))
  }

  /** Whether that moment has come; a clock that jumps is there at once. */
  isDue(at: number | null): boolean {
    return at !== null && (this.#jumps || this.#stage.clock.now() >= at)
  }

  /** Goes on to the next moment; a problem when an outcome stays unknown or the hall is away. */
  async *advance(): AsyncGenerator<DrillEvent, AppError | null> {
    const { until } = this.#folder.plan
    const { schedule } = this.#history
    if (until !== undefined && !this.#jumps && this.#stage.clock.now() >= epochMs(until)) {
      schedule.giveUpAll(epochMs(until))
      yield* this.#chronicle.passOn(epochMs(until))
      return null
    }
    const tick = schedule.advance()
    if (!tick) return null
    yield* this.#chronicle.passOn(tick.at)
    return yield* this.#playLive(tick)
  }

  /** Waits for the next moment, for people and for other terminals, a glance at most; HK-DRILL-010 or HK-DRILL-019 when nobody shall wait. */
  async *watch(at: number | null): AsyncGenerator<DrillEvent, AppError | null> {
    const { clock, signal, stays, leaves, ends } = this.#stage
    const before = this.ended
    const problem = yield* this.#glance()
    if (problem || this.ended > before) return problem
    const next = this.#nextMoment()
    if (!this.#history.isHeldUp) {
      if (next === null && ends) return yield* this.#giveUpAwaited()
      if (next === null ? !stays : leaves) return this.#waiting(next)
    }
    await untilAsked(this.#folder.folder, signal, async (woken) => {
      if (clock.glance === null) return sleep(LOOK_UP_MS, woken)
      const glance = clock.now() + clock.glance
      return clock.waitUntil(Math.min(at ?? glance, glance), woken)
    })
    return null
  }

  /** Stops when a safeguard trips; null when all is well. */
  *check(): Generator<DrillEvent, AppError | null> {
    const trip = this.#safeguards.trip()
    if (!trip) return null
    yield* this.#chronicle.write([trippedEntry(trip, this.#chronicle.at)])
    return stoppedBy(trip)
  }

  async *pause(problem: AppError | null): AsyncGenerator<DrillEvent, DrillOutcome> {
    this.#chronicle.passTime()
    if (!this.#history.isHeldUp) {
      yield* this.#chronicle.note('run.paused', { because: problem?.code ?? 'interrupted' })
    }
    return { status: 'paused', problem }
  }

  *end(): Generator<DrillEvent> {
    yield* this.#chronicle.passAll()
    yield* this.#chronicle.note('run.finished', { ...this.#history.counts })
    yield* this.#chronicle.progress()
  }

  get #jumps(): boolean {
    return this.#chronicle.jumps
  }

  /** A clock that jumps does not jump over a window in which people still have something to do. */
  #nextMoment(): number | null {
    const { schedule } = this.#history
    const at = schedule.nextAt()
    if (at === null || !this.#jumps) return at
    const ends = schedule.openSteps().map(({ until }) => until ?? Number.POSITIVE_INFINITY)
    return at > Math.min(...ends) ? null : at
  }

  /** What a run that shall not wait stops with: the next moment, or the people that it needs. */
  #waiting(next: number | null): AppError {
    const steps = this.#history.schedule.openSteps().length
    if (next !== null && steps === 0) return new AppError('HK-DRILL-019', { at: instantFrom(next) })
    const units = this.#history.schedule.awaitedUnits()
    const names = this.#folder.plan.units.filter(({ code }) => units.has(code))
    return new AppError('HK-DRILL-010', { steps, units: names.map(({ short }) => short) })
  }

  /** Nobody is waited for any more. */
  *#giveUpAwaited(): Generator<DrillEvent, null> {
    this.#history.schedule.giveUpAll(epochMs(this.#chronicle.at))
    yield* this.#settle()
    return null
  }

  /** Plays what is due and opens what people may turn to. */
  async *#playLive({ due, opened }: Tick): AsyncGenerator<DrillEvent, AppError | null> {
    const now = this.#chronicle.at
    yield* this.#chronicle.write(opened.map((one) => openedEntry(one, now)))
    if (due.length > 0) {
      const problem = yield* this.#playDue({ at: epochMs(now), due })
      if (problem) return problem
    }
    yield* this.#settle()
    yield* this.#chronicle.progress()
    return null
  }

  async *#playDue(tick: LiveTick): AsyncGenerator<DrillEvent, AppError | null> {
    const lines: JournalLine[] = []
    const problem = yield* this.#guarded(async () => {
      lines.push(...(await playTick(this.#stage, tick)))
      return lines
    })
    const open = tick.due.map(keyOf).filter((key) => !this.#history.outcomes.has(key))
    return problem ?? (open.length > 0 ? stuckOn(open, lines) : null)
  }

  /** Looks at what people did; what they did is settled. */
  async *#glance(): AsyncGenerator<DrillEvent, AppError | null> {
    const at = this.#chronicle.passTime()
    const problem = yield* this.#guarded(async () => {
      return this.#stage.journal.append(await look(this.#stage, at))
    })
    if (problem) return problem
    yield* this.#chronicle.passTo(epochMs(at))
    yield* this.#settle()
    return null
  }

  /** Writes down what people have done by now, and what was given up for it. */
  *#settle(): Generator<DrillEvent> {
    yield* this.#chronicle.write(peopleDone(this.#stage, this.#chronicle.at))
    yield* this.#chronicle.giveUp()
  }

  async *#guarded(
    work: () => Promise<readonly JournalLine[]>,
  ): AsyncGenerator<DrillEvent, AppError | null> {
    try {
      yield* this.#chronicle.told(await work())
      return null
    } catch (error) {
      if (error instanceof AppError) return error
      throw error
    }
  }
}

function keyOf({ step: { key } }: { readonly step: { readonly key: string } }): string {
  return key
}
