import type { KnownArrivals, Lasting } from './arrivals.js'

/** A row of the source that is what it was when it was settled. */
export interface Known {
  readonly n: number
  readonly kind: Lasting
}

/** Goes along the rows as they came last time. */
export interface Follower {
  /** The row with this print, when it is what it was; null when it has to be mapped. `key` is asked only where rows came or went. */
  readonly known: (print: number, key: () => string | null) => Known | null
}

/** After so many rows that nobody knows, only every such one is looked up. */
const PATIENCE = 64

/**
 * Follows a source that comes in the order of last time: the next row is expected and only compared. Where it is another
 * one, it is looked up by its key, and what follows is expected behind it.
 */
export function followerOf(
  arrivals: KnownArrivals,
  numberOf: (key: string) => number | undefined,
): Follower {
  let next = 0
  let strange = 0
  const at = (n: number, print: number): Known | null => {
    const kind = arrivals.same(n, print)
    next = n + 1
    return kind === null ? null : { n, kind }
  }
  return {
    known: (print, key) => {
      const kind = arrivals.same(next, print)
      if (kind !== null) return at(next, print)
      strange += 1
      if (strange > PATIENCE && strange % PATIENCE !== 0) return null
      const n = numberOf(key() ?? '')
      if (n === undefined) return null
      strange = 0
      return at(n, print)
    },
  }
}
