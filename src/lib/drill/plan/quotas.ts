import type { Item } from '../../items/index.js'
import type { NoticePack, Requirement, Unit } from '../../notice/index.js'
import { type Expressions, expressionsOf } from './expressions.js'
import type { Exemption } from './plan-model.js'
import type { DrillScript } from './script.js'

/** What the notice demands, worked out for the units and items at hand. */
export interface Quotas {
  /** Codes of the items that a requirement lets count, by requirement; without an entry all do. */
  readonly countable: Readonly<Record<string, readonly string[]>>
  readonly exempt: readonly Exemption[]
}

/**
 * Decides exemptions and countable items once, before the drill; `decided` is what the plan exempts itself. Where no items
 * are known at all, nothing can be said of them: whatever happens counts, and nobody is exempt for lack of any.
 */
export function workOutQuotas(
  pack: NoticePack,
  items: readonly Item[],
  decided: readonly Exemption[] = [],
): Quotas {
  if (items.length === 0) return { countable: {}, exempt: decided }
  const cel = expressionsOf(`${pack.id}/notice.yaml`)
  const countable = Object.fromEntries(
    pack.requirements.map((requirement) => [requirement.id, countableOf(cel, requirement, items)]),
  )
  const exempt = pack.requirements.flatMap((requirement) =>
    pack.units
      .filter((unit) => owes(requirement, unit))
      .filter((unit) => isExempt(cel, requirement, unit, items))
      .map((unit) => exemption(requirement, unit)),
  )
  const isDecided = (one: Exemption) =>
    decided.some(({ requirement, unit }) => requirement === one.requirement && unit === one.unit)
  return { countable, exempt: [...exempt.filter((one) => !isDecided(one)), ...decided] }
}

/** True when the requirement concerns the unit's batch. */
export function owes(requirement: Requirement, unit: { readonly batch: string }): boolean {
  return requirement.batches.length === 0 || requirement.batches.includes(unit.batch)
}

/** The requirements of a theme that the script's own events can meet. */
export function requirementsOf(
  pack: NoticePack,
  theme: string | null,
  script: DrillScript,
): readonly Requirement[] {
  const events = new Set(Object.values(script.steps).map((step) => step.seen?.event))
  return pack.requirements.filter((one) => one.theme === theme && events.has(one.counts))
}

/** How often a unit plays a script: the largest quota it owes, never when it owes none of several, once when there is none. */
export function timesOf(
  requirements: readonly Requirement[],
  unit: Unit,
  exempt: readonly Exemption[],
): number {
  if (requirements.length === 0) return 1
  const owed = requirements.filter(
    (one) =>
      owes(one, unit) && !exempt.some((e) => e.requirement === one.id && e.unit === unit.code),
  )
  return Math.max(0, ...owed.map((one) => one.atLeast))
}

function countableOf(cel: Expressions, { where }: Requirement, items: readonly Item[]): string[] {
  return items
    .filter((item) => where === null || cel.holds(where, { item }))
    .flatMap((item) => (item.code === null ? [] : [item.code]))
}

function isExempt(
  cel: Expressions,
  requirement: Requirement,
  unit: Unit,
  items: readonly Item[],
): boolean {
  if (requirement.exempt === null) return false
  const own = items.filter((item) => item.unit.code === unit.code)
  return cel.holds(requirement.exempt.when, { unit, items: own })
}

function exemption(requirement: Requirement, unit: Unit): Exemption {
  const because = requirement.exempt?.because ?? ''
  return { requirement: requirement.id, unit: unit.code, because }
}
