import type { NoticePack } from '../notice/index.js'
import { withoutNumbers } from './export-privacy.js'
import { group } from './members.js'
import type { Assignment, Gap, MappedItem, Mapping, Person, User } from './model.js'
import type { RosterRules } from './rules.js'

/** What every export is made from. No telephone and no ID number is in it, nor in the texts that clerks typed. */
export interface RosterExport {
  readonly notice: { readonly id: string; readonly title: string; readonly number: string }
  readonly region: { readonly code: string; readonly name: string }
  /** Roles that somebody holds, under the names that the notice gives them. */
  readonly roles: readonly { readonly id: string; readonly name: string }[]
  readonly nodes: readonly { readonly id: string; readonly name: string }[]
  readonly units: readonly ExportUnit[]
}

/** A unit with its accounts and its items; units without either are left out. */
export interface ExportUnit {
  readonly code: string
  readonly name: string
  readonly users: readonly ExportUser[]
  readonly items: readonly ExportItem[]
}

/** An account. `applicant`: a drill's applicant, behind whom there is nobody. */
export interface ExportUser {
  readonly workNo: string
  readonly name: string
  readonly title: string | null
  readonly post: string | null
  readonly office: string | null
  readonly roles: readonly string[]
  readonly applicant: boolean
}

/** An item and who holds its nodes; a node without holders is a gap. */
export interface ExportItem {
  readonly key: string
  readonly code: string | null
  readonly name: string
  readonly nodes: readonly ExportNode[]
}

/** A node of an item. */
export interface ExportNode {
  readonly node: string
  readonly holders: readonly (Pick<Assignment, 'workNo' | 'ab' | 'reason'> & {
    readonly name: string
  })[]
  readonly proposals: Gap['proposals']
}

/** One node of one item that somebody works. */
export interface HeldNode {
  readonly item: ExportItem
  readonly node: string
  readonly ab: Assignment['ab']
  readonly reason: string
}

/** What each person of a unit works, by work number, in the order of the items. */
export function heldNodes({ items }: ExportUnit): ReadonlyMap<string, readonly HeldNode[]> {
  const held = new Map<string, HeldNode[]>()
  for (const item of items) {
    for (const { node, holders } of item.nodes) {
      for (const { workNo, ab, reason } of holders) {
        const own = held.get(workNo) ?? []
        own.push({ item, node, ab, reason })
        held.set(workNo, own)
      }
    }
  }
  return held
}

/** What an export needs of a workspace. */
export interface ExportSources {
  readonly pack: NoticePack
  readonly rules: RosterRules
  readonly mapping: Mapping
  readonly staff: ReadonlyMap<string, Person>
  readonly items: readonly Pick<MappedItem, 'key' | 'unit' | 'code' | 'name'>[]
}

/** The mapping as one model for all formats, of one unit (its code) or of all, units in the pack's order. */
export function rosterExport(sources: ExportSources, unit: string | null): RosterExport {
  const { pack, rules, mapping } = sources
  const users = group(mapping.users, (user) => [user.unit])
  const items = exportItems(sources)
  const listed = [pack.office, ...pack.units].filter(({ code }) => unit === null || unit === code)
  const units = listed
    .map(({ code, name }) => ({
      code,
      name,
      users: (users.get(code) ?? []).map((user) => exportUser(sources, user)),
      items: items.get(code) ?? [],
    }))
    .filter((one) => one.users.length > 0 || one.items.length > 0)
  const held = new Set(units.flatMap((one) => one.users.flatMap(({ roles }) => roles)))
  const { id, title, number, region } = pack
  return {
    notice: { id, title, number },
    region,
    roles: Object.keys(rules.catalogue.list)
      .filter((role) => held.has(role))
      .map((role) => ({ id: role, name: roleTitle(sources, role) })),
    nodes: rules.nodes.map((node) => ({ id: node, name: rules.catalogue.nodes[node]?.zh ?? node })),
    units,
  }
}

/** The notice's own name for a role, else that of the catalogue. */
export function roleTitle(
  { pack, rules }: Pick<ExportSources, 'pack' | 'rules'>,
  role: string,
): string {
  const renamed = pack.roles.find((duty) => duty.role === role)?.title
  return renamed ?? rules.catalogue.list[role]?.zh ?? role
}

function exportUser({ rules, staff }: ExportSources, user: User): ExportUser {
  const { workNo, name, office, roles } = user
  const { title = null, post = null } = staff.get(workNo) ?? {}
  const applicant = roles.includes(rules.applicant.role)
  const typed = { title: plain(title), post: plain(post), office: plain(office) }
  return { workNo, name: withoutNumbers(name), ...typed, roles, applicant }
}

function plain(text: string | null): string | null {
  return text === null ? null : withoutNumbers(text)
}

function exportItems({
  rules,
  mapping,
  items,
}: ExportSources): ReadonlyMap<string, readonly ExportItem[]> {
  const names = new Map(mapping.users.map(({ workNo, name }) => [workNo, withoutNumbers(name)]))
  const held = group(mapping.assignments, ({ item, node }) => [`${node} ${item}`])
  const gaps = new Map(mapping.gaps.map((gap) => [`${gap.node} ${gap.item}`, gap]))
  const rows = [...items]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, unit, code, name }) => ({
      unit: unit.code,
      item: {
        key,
        code,
        name,
        nodes: rules.nodes.map((node) => ({
          node,
          holders: (held.get(`${node} ${key}`) ?? [])
            .map(({ workNo, ab, reason }) => ({
              workNo,
              name: names.get(workNo) ?? workNo,
              ab,
              reason: withoutNumbers(reason),
            }))
            .sort((a, b) => (`${a.ab}${a.workNo}` < `${b.ab}${b.workNo}` ? -1 : 1)),
          proposals: (gaps.get(`${node} ${key}`)?.proposals ?? []).map((proposal) => ({
            ...proposal,
            name: withoutNumbers(proposal.name),
          })),
        })),
      },
    }))
  const byUnit = group(rows, ({ unit }) => [unit])
  return new Map([...byUnit].map(([unit, list]) => [unit, list.map(({ item }) => item)]))
}
