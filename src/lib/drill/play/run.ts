import { epochMs, instantFrom } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import { calendarEntries, engine, openedEntry } from '../journal/entries.js'
import { Evidence } from '../journal/evidence.js'
import { History } from '../journal/history.js'
import type { Journal } from '../journal/journal.js'
import type { JournalEntry, JournalLine, JournalType } from '../journal/model.js'
import type { RunFolder } from '../journal/run-folder.js'
import { dropRequests, readRequests, requestedEntry } from '../people/requests.js'
import { scopesOf } from '../plan/round-scope.js'
import type { Tick } from '../plan/schedule-model.js'
import { sleep } from './clock.js'
import type { DrillEvent, DrillOutcome } from './engine.js'
import { look } from './look.js'
import { playTick } from './player.js'
import { Safeguards, stoppedBy, trippedEntry } from './safeguards.js'
import { givenUp, peopleDone } from './settle.js'
import type { DrillDesk, Stage } from './stage.js'
import { stuckOn } from './stuck.js'

const CALLS_IN_FLIGHT = 16

/** How often a clock that does not go by itself lets people be looked for, in ms of real time. */
const LOOK_UP_MS = 1000

/** One life of a run: what is known, and the journal to write. */
export class Run {
  readonly #folder: RunFolder
  readonly #stage: Stage
  readonly #history: History
  readonly #calendar: JournalEntry[]
  readonly #safeguards: Safeguards
  #at: string

  constructor(desk: DrillDesk, folder: RunFolder, journal: Journal, lines: readonly JournalLine[]) {
    const { plan, run } = folder
    const scopes = scopesOf(plan)
    const evidence = new Evidence(plan, scopes, run)
    const history = new History(plan, scopes)
    history.replay(lines, evidence)
    const cap = desk.cap ?? CALLS_IN_FLIGHT
    this.#folder = folder
    this.#history = history
    this.#safeguards = new Safeguards(plan)
    this.#stage = { ...desk, run, cap, journal, history, evidence, scopes }
    this.#calendar = calendarEntries(plan)
    const first = this.#calendar[0]?.at ?? instantFrom(desk.now())
    this.#calendar.splice(0, history.calendarLines)
    this.#at = this.#jumps ? (history.lastAt ?? first) : instantFrom(desk.clock.now())
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
    const data = { run, plan: sha256, notice, seed, clock: this.#stage.clock.name }
    yield* this.#note(this.#history.isStarted ? 'run.resumed' : 'run.started', data)
  }

  /** Journals what was asked for from other terminals, each once. */
  *takeRequests(): Generator<DrillEvent> {
    const requests = readRequests(this.#folder.folder)
    if (requests.length === 0) return
    const fresh = requests.filter(({ request }) => !this.#history.requests.has(request))
    this.#passTime()
    yield* this.#write(fresh.map((one) => requestedEntry(one, this.#at)))
    yield* this.#write(givenUp(this.#history))
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
      yield* this.#passTo(this.#stage.clock.now())
      return null
    }
    const tick = schedule.advance()
    if (!tick) return null
    yield* this.#passTo(this.#jumps ? tick.at : this.#stage.clock.now())
    return yield* this.#playLive(tick)
  }

  /** Waits for the next moment, for people and for other terminals, a glance at most; HK-DRILL-010 when nobody shall wait. */
  async *watch(at: number | null): AsyncGenerator<DrillEvent, AppError | null> {
    const { clock, signal, stays, leaves } = this.#stage
    const before = this.#history.outcomes.size
    const problem = yield* this.#glance()
    if (problem || this.#history.outcomes.size > before) return problem
    const isIdle = this.#nextMoment() === null
    if (!this.#history.isHeldUp && (isIdle ? !stays : leaves)) return this.#waiting()
    if (clock.glance === null) await sleep(LOOK_UP_MS, signal)
    else {
      const glance = clock.now() + clock.glance
      await clock.waitUntil(Math.min(at ?? glance, glance), signal)
    }
    return null
  }

  /** Stops when a safeguard trips; null when all is well. */
  *check(): Generator<DrillEvent, AppError | null> {
    const trip = this.#safeguards.trip()
    if (!trip) return null
    yield* this.#write([trippedEntry(trip, this.#at)])
    return stoppedBy(trip)
  }

  async *pause(problem: AppError | null): AsyncGenerator<DrillEvent, DrillOutcome> {
    this.#passTime()
    if (!this.#history.isHeldUp) {
      yield* this.#note('run.paused', { because: problem?.code ?? 'interrupted' })
    }
    return { status: 'paused', problem }
  }

  *end(): Generator<DrillEvent> {
    const last = epochMs(this.#calendar.at(-1)?.at ?? this.#at)
    yield* this.#passTo(this.#jumps ? last : this.#stage.clock.now())
    yield* this.#note('run.finished', { ...this.#history.counts })
    yield this.#progress()
  }

  get #jumps(): boolean {
    return this.#stage.clock.glance === null
  }

  /** A clock that jumps does not jump over a window in which people still have something to do. */
  #nextMoment(): number | null {
    const { schedule } = this.#history
    const at = schedule.nextAt()
    if (at === null || !this.#jumps) return at
    const ends = schedule.openSteps().map(({ until }) => until ?? Number.POSITIVE_INFINITY)
    return at > Math.min(...ends) ? null : at
  }

  #waiting(): AppError {
    const steps = this.#history.schedule.openSteps().length
    const units = this.#history.schedule.awaitedUnits()
    const names = this.#folder.plan.units.filter(({ code }) => units.has(code))
    return new AppError('HK-DRILL-010', { steps, units: names.map(({ short }) => short) })
  }

  /** Window openings and closings, and steps given up, before a moment. */
  *#passTo(moment: number): Generator<DrillEvent> {
    const passed = this.#calendar.filter((entry) => epochMs(entry.at) <= moment)
    this.#calendar.splice(0, passed.length)
    yield* this.#write([...passed, ...givenUp(this.#history)])
    this.#at = instantFrom(moment)
  }

  /** A clock that goes by itself has gone on. */
  #passTime(): void {
    if (!this.#jumps) this.#at = instantFrom(this.#stage.clock.now())
  }

  /** Plays what is due and opens what people may turn to. */
  async *#playLive({ at, due, opened }: Tick): AsyncGenerator<DrillEvent, AppError | null> {
    const moment = this.#jumps ? at : epochMs(this.#at)
    yield* this.#write(opened.map((one) => openedEntry(one, this.#at)))
    if (due.length > 0) {
      const lines: JournalLine[] = []
      const problem = yield* this.#guarded(async () => {
        lines.push(...(await playTick(this.#stage, { at: moment, due })))
        return lines
      })
      if (problem) return problem
      const open = due.filter(({ step }) => !this.#history.outcomes.has(step.key))
      if (open.length > 0) return stuckOn(open.map(keyOf), lines)
    }
    yield* this.#write(peopleDone(this.#stage, this.#at))
    yield* this.#write(givenUp(this.#history))
    yield this.#progress()
    return null
  }

  /** Looks at what people did; what they did is settled. */
  async *#glance(): AsyncGenerator<DrillEvent, AppError | null> {
    this.#passTime()
    const problem = yield* this.#guarded(async () => {
      return this.#stage.journal.append(await look(this.#stage, this.#at))
    })
    if (problem) return problem
    yield* this.#passTo(epochMs(this.#at))
    yield* this.#write(peopleDone(this.#stage, this.#at))
    yield* this.#write(givenUp(this.#history))
    return null
  }

  async *#guarded(
    work: () => Promise<readonly JournalLine[]>,
  ): AsyncGenerator<DrillEvent, AppError | null> {
    try {
      for (const line of await work()) yield this.#told(line)
      return null
    } catch (error) {
      if (error instanceof AppError) return error
      throw error
    }
  }

  *#note(type: JournalType, data: JournalEntry['data']): Generator<DrillEvent> {
    yield* this.#write([{ at: this.#at, type, by: engine, data }])
  }

  *#write(entries: readonly JournalEntry[]): Generator<DrillEvent> {
    for (const line of this.#stage.journal.append(entries)) yield this.#told(line)
  }

  /** A line that was just written: what it settles is known from now on. */
  #told(line: JournalLine): DrillEvent {
    this.#history.take(line)
    this.#safeguards.take(line)
    return { kind: 'line', line }
  }

  #progress(): DrillEvent {
    const total = this.#folder.plan.steps.length
    return { kind: 'progress', at: this.#at, total, ...this.#history.counts }
  }
}

function keyOf({ step: { key } }: { readonly step: { readonly key: string } }): string {
  return key
}
