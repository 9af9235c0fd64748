import { epochMs, instantFrom } from '../../calendar/index.js'
import { calendarEntries, engine } from '../journal/entries.js'
import type { History } from '../journal/history.js'
import type { Journal } from '../journal/journal.js'
import type { JournalEntry, JournalLine, JournalType } from '../journal/model.js'
import type { DrillPlan } from '../plan/plan-model.js'
import type { DrillClock } from './clock.js'
import type { DrillEvent } from './engine.js'
import type { Safeguards } from './safeguards.js'
import { givenUp } from './settle.js'

/** What a chronicle is written for, and what takes its lines in. */
export interface ChronicleDesk {
  readonly plan: DrillPlan
  readonly clock: DrillClock
  readonly journal: Journal
  readonly history: History
  readonly safeguards: Safeguards
}

/** The run's time and its journal: a line that is written is known from then on, and told. */
export class Chronicle {
  readonly #desk: ChronicleDesk
  /** Openings and closings of windows that have not been written yet. */
  readonly #calendar: JournalEntry[]
  #at: string

  /** `now` is wall time in epoch ms. */
  constructor(desk: ChronicleDesk, now: number) {
    const { plan, clock, history } = desk
    this.#desk = desk
    this.#calendar = calendarEntries(plan)
    const first = this.#calendar[0]?.at ?? instantFrom(now)
    this.#calendar.splice(0, history.calendarLines)
    this.#at = this.jumps ? (history.lastAt ?? first) : instantFrom(clock.now())
  }

  /** Drill time, as the next line will bear it. */
  get at(): string {
    return this.#at
  }

  /** True for a clock that goes from moment to moment, not by itself. */
  get jumps(): boolean {
    return this.#desk.clock.glance === null
  }

  /** A clock that goes by itself has gone on; gives drill time. */
  passTime(): string {
    if (!this.jumps) this.#at = instantFrom(this.#desk.clock.now())
    return this.#at
  }

  /** Goes on to a moment, never back: windows that opened and closed before it, and steps that were given up. */
  *passTo(moment: number): Generator<DrillEvent> {
    const passed = this.#calendar.filter((entry) => epochMs(entry.at) <= moment)
    this.#calendar.splice(0, passed.length)
    yield* this.write(passed)
    yield* this.giveUp()
    if (moment > epochMs(this.#at)) this.#at = instantFrom(moment)
  }

  /** Goes on to the time of the clock; one that jumps, to that moment. */
  *passOn(moment: number): Generator<DrillEvent> {
    yield* this.passTo(this.jumps ? moment : this.#desk.clock.now())
  }

  /** Goes on to the end of the last window. */
  *passAll(): Generator<DrillEvent> {
    yield* this.passOn(epochMs(this.#calendar.at(-1)?.at ?? this.#at))
  }

  /** Writes down the steps that were given up. */
  *giveUp(): Generator<DrillEvent> {
    yield* this.write(givenUp(this.#desk.history))
  }

  /** Writes a line of the run's own. */
  *note(type: JournalType, data: JournalEntry['data']): Generator<DrillEvent> {
    yield* this.write([{ at: this.#at, type, by: engine, data }])
  }

  *write(entries: readonly JournalEntry[]): Generator<DrillEvent> {
    yield* this.told(this.#desk.journal.append(entries))
  }

  /** Takes in lines that were just written. */
  *told(lines: readonly JournalLine[]): Generator<DrillEvent> {
    for (const line of lines) {
      this.#desk.history.take(line)
      this.#desk.safeguards.take(line)
      yield { kind: 'line', line }
    }
  }

  /** How far the run is. */
  *progress(): Generator<DrillEvent> {
    const { plan, history } = this.#desk
    yield { kind: 'progress', at: this.#at, total: plan.steps.length, ...history.counts }
  }
}
