import { type Heap, pop, push } from './heap.js'
import { byEnd, byReady, type Entry } from './schedule-model.js'
import type { Windows } from './windows.js'

interface Lane {
  readonly ready: Heap<Entry>
  current: Entry | null
  freeAt: number
}

/** A lane with something to do, and from when its person could do it. */
interface Call {
  readonly lane: Lane
  readonly entry: Entry
  readonly from: number
}

/** A step with the moment at which it begins. */
interface Begin {
  readonly entry: Entry
  readonly start: number
}

/**
 * The robots: one lane per account, one step at a time, each step whole inside a window of its unit; steps that name
 * the same mutex keep out of each other's way. What is under way is known from the steps alone, and who could begin first is
 * served first, so a resumed run comes to the same turns, and nobody holds anything for somebody who is gone.
 */
export class Lanes {
  readonly #windows: Windows
  readonly #lanes = new Map<string, Lane>()
  readonly #running: Heap<Entry> = { items: [], before: byEnd }
  /** From when each mutex is free, as far as steps that ended held it. */
  readonly #sharedFrom = new Map<string, number>()
  #woken = new Set<Lane>()
  #floor = 0
  #sharedFloor = 0

  constructor(windows: Windows) {
    this.#windows = windows
  }

  /** A step that may be played as soon as its lane is free. */
  ready(entry: Entry): void {
    const lane = this.#lane(entry)
    if (lane.current && lane.current.startedAt > entry.readyAt) this.#takeBack(lane, lane.current)
    push(lane.ready, entry)
    this.#woken.add(lane)
  }

  /** Starts what can start, and gives the steps that no window holds, with when that became certain. */
  start(): (readonly [Entry, number])[] {
    const calls: Heap<Call> = { items: [], before: byCall }
    const stranded: (readonly [Entry, number])[] = []
    for (const lane of this.#woken) this.#call(lane, calls)
    this.#woken = new Set()
    for (let call = pop(calls); call; call = pop(calls)) {
      const { lane } = call
      const first = this.#first(lane, stranded)
      if (first) this.#begin(lane, first.entry, first.start)
      this.#call(lane, calls)
    }
    return stranded
  }

  /** When the next running step ends. */
  get nextEnd(): number {
    return this.#running.items[0]?.endsAt ?? Number.POSITIVE_INFINITY
  }

  /** The steps that end at a moment. */
  takeEnding(at: number): Entry[] {
    const ending: Entry[] = []
    while (this.#running.items[0]?.endsAt === at) {
      const entry = pop(this.#running)
      if (entry && !entry.over) ending.push(entry)
    }
    return ending
  }

  /** A step left its lane; `at` null when it never occupied it. */
  free(entry: Entry, at: number | null): void {
    const lane = this.#lane(entry)
    if (lane.current === entry) lane.current = null
    if (at !== null) {
      lane.freeAt = Math.max(lane.freeAt, at)
      this.#share(entry, at)
    }
    this.#woken.add(lane)
  }

  /** Breaks off at a moment what is under way (of one unit and what shares a mutex, or all): it starts anew. */
  breakOff(unit: string | null, at: number): void {
    if (unit === null) this.#floor = Math.max(this.#floor, at)
    this.#sharedFloor = Math.max(this.#sharedFloor, at)
    for (const entry of this.#running.items.splice(0)) {
      const { unit: whose, mutex } = entry.step
      if (unit !== null && whose !== unit && mutex === undefined) push(this.#running, entry)
      else if (!entry.over) {
        this.#lane(entry).current = null
        this.ready(entry)
      }
    }
  }

  /** Lets a free lane speak up for its first step. */
  #call(lane: Lane, calls: Heap<Call>): void {
    if (lane.current !== null) return
    const entry = next(lane)
    if (entry) push(calls, { lane, entry, from: this.#earliest(lane, entry) })
  }

  /**
   * What a free lane begins first: the step that can begin soonest, of those that can at once the one that was possible
   * first. A step that must wait for a later window keeps nobody waiting. Those that no window holds are `stranded`.
   */
  #first(lane: Lane, stranded: (readonly [Entry, number])[]): Begin | null {
    const able: Begin[] = []
    let soonest = Number.POSITIVE_INFINITY
    for (let entry = next(lane); entry; entry = next(lane)) {
      const from = this.#earliest(lane, entry)
      if (soonest <= from) break
      pop(lane.ready)
      const start = this.#turn(entry, from)
      if (start === null) stranded.push([entry, from])
      else able.push({ entry, start })
      soonest = Math.min(soonest, start ?? soonest)
    }
    const first = able.find(({ start }) => start === soonest) ?? null
    for (const one of able) if (one !== first) push(lane.ready, one.entry)
    return first
  }

  #earliest(lane: Lane, entry: Entry): number {
    return Math.max(entry.readyAt, lane.freeAt, this.#floor)
  }

  /** A step that was to begin later waits again: its lane has something that may go first. */
  #takeBack(lane: Lane, entry: Entry): void {
    lane.current = null
    push(lane.ready, entry)
    for (const one of this.#running.items.splice(0)) if (one !== entry) push(this.#running, one)
  }

  /** The first moment from which a window holds the step and nobody else has its mutex; null when there is none. */
  #turn({ step }: Entry, from: number): number | null {
    const { unit, mutex } = step
    const takes = step.takes * 1000
    if (mutex === undefined) return this.#windows.fit(unit, from, takes)
    const rivals = this.#running.items.filter((one) => one.step.mutex === mutex && !one.over)
    let earliest = Math.max(from, this.#sharedFloor, this.#sharedFrom.get(mutex) ?? 0)
    for (;;) {
      const at = this.#windows.fit(unit, earliest, takes)
      const rival =
        at !== null && rivals.find((one) => one.startedAt < at + takes && at < one.endsAt)
      if (!rival) return at
      earliest = rival.endsAt
    }
  }

  #share({ step: { mutex } }: Entry, until: number): void {
    if (mutex === undefined) return
    this.#sharedFrom.set(mutex, Math.max(this.#sharedFrom.get(mutex) ?? 0, until))
  }

  #begin(lane: Lane, entry: Entry, at: number): void {
    lane.current = entry
    entry.startedAt = at
    entry.endsAt = at + entry.step.takes * 1000
    push(this.#running, entry)
  }

  #lane({ step: { account } }: Entry): Lane {
    const known = this.#lanes.get(account)
    if (known) return known
    const lane: Lane = { ready: { items: [], before: byReady }, freeAt: 0, current: null }
    this.#lanes.set(account, lane)
    return lane
  }
}

/** What became possible first of all that waits in a lane; what ended otherwise meanwhile is dropped. */
function next({ ready }: Lane): Entry | undefined {
  while (ready.items[0]?.over) pop(ready)
  return ready.items[0]
}

/** Whoever could begin first comes first. */
function byCall(a: Call, b: Call): number {
  return a.from - b.from || a.entry.index - b.entry.index
}
