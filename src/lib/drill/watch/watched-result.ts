import type { HallReader } from '../../hall/index.js'
import type { JournalLine } from '../journal/model.js'
import { type RunResult, runResult } from '../run-result.js'
import type { RunReview } from '../workspace-drill.js'

/** A fact of the hall that no script asked for: seen, counted where it counts, and listed. */
export interface UnscriptedAct {
  readonly seq: number
  readonly at: string
  readonly unit: string
  readonly event: string
  readonly number: string
  readonly actor: string
}

/** What `drill observe --json` gives: the run in figures, what this look brought, and what nobody scripted. */
export interface ObserveResult extends RunResult {
  readonly state: RunReview['state']
  readonly seen: number
  readonly outside: number
  readonly unscripted: readonly UnscriptedAct[]
  readonly lists: number
}

/** Sums a watched run up. */
export function observeResult(
  review: RunReview,
  looked: { readonly seen: number; readonly outside: number; readonly lists?: readonly unknown[] },
): ObserveResult {
  const { seen, outside, lists = [] } = looked
  const unscripted = unscriptedActs(review.lines)
  return {
    ...runResult(review),
    state: review.state,
    seen,
    outside,
    unscripted,
    lists: lists.length,
  }
}

/** The facts of a journal that belong to no round of any script. */
export function unscriptedActs(lines: readonly JournalLine[]): UnscriptedAct[] {
  return lines
    .filter(({ type, data }) => type === 'hall.seen' && data['round'] === null)
    .map(({ seq, at, unit = '', data }) => ({
      ...{ seq, unit, at: String(data['hallAt'] ?? at), event: String(data['event']) },
      ...{ number: String(data['number']), actor: String(data['actor']) },
    }))
}

/** A hall without its writing methods: what an observer holds cannot act, set a clock or make accounts. */
export function readingOnly(hall: HallReader): HallReader {
  const { legalClock } = hall
  return {
    ...(legalClock && { legalClock: (kind, id) => legalClock.call(hall, kind, id) }),
    info: () => hall.info(),
    events: (after) => hall.events(after),
    get: (kind, id) => hall.get(kind, id),
    count: (what) => hall.count(what),
    can: (action) => hall.can(action),
  }
}
