import { type Finding, found } from '../errors/index.js'
import type { NoticePack } from '../notice/index.js'
import { instantItems } from './check-limits.js'
import { gapFindings, loneNodes, mixedNodes, overloads } from './check-nodes.js'
import { dutyFindings, idleRoles, mixedRoles, withoutRole } from './check-roles.js'
import { group } from './members.js'
import type { MappedItem, Mapping, User } from './model.js'
import type { RosterRules } from './rules.js'
import { unitNames } from './units.js'

/** What a mapping is checked against. */
export interface Grounds {
  readonly pack: NoticePack
  readonly rules: RosterRules
  /** Names for messages and limits; without them an item stands under its key. */
  readonly items?: readonly Pick<MappedItem, 'key' | 'name' | 'promised'>[]
}

/** A mapping with what the checks look up in it. */
export interface Check extends Grounds {
  readonly mapping: Mapping
  readonly unit: (code: string) => string
  readonly users: ReadonlyMap<string, User>
  /** How many people a unit has, applicants of the drill left out. */
  readonly staffOf: (unit: string) => number
  readonly item: (key: string) => string
  readonly isInstant: (item: string) => boolean
  /** The last day of the drill: exemptions must hold until then. */
  readonly day: string | null
}

/**
 * What is wrong or thin in a mapping: required roles missing or held by too many, separation of duties broken by
 * roles or by rows, too much on one person, nodes without a second post, gaps, accounts with nothing to do, units
 * without people. Each finding names the rule that it breaks.
 */
export function checkMapping(grounds: Grounds, mapping: Mapping): readonly Finding[] {
  const check = checkOf(grounds, mapping)
  return [
    ...emptyUnits(check),
    ...dutyFindings(check),
    ...mixedRoles(check),
    ...mixedNodes(check),
    ...overloads(check),
    ...gapFindings(check),
    ...loneNodes(check),
    ...withoutRole(check),
    ...idleRoles(check),
  ]
}

function checkOf(grounds: Grounds, mapping: Mapping): Check {
  const { pack, rules, items = [] } = grounds
  const names = new Map(items.map(({ key, name }) => [key, name]))
  const instant = instantItems(items)
  const staff = mapping.users.filter(({ roles }) => !roles.includes(rules.applicant.role))
  const byUnit = group(staff, ({ unit }) => [unit])
  return {
    ...grounds,
    mapping,
    unit: unitNames(pack),
    users: new Map(mapping.users.map((user) => [user.workNo, user])),
    staffOf: (unit) => byUnit.get(unit)?.length ?? 0,
    item: (key) => names.get(key) ?? key,
    isInstant: (key) => instant.has(key),
    day:
      pack.batches
        .map(({ day }) => day)
        .sort()
        .at(-1) ?? null,
  }
}

function emptyUnits({ pack, staffOf }: Check): readonly Finding[] {
  return pack.units
    .filter(({ code }) => staffOf(code) === 0)
    .map(({ name }) => found('HK-ROST-211', { unit: name }))
}
