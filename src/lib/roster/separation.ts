import type { RosterRules, Separation } from './rules.js'

/** Nodes of one item that one person must not hold together. */
export interface NodeConflicts {
  /** True when somebody who holds `held` of an item may not take `node` of it. */
  clash(node: string, held: Iterable<string>): boolean
}

/** The separations between nodes, looked up both ways. */
export function nodeConflicts(rules: RosterRules): NodeConflicts {
  const pairs = new Set(
    rules.separation
      .filter(({ on }) => on === 'nodes')
      .flatMap(({ left, right }) =>
        left.flatMap((a) => right.flatMap((b) => [`${a} ${b}`, `${b} ${a}`])),
      ),
  )
  return {
    clash: (node, held) => {
      for (const other of held) if (pairs.has(`${node} ${other}`)) return true
      return false
    },
  }
}

/** The separations that a set of roles or nodes breaks, each with the ids that meet. */
export function broken(
  rules: RosterRules,
  on: Separation['on'],
  held: ReadonlySet<string>,
): readonly { readonly id: string; readonly both: readonly string[] }[] {
  return rules.separation
    .filter((rule) => rule.on === on)
    .flatMap(({ id, left, right }) => {
      const a = left.filter((one) => held.has(one))
      const b = right.filter((one) => held.has(one))
      return a.length > 0 && b.length > 0 ? [{ id, both: [...new Set([...a, ...b])] }] : []
    })
}
