import { epochMs } from '../../calendar/index.js'
import type { DrillPlan } from './plan-model.js'

/** A stretch of drill time in epoch ms. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** When each unit may act: its batch's windows, those added for it (补演), none from when it is absent; late acts after them when the plan counts those. */
export class Windows {
  readonly #byUnit = new Map<string, Span[]>()
  readonly #isFrozen: boolean
  readonly #isPatient: boolean
  readonly #absent = new Set<string>()
  /** Up to when each unit's time is settled: nothing of it begins before. */
  readonly #closedAt = new Map<string, number>()
  readonly #pauses: Span[] = []

  constructor({ units, batches, pause, late }: DrillPlan) {
    this.#isPatient = late === 'count'
    this.#isFrozen = pause === 'freeze'
    for (const { code, batch } of units) {
      const own = batches.find(({ id }) => id === batch)?.windows ?? []
      this.#byUnit.set(
        code,
        own.map(({ from, to }) => ({ from: epochMs(from), to: epochMs(to) })),
      )
    }
  }

  /** The unit's first opening; null when it has none. */
  first(unit: string): number | null {
    return this.#of(unit)[0]?.from ?? null
  }

  /** The end of the unit's last window after a moment; null when all are over. */
  last(unit: string, after: number): number | null {
    const end = this.#of(unit).at(-1)?.to
    return end === undefined || end <= after ? null : end
  }

  /** The first moment from `wanted` on, and not before its unit went away, at which `ms` fit whole into one window; when none is left at once, where late acts count, else null. */
  fit(unit: string, wanted: number, ms: number): number | null {
    const from = Math.max(wanted, this.#closedAt.get(unit) ?? wanted)
    for (const window of this.#of(unit)) {
      const start = Math.max(from, window.from)
      if (start + ms <= window.to) return start
    }
    return this.#isPatient && !this.#absent.has(unit) ? from : null
  }

  /** The moment at which `ms` of open time have passed since `from`, pauses left out; null when less is left. */
  after(unit: string, from: number, ms: number): number | null {
    let left = ms
    for (const { from: opens, to } of this.#of(unit)) {
      for (const { from: a, to: b } of this.#without({ from: Math.max(from, opens), to })) {
        if (b - a >= left) return a + left
        left -= b - a
      }
    }
    return null
  }

  /** Opens a window for one unit. */
  add(unit: string, span: Span): void {
    this.#absent.delete(unit)
    const spans = [...this.#of(unit), span]
    this.#byUnit.set(
      unit,
      spans.sort((a, b) => a.from - b.from),
    )
  }

  /** Takes what is left of a unit's windows away. */
  close(unit: string, at: number): void {
    this.#absent.add(unit)
    this.#closedAt.set(unit, at)
    const kept = this.#of(unit).filter(({ from }) => from < at)
    this.#byUnit.set(
      unit,
      kept.map(({ from, to }) => ({ from, to: Math.min(to, at) })),
    )
  }

  /** A pause of the drill: nobody's time runs in it; a plan that freezes moves the end of its window. */
  pause(span: Span): void {
    this.#pauses.push(span)
    if (!this.#isFrozen) return
    for (const [unit, windows] of this.#byUnit) {
      this.#byUnit.set(
        unit,
        windows.map(({ from, to }) => ({ from, to: to + overlap({ from, to }, span) })),
      )
    }
  }

  /** True for a unit that is not there. */
  isAbsent(unit: string): boolean {
    return this.#absent.has(unit)
  }

  #of(unit: string): readonly Span[] {
    return this.#byUnit.get(unit) ?? []
  }

  /** What is left of a stretch when the pauses are cut out. */
  #without(span: Span): Span[] {
    let left = span.from < span.to ? [span] : []
    for (const pause of this.#pauses) left = left.flatMap((one) => cut(one, pause))
    return left
  }
}

/** How much two stretches have in common, in ms. */
export function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from))
}

function cut(span: Span, out: Span): Span[] {
  if (overlap(span, out) === 0) return [span]
  const parts = [
    { from: span.from, to: Math.min(span.to, out.from) },
    { from: Math.max(span.from, out.to), to: span.to },
  ]
  return parts.filter(({ from, to }) => from < to)
}
