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

/**
 * Follows a source that comes in the order of last time: the next row is expected and only compared. Where it is another
 * one, it is looked up by its key, and what follows is expected behind it. A key that came with another content is looked at
 * again: of two rows with one key the first one counts. `byKey`: every row is looked up by its key.
 */
export function followerOf(
  arrivals: KnownArrivals,
  numberOf: (key: string) => number | undefined,
  { byKey }: { readonly byKey: boolean },
): Follower {
  let next = 0
  const changed = new Set<number>()
  return {
    known: (print, key) => {
      let n: number | undefined = next
      let kind = byKey ? null : arrivals.same(n, print)
      if (kind === null) {
        n = numberOf(key() ?? '')
        if (n === undefined) return null
        kind = arrivals.same(n, print)
      }
      next = n + 1
      if (kind !== null && !changed.has(n)) return { n, kind }
      changed.add(n)
      return null
    },
  }
}
