import type { RosterRules } from './rules.js'
import type { Exemption, HeldSeparation } from './separation-rules.js'

/** Nodes of one item that one person must not hold together. */
export interface NodeConflicts {
  /** True when somebody who holds `held` of an item may not take `node` of it. */
  clash(node: string, held: Iterable<string>): boolean
}

/** The separations between nodes, looked up both ways. */
export function nodeConflicts(rules: RosterRules): NodeConflicts {
  const pairs = new Set(
    heldRules(rules, 'nodes').flatMap(({ left, right }) =>
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

/** The separations on roles, or those on the nodes of an item. */
export function heldRules(
  { separation }: RosterRules,
  on: HeldSeparation['on'],
): readonly HeldSeparation[] {
  return separation.flatMap((rule) => (rule.on === on ? [rule as HeldSeparation] : []))
}

/** A rule and the ids that meet although it keeps them apart. */
export interface Meeting {
  readonly rule: HeldSeparation
  readonly both: readonly string[]
}

/** The separations that a set of roles or nodes breaks. */
export function broken(
  rules: RosterRules,
  on: HeldSeparation['on'],
  held: ReadonlySet<string>,
): readonly Meeting[] {
  return heldRules(rules, on).flatMap((rule) => {
    const a = rule.left.filter((one) => held.has(one))
    const b = rule.right.filter((one) => held.has(one))
    return meets(rule, a, b) ? [{ rule, both: [...new Set([...a, ...b])] }] : []
  })
}

function meets(
  { mode, left, right }: HeldSeparation,
  a: readonly string[],
  b: readonly string[],
): boolean {
  return mode === 'any'
    ? a.length > 0 && b.length > 0
    : a.length === left.length && b.length === right.length
}

/** What an exemption is held against; `day` is the day that counts, `2015-04-08`, null when none is set. */
export interface ExemptionCase {
  readonly unit: string
  readonly item: string | null
  readonly isInstant: boolean
  readonly day: string | null
}

/** The exemption that lets this off, or null. One that has run out lets nothing off. */
export function exemptionOf(
  exempt: readonly Exemption[],
  { unit, item, isInstant, day }: ExemptionCase,
): Exemption | null {
  const isMeant = ({ units, items, instant, until }: Exemption): boolean =>
    (units === undefined || units.includes(unit)) &&
    (items === undefined || (item !== null && items.includes(item))) &&
    (instant !== true || isInstant) &&
    (until === undefined || day === null || day <= until)
  return exempt.find(isMeant) ?? null
}
