import { type Finding, found } from '../errors/index.js'
import type { NoticePack } from '../notice/index.js'
import { type RoleOwed, roleDuties } from './duties.js'
import { group } from './members.js'
import type { Assignment, Mapping, User } from './model.js'
import type { RosterRules } from './rules.js'
import { broken } from './separation.js'
import { unitNames } from './units.js'

interface Grounds {
  readonly pack: NoticePack
  readonly rules: RosterRules
  /** Names for messages; without them an item stands under its key. */
  readonly items?: readonly { readonly key: string; readonly name: string }[]
}

interface Check extends Grounds {
  readonly mapping: Mapping
  readonly unit: (code: string) => string
  readonly users: ReadonlyMap<string, User>
  readonly item: (key: string) => string
}

/**
 * What is wrong or thin in a mapping: required roles missing or held by too many, separation of duties broken by
 * roles or by rows, nodes without a second post, gaps, units without people.
 */
export function checkMapping(grounds: Grounds, mapping: Mapping): readonly Finding[] {
  const users = new Map(mapping.users.map((user) => [user.workNo, user]))
  const names = new Map((grounds.items ?? []).map(({ key, name }) => [key, name]))
  const item = (key: string) => names.get(key) ?? key
  const check: Check = { ...grounds, mapping, users, unit: unitNames(grounds.pack), item }
  return [
    ...emptyUnits(check),
    ...roleDuties(grounds, mapping.users).flatMap((owed) => dutyFinding(check, owed)),
    ...mapping.users.flatMap((user) => mixedRoles(check, user)),
    ...mixedNodes(check),
    ...gapFindings(check),
    ...loneNodes(check),
  ]
}

function emptyUnits({ pack, mapping, rules }: Check): readonly Finding[] {
  const staff = mapping.users.filter(({ roles }) => !roles.includes(rules.applicant.role))
  const present = new Set(staff.map(({ unit }) => unit))
  return pack.units
    .filter(({ code }) => !present.has(code))
    .map(({ name }) => found('HK-ROST-211', { unit: name }))
}

/** A unit without any people is told once, not role by role. */
function dutyFinding(
  { mapping, rules }: Check,
  { unit, unitName, duty, holders, state }: RoleOwed,
): readonly Finding[] {
  const { title: role, min, max, clause } = duty
  if (state === 'too-many') {
    return [found('HK-ROST-202', { unit: unitName, role, max: max ?? 0, names: holders, clause })]
  }
  const hasStaff = mapping.users.some(
    (user) => user.unit === unit && !user.roles.includes(rules.applicant.role),
  )
  if (state === 'met' || !hasStaff) return []
  return [found('HK-ROST-201', { unit: unitName, role, have: holders.length, min, clause })]
}

function mixedRoles({ rules, unit }: Check, user: User): readonly Finding[] {
  const labels = (ids: readonly string[]) => ids.map((id) => rules.catalogue.list[id]?.zh ?? id)
  const { file, sheet, row } = user.source ?? {}
  const place = file === undefined ? {} : { file, sheet: sheet ?? '', row: row ?? 0 }
  return broken(rules, 'roles', new Set(user.roles)).map(({ id, both }) =>
    found(
      'HK-ROST-204',
      { rule: id, unit: unit(user.unit), name: user.name, roles: labels(both) },
      place,
    ),
  )
}

interface Breach {
  readonly key: string
  readonly rule: string
  readonly first: Assignment
  readonly nodes: readonly string[]
}

/** One finding per person and pair of nodes, with the number of items it concerns. */
function mixedNodes({ rules, mapping, users, unit, item }: Check): readonly Finding[] {
  const held = group(mapping.assignments, ({ item, workNo }) => [`${item} ${workNo}`])
  const breaches = [...held.values()].flatMap((list) => breachesOf(rules, list))
  const label = (node: string) => rules.catalogue.nodes[node]?.zh ?? node
  return [...group(breaches, ({ key }) => [key]).values()].flatMap((list) => {
    const [breach] = list
    if (!breach) return []
    const { rule, first, nodes } = breach
    const name = users.get(first.workNo)?.name ?? first.workNo
    const where = {
      unit: unit(first.unit),
      item: item(first.item),
      items: list.length,
      reason: first.reason,
    }
    return [found('HK-ROST-203', { rule, name, nodes: nodes.map(label), ...where })]
  })
}

function breachesOf(rules: RosterRules, list: readonly Assignment[]): readonly Breach[] {
  const [first] = list
  if (!first || list.length < 2) return []
  return broken(rules, 'nodes', new Set(list.map(({ node }) => node))).map(({ id, both }) => ({
    key: `${id} ${first.workNo} ${both.join(' ')}`,
    rule: id,
    first,
    nodes: both,
  }))
}

function gapFindings({ mapping, unit, item: nameOf }: Check): readonly Finding[] {
  return [...group(mapping.gaps, (gap) => [gap.unit])].map(([code, gaps]) => {
    const items = [...new Set(gaps.map(({ item }) => nameOf(item)))]
    return found('HK-ROST-207', { unit: unit(code), count: gaps.length, items: items.slice(0, 5) })
  })
}

function loneNodes({ rules, mapping, unit }: Check): readonly Finding[] {
  const nodes = group(mapping.assignments, ({ item, node }) => [`${node} ${item}`])
  const lone = [...nodes.values()].flatMap((list) => (list.length === 1 ? list : []))
  return [...group(lone, (one) => [one.unit])].map(([code, list]) => {
    const held = new Set(list.map(({ node }) => node))
    const labels = rules.nodes
      .filter((node) => held.has(node))
      .map((node) => rules.catalogue.nodes[node]?.zh ?? node)
    return found('HK-ROST-205', { unit: unit(code), nodes: labels, count: list.length })
  })
}
