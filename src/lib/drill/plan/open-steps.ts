import { dueOf, type Entry, type OpenStep, type Tick } from './schedule-model.js'
import type { Windows } from './windows.js'

/** The people: steps that are open for them, each until it ends or a robot stands in; an absent unit's rest meanwhile. */
export class OpenSteps {
  readonly #windows: Windows
  readonly #entries = new Set<Entry>()
  #floor = 0

  constructor(windows: Windows) {
    this.#windows = windows
  }

  get entries(): ReadonlySet<Entry> {
    return this.#entries
  }

  /** Opens a step as soon as a window lets its person turn to it; the moment from which none does, else null. */
  open(entry: Entry): number | null {
    const from = Math.max(entry.readyAt, this.#floor)
    const at = this.#windows.fit(entry.step.unit, from, 1)
    entry.startedAt = at ?? from
    if (at === null) return from
    this.#entries.add(entry)
    return null
  }

  close(entry: Entry): void {
    this.#entries.delete(entry)
  }

  /** The steps that people know of and may do now. */
  told(): OpenStep[] {
    return this.#present()
      .filter(({ isTold }) => isTold)
      .map((entry) => this.#shown(entry))
  }

  /** When the next step opens, or a robot stands in for the next person. */
  get next(): number {
    const moments = this.#present().map((entry) =>
      entry.isTold ? (this.#standInAt(entry) ?? Number.POSITIVE_INFINITY) : entry.startedAt,
    )
    return Math.min(...moments)
  }

  /** The steps that open at a moment, and those in which a robot stands in. */
  at(moment: number): Pick<Tick, 'due' | 'opened'> {
    const present = this.#present()
    const isStoodIn = (entry: Entry) => this.#standInAt(entry) === moment
    const due = present.filter(isStoodIn).map((entry) => ({ ...dueOf(entry), standsIn: true }))
    const opened = present
      .filter((entry) => !isStoodIn(entry) && !entry.isTold && entry.startedAt === moment)
      .map((entry) => this.#shown(entry))
    return { due, opened }
  }

  /** Nothing happened until then. */
  pause(until: number): void {
    this.#floor = Math.max(this.#floor, until)
  }

  #present(): Entry[] {
    return [...this.#entries].filter(({ step }) => !this.#windows.isAbsent(step.unit))
  }

  #shown(entry: Entry): OpenStep {
    const { step, startedAt: openedAt } = entry
    const until = this.#windows.last(step.unit, openedAt)
    return { step, openedAt, standInAt: this.#standInAt(entry), until }
  }

  #standInAt({ step, startedAt, standsIn }: Entry): number | null {
    if (standsIn) return Math.max(startedAt, this.#floor)
    if (step.understudy === undefined) return null
    return this.#windows.after(step.unit, startedAt, step.understudy * 1000)
  }
}
