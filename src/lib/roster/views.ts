import { AppError } from '../errors/index.js'
import type { NoticePack } from '../notice/index.js'
import { fold, nearest } from '../text/index.js'
import type { GeneratedMapping } from './generate.js'
import type { StoreMapping } from './map-store.js'
import { group } from './members.js'
import type { Mapping, User } from './model.js'
import type { RosterRules } from './rules.js'
import { unitNames } from './units.js'

/** How much of a mapping falls to one unit. */
export interface UnitShare {
  readonly unit: string
  readonly name: string
  readonly users: number
  readonly assignments: number
  readonly gaps: number
}

/** The mapping unit by unit, in the pack's order, the organising office first. */
export function mappingByUnit(
  pack: NoticePack,
  { users, assignments, gaps }: Mapping,
): readonly UnitShare[] {
  const staff = group(users, ({ unit }) => [unit])
  const held = group(assignments, ({ unit }) => [unit])
  const open = group(gaps, ({ unit }) => [unit])
  return [pack.office, ...pack.units].map(({ code, name }) => ({
    unit: code,
    name,
    users: staff.get(code)?.length ?? 0,
    assignments: held.get(code)?.length ?? 0,
    gaps: open.get(code)?.length ?? 0,
  }))
}

/** A role and how many users hold it, in the catalogue's order; roles that nobody holds are left out. */
export interface RoleShare {
  readonly role: string
  readonly zh: string
  readonly en: string
  readonly users: number
}

/** The roles of a mapping's users. */
export function mappingRoles(
  { catalogue }: RosterRules,
  users: readonly User[],
): readonly RoleShare[] {
  const held = group(users, ({ roles }) => roles)
  return Object.entries(catalogue.list).flatMap(([role, { zh, en }]) => {
    const count = held.get(role)?.length ?? 0
    return count === 0 ? [] : [{ role, zh, en, users: count }]
  })
}

/** A user as a list shows one. `assignments` counts nodes of items. */
export interface UserView extends Omit<User, 'source'> {
  readonly unitName: string
  readonly assignments: number
}

/** The users of a mapping, of one unit or one role when asked. */
export function listUsers(
  pack: NoticePack,
  { users, assignments }: Mapping,
  filter: { readonly unit?: string; readonly role?: string } = {},
): readonly UserView[] {
  const held = group(assignments, ({ workNo }) => [workNo])
  const name = unitNames(pack)
  return users
    .filter(({ unit }) => filter.unit === undefined || unit === filter.unit)
    .filter(({ roles }) => filter.role === undefined || roles.includes(filter.role))
    .map(({ source: _, ...user }) => ({
      ...user,
      unitName: name(user.unit),
      assignments: held.get(user.workNo)?.length ?? 0,
    }))
}

/** A user with everything that is known of what they do; no telephone is in it. */
export interface UserDetail extends UserView {
  readonly title: string | null
  readonly post: string | null
  readonly source: User['source']
  readonly nodes: readonly {
    readonly item: string
    readonly itemName: string
    readonly node: string
    readonly ab: 'A' | 'B'
    readonly reason: string
  }[]
}

/** The users of that work number or name: namesakes all of them. HK-ROST-007 with near ones when there is none. */
export function showUsers(
  pack: NoticePack,
  { mapping, staff, nameOf }: Pick<StoreMapping, 'mapping' | 'staff' | 'nameOf'>,
  text: string,
): readonly UserDetail[] {
  const asked = mapping.users.filter(
    ({ workNo, name }) => fold(workNo) === fold(text) || fold(name) === fold(text),
  )
  if (asked.length === 0) {
    const near = nearest(
      text,
      mapping.users.map(({ name }) => name),
    )
    throw new AppError('HK-ROST-007', { text, nearest: near })
  }
  const { assignments, gaps } = mapping
  return listUsers(pack, { users: asked, assignments, gaps }).map((view, index) => {
    const { title = null, post = null } = staff.get(view.workNo) ?? {}
    const nodes = assignments
      .filter(({ workNo }) => workNo === view.workNo)
      .map(({ item, node, ab, reason }) => ({ item, itemName: nameOf(item), node, ab, reason }))
    return { ...view, title, post, source: asked[index]?.source ?? null, nodes }
  })
}

/** True when somebody should look at a mapping: a node nobody holds, or anything above a hint. */
export function needsDecision({
  mapping,
  findings,
}: Pick<GeneratedMapping, 'mapping' | 'findings'>): boolean {
  return mapping.gaps.length > 0 || findings.some(({ level }) => level !== 'hint')
}
