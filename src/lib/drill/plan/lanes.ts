import { type Heap, pop, push } from './heap.js'
import { byEnd, byReady, type Entry } from './schedule-model.js'
import type { Windows } from './windows.js'

interface Lane {
  readonly ready: Heap<Entry>
  current: Entry | null
  freeAt: number
}

/** The robots: one lane per account, one step at a time, each step whole inside a window of its unit. */
export class Lanes {
  readonly #windows: Windows
  readonly #lanes = new Map<string, Lane>()
  readonly #running: Heap<Entry> = { items: [], before: byEnd }
  #woken = new Set<Lane>()
  #floor = 0

  constructor(windows: Windows) {
    this.#windows = windows
  }

  /** A step that may be played as soon as its lane is free. */
  ready(entry: Entry): void {
    const lane = this.#lane(entry)
    push(lane.ready, entry)
    this.#woken.add(lane)
  }

  /** Starts what can start, and gives the steps that no window holds, with when that became certain. */
  start(): (readonly [Entry, number])[] {
    const woken = this.#woken
    this.#woken = new Set()
    return [...woken].flatMap((lane) => this.#startLane(lane))
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
    if (at !== null) lane.freeAt = Math.max(lane.freeAt, at)
    this.#woken.add(lane)
  }

  /** Breaks off what is under way (of one unit, or all): it starts anew. */
  breakOff(unit: string | null, floor: number): void {
    this.#floor = Math.max(this.#floor, floor)
    for (const entry of this.#running.items.splice(0)) {
      if (unit !== null && entry.step.unit !== unit) push(this.#running, entry)
      else if (!entry.over) {
        this.#lane(entry).current = null
        this.ready(entry)
      }
    }
  }

  #startLane(lane: Lane): (readonly [Entry, number])[] {
    const stranded: (readonly [Entry, number])[] = []
    while (lane.current === null) {
      const entry = pop(lane.ready)
      if (!entry) break
      if (entry.over) continue
      const from = Math.max(entry.readyAt, lane.freeAt, this.#floor)
      const start = this.#windows.fit(entry.step.unit, from, entry.step.takes * 1000)
      if (start === null) stranded.push([entry, from])
      else this.#begin(lane, entry, start)
    }
    return stranded
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
