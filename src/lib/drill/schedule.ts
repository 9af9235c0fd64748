import { epochMs } from '../calendar/index.js'
import { type Heap, pop, push } from './heap.js'
import type { DrillPlan, PlannedStep } from './plan-model.js'

/** How a step ended, as far as those that wait for it care. */
export type Settled = 'done' | 'failed' | 'skipped'

/** A step whose time has come, with when it became possible and when its person turned to it (epoch ms). */
export interface DueStep {
  readonly step: PlannedStep
  readonly readyAt: number
  readonly startedAt: number
}

/** A step that will never be played, and why: a step it needs did not come about, or the windows are over. */
export interface SkippedStep {
  readonly step: PlannedStep
  /** When it became certain (epoch ms). */
  readonly at: number
  readonly because: { readonly kind: 'needs'; readonly key: string } | { readonly kind: 'window' }
}

/** All acts that fall on the same virtual moment (epoch ms). */
export interface Tick {
  readonly at: number
  readonly due: readonly DueStep[]
}

interface Entry {
  readonly step: PlannedStep
  readonly index: number
  readonly batch: string
  readonly dependents: Entry[]
  open: number
  readyAt: number
  startedAt: number
  endsAt: number
  over: boolean
}

interface Lane {
  readonly account: string
  readonly ready: Heap<Entry>
  busy: boolean
}

interface Window {
  readonly from: number
  readonly to: number
}

/**
 * The timetable as a discrete-event simulation: a step starts when what it needs is done, its person is
 * free and the batch's window is open, and ends after its duration. A pure function of the plan and of how
 * steps settle, so a resumed run passes through the same moments.
 */
export class Schedule {
  readonly #entries = new Map<string, Entry>()
  readonly #lanes = new Map<string, Lane>()
  readonly #windows = new Map<string, readonly Window[]>()
  readonly #running: Heap<Entry>
  readonly #opening: Heap<Entry>
  #woken = new Set<Lane>()
  #skipped: SkippedStep[] = []
  #now = 0

  constructor(plan: DrillPlan) {
    this.#running = { items: [], before: (a, b) => a.endsAt - b.endsAt || a.index - b.index }
    this.#opening = { items: [], before: (a, b) => a.readyAt - b.readyAt || a.index - b.index }
    for (const batch of plan.batches) {
      this.#windows.set(
        batch.id,
        batch.windows.map((w) => ({ from: epochMs(w.from), to: epochMs(w.to) })),
      )
    }
    this.#enter(plan)
  }

  /** The next moment at which something is due; null when nothing is left. Settle all of it before asking again. */
  next(): Tick | null {
    this.#startLanes()
    while (true) {
      const ends = this.#running.items[0]?.endsAt ?? Number.POSITIVE_INFINITY
      const opens = this.#opening.items[0]?.readyAt ?? Number.POSITIVE_INFINITY
      if (opens < Number.POSITIVE_INFINITY && opens <= ends) this.#openAt(opens)
      else return this.#tickAt(ends)
    }
  }

  /** Tells how a due step ended; those that need it become ready now or are given up. */
  settle(key: string, how: Settled): void {
    const entry = this.#entries.get(key)
    if (!entry || entry.over) return
    entry.over = true
    const lane = this.#lane(entry.step.account)
    lane.busy = false
    this.#woken.add(lane)
    for (const next of entry.dependents) {
      if (how === 'done') this.#release(next)
      else this.#giveUp(next, { kind: 'needs', key })
    }
  }

  /** The steps given up since the last asking. */
  takeSkipped(): readonly SkippedStep[] {
    const skipped = this.#skipped
    this.#skipped = []
    return skipped
  }

  #enter(plan: DrillPlan): void {
    const batchOf = new Map(plan.rounds.map((round) => [round.id, round.batch]))
    for (const [index, step] of plan.steps.entries()) {
      const batch = batchOf.get(step.round) ?? ''
      const times = { open: step.needs.length, readyAt: 0, startedAt: 0, endsAt: 0, over: false }
      this.#entries.set(step.key, { step, index, batch, dependents: [], ...times })
    }
    for (const entry of this.#entries.values()) {
      for (const need of entry.step.needs) this.#entries.get(need)?.dependents.push(entry)
      if (entry.step.needs.length > 0) continue
      entry.readyAt = this.#windows.get(entry.batch)?.[0]?.from ?? 0
      push(this.#opening, entry)
    }
  }

  #tickAt(ends: number): Tick | null {
    if (ends === Number.POSITIVE_INFINITY) return null
    this.#now = ends
    const due: DueStep[] = []
    while (this.#running.items[0]?.endsAt === ends) {
      const entry = pop(this.#running)
      if (entry) due.push(entry)
    }
    return { at: ends, due }
  }

  #openAt(moment: number): void {
    this.#now = Math.max(this.#now, moment)
    while (this.#opening.items[0]?.readyAt === moment) {
      const entry = pop(this.#opening)
      if (entry) this.#makeReady(entry)
    }
    this.#startLanes()
  }

  #release(entry: Entry): void {
    entry.open -= 1
    if (entry.open > 0 || entry.over) return
    entry.readyAt = this.#now
    this.#makeReady(entry)
  }

  #makeReady(entry: Entry): void {
    const lane = this.#lane(entry.step.account)
    push(lane.ready, entry)
    this.#woken.add(lane)
  }

  #startLanes(): void {
    const woken = this.#woken
    this.#woken = new Set()
    for (const lane of woken) this.#startLane(lane)
  }

  #startLane(lane: Lane): void {
    while (!lane.busy) {
      const entry = pop(lane.ready)
      if (!entry) return
      if (entry.over) continue
      const start = this.#fit(entry)
      if (start === null) this.#giveUp(entry, { kind: 'window' })
      else this.#start(lane, entry, start)
    }
  }

  #start(lane: Lane, entry: Entry, at: number): void {
    lane.busy = true
    entry.startedAt = at
    entry.endsAt = at + entry.step.takes * 1000
    push(this.#running, entry)
  }

  /** The first moment from now on at which the step fits whole into a window of its batch. */
  #fit(entry: Entry): number | null {
    for (const window of this.#windows.get(entry.batch) ?? []) {
      const start = Math.max(this.#now, window.from)
      if (start + entry.step.takes * 1000 <= window.to) return start
    }
    return null
  }

  #giveUp(entry: Entry, because: SkippedStep['because']): void {
    if (entry.over) return
    entry.over = true
    this.#skipped.push({ step: entry.step, at: this.#now, because })
    for (const next of entry.dependents) this.#giveUp(next, { kind: 'needs', key: entry.step.key })
  }

  #lane(account: string): Lane {
    const known = this.#lanes.get(account)
    if (known) return known
    const before = (a: Entry, b: Entry) => a.readyAt - b.readyAt || a.index - b.index
    const lane: Lane = { account, ready: { items: [], before }, busy: false }
    this.#lanes.set(account, lane)
    return lane
  }
}
