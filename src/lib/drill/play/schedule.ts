import { type Heap, pop, push } from '../plan/heap.js'
import { Lanes } from '../plan/lanes.js'
import { OpenSteps } from '../plan/open-steps.js'
import type { DrillPlan } from '../plan/plan-model.js'
import {
  byReady,
  dueOf,
  type Entry,
  newEntry,
  type OpenStep,
  type Settled,
  type SkippedStep,
  type Tick,
} from '../plan/schedule-model.js'
import { type Span, Windows } from '../plan/windows.js'

/**
 * The timetable as a discrete-event simulation: a step starts when what it needs is done, its person is
 * free and the batch's window is open, and ends after its duration; a person's step opens and stays open. A pure
 * function of the plan and of how and when steps settle, so a resumed run passes through the same moments.
 */
export class Schedule {
  readonly #entries = new Map<string, Entry>()
  readonly #windows: Windows
  readonly #lanes: Lanes
  readonly #batchOf: ReadonlyMap<string, string>
  readonly #held: Map<string, string>
  readonly #opening: Heap<Entry> = { items: [], before: byReady }
  readonly #people: OpenSteps
  readonly #stranded = new Set<Entry>()
  #skipped: SkippedStep[] = []
  #now = 0

  constructor(plan: DrillPlan) {
    this.#windows = new Windows(plan)
    this.#lanes = new Lanes(this.#windows)
    this.#people = new OpenSteps(this.#windows)
    this.#batchOf = new Map(plan.units.map(({ code, batch }) => [code, batch]))
    this.#held = new Map((plan.gates ?? []).map(({ id, before }) => [before, id]))
    this.#enter(plan)
  }

  /** The next moment at which something happens; null when nothing is left but to wait for people or windows. */
  nextAt(): number | null {
    this.#openUntil(this.#now)
    for (const [entry, at] of this.#lanes.start()) this.#strand(entry, at)
    const at = Math.min(this.#lanes.nextEnd, this.#people.next, this.#nextOpening())
    return at === Number.POSITIVE_INFINITY ? null : at
  }

  /** Goes on to the moment of `nextAt`: what is due or opens then, null when only a window opened. */
  advance(): Tick | null {
    const at = Math.min(this.#lanes.nextEnd, this.#people.next)
    const opens = this.#nextOpening()
    if (at > opens) this.#openAt(opens)
    return at > opens || at === Number.POSITIVE_INFINITY ? null : this.#tickAt(at)
  }

  /** Tells how and when a step ended; those that need it become ready or are given up. */
  settle(key: string, how: Settled, at: number): void {
    this.#now = Math.max(this.#now, at)
    const entry = this.#entries.get(key)
    if (!entry || entry.over) return
    this.#leave(entry, how === 'skipped' ? null : at)
    for (const next of entry.dependents) {
      if (how === 'done') this.#release(next, at)
      else this.#giveUp(next, at, { kind: 'needs', key })
    }
  }

  /** The steps given up since the last asking. */
  takeSkipped(): readonly SkippedStep[] {
    const skipped = this.#skipped
    this.#skipped = []
    return skipped
  }

  /** The steps that wait for people now; those of an absent unit do not. */
  openSteps(): OpenStep[] {
    return this.#people.told()
  }

  /** True while people, a further window or a signature could still bring something about. */
  get isAwaiting(): boolean {
    return this.#awaited().length > 0
  }

  /** The units that have something to do, or to make up for. */
  awaitedUnits(): ReadonlySet<string> {
    return new Set(this.#awaited().map(({ step }) => step.unit))
  }

  /** A person's step was told to be open at that moment. */
  told(key: string, at: number): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#openUntil(at)
    entry.isTold = true
    entry.startedAt = at
  }

  /** A robot plays this step from now on, whoever was to do it. */
  standIn(key: string, at: number): void {
    const entry = this.#entries.get(key)
    if (!entry || entry.over || entry.step.by !== 'human') return
    entry.standsIn = true
    entry.startedAt = Math.max(at, entry.readyAt)
  }

  /** Nothing happened between two moments: nobody's time ran, and what was under way starts anew. */
  pause(span: Span): void {
    this.#windows.pause(span)
    this.#people.pause(span.to)
    this.#lanes.breakOff(null, span.to)
  }

  /** A unit is not there: its windows end, its steps wait for a makeup. */
  absent(unit: string, at: number): void {
    this.#windows.close(unit, at)
    this.#lanes.breakOff(unit, at)
  }

  /** A further window for a unit (补演), opened at a moment: what of it lies before is lost. */
  makeup(unit: string, span: Span, at: number): void {
    this.#windows.add(unit, { ...span, from: Math.max(span.from, at) })
    this.#enterAnew(unit, at)
    for (const entry of [...this.#stranded]) {
      if (entry.step.unit !== unit) continue
      entry.readyAt = Math.max(entry.readyAt, at)
      this.#stranded.delete(entry)
      this.#makeReady(entry)
    }
  }

  /** A gate is signed: the batch behind it may begin. */
  sign(gate: string, at: number): void {
    for (const [batch, id] of this.#held) if (id === gate) this.#held.delete(batch)
    for (const entry of [...this.#stranded]) {
      if (this.#isHeldBack(entry)) continue
      entry.readyAt = Math.max(entry.readyAt, at)
      this.#stranded.delete(entry)
      this.#makeReady(entry)
    }
  }

  /** Gives up everything that is still awaited. */
  giveUpAll(at: number): void {
    for (const entry of this.#awaited()) this.#giveUp(entry, at, { kind: 'window' })
  }

  #enter(plan: DrillPlan): void {
    for (const [index, step] of plan.steps.entries()) {
      this.#entries.set(step.key, newEntry(step, index))
    }
    for (const entry of this.#entries.values()) {
      for (const need of entry.step.needs) this.#entries.get(need)?.dependents.push(entry)
      if (entry.step.needs.length > 0) continue
      entry.readyAt = this.#windows.first(entry.step.unit) ?? 0
      push(this.#opening, entry)
    }
  }

  /** A unit's first steps wait for the first of its windows, which may be another one now. */
  #enterAnew(unit: string, at: number): void {
    for (const entry of this.#opening.items.splice(0)) {
      const { step } = entry
      const isFirst = step.unit === unit && step.needs.length === 0
      if (isFirst) entry.readyAt = Math.max(this.#windows.first(unit) ?? 0, at)
      push(this.#opening, entry)
    }
  }

  #tickAt(at: number): Tick {
    const { due, opened } = this.#people.at(at)
    return { at, due: [...this.#lanes.takeEnding(at).map(dueOf), ...due], opened }
  }

  /** What people, a further window or a signature could still bring about. */
  #awaited(): Entry[] {
    return [...this.#stranded, ...this.#people.entries]
  }

  #nextOpening(): number {
    return this.#opening.items[0]?.readyAt ?? Number.POSITIVE_INFINITY
  }

  #openUntil(moment: number): void {
    while (this.#nextOpening() <= moment) this.#openAt(this.#nextOpening())
  }

  #openAt(moment: number): void {
    this.#now = Math.max(this.#now, moment)
    while (this.#opening.items[0]?.readyAt === moment) {
      const entry = pop(this.#opening)
      if (entry) this.#makeReady(entry)
    }
  }

  #release(entry: Entry, at: number): void {
    entry.open -= 1
    entry.readyAt = Math.max(entry.readyAt, at)
    if (entry.open > 0 || entry.over) return
    const { wait = 0 } = entry.step
    if (wait === 0) this.#makeReady(entry)
    else push(this.#opening, Object.assign(entry, { readyAt: entry.readyAt + wait * 1000 }))
  }

  #makeReady(entry: Entry): void {
    if (entry.over) return
    if (this.#isHeldBack(entry)) this.#stranded.add(entry)
    else if (entry.step.by !== 'human') this.#lanes.ready(entry)
    else {
      const closed = this.#people.open(entry)
      if (closed !== null) this.#strand(entry, closed)
    }
  }

  /** No window holds it: it waits for a makeup when its unit is absent, else it is given up. */
  #strand(entry: Entry, at: number): void {
    if (this.#windows.isAbsent(entry.step.unit)) this.#stranded.add(entry)
    else this.#giveUp(entry, at, { kind: 'window' })
  }

  #giveUp(entry: Entry, at: number, because: SkippedStep['because']): void {
    if (entry.over) return
    this.#leave(entry, null)
    this.#skipped.push({ step: entry.step, at, because })
    for (const next of entry.dependents) {
      this.#giveUp(next, at, { kind: 'needs', key: entry.step.key })
    }
  }

  #leave(entry: Entry, ranUntil: number | null): void {
    entry.over = true
    this.#people.close(entry)
    this.#stranded.delete(entry)
    if (entry.step.by !== 'human') this.#lanes.free(entry, ranUntil)
  }

  #isHeldBack({ step }: Entry): boolean {
    return this.#held.has(this.#batchOf.get(step.unit) ?? '')
  }
}
