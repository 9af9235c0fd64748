import { fold } from '../text/index.js'
import type { DecidedNodes } from './decided.js'
import { type ExplicitRows, type Holder, sheetName } from './explicit.js'
import { type Member, roleOfNode, type Staff } from './members.js'
import type { Gap, MappedItem } from './model.js'
import { fill, type RosterRules } from './rules.js'
import { heldRules, type NodeConflicts } from './separation.js'

/** What is known about a unit while its items are assigned. */
export interface UnitWork {
  readonly rules: RosterRules
  readonly staff: Staff
  readonly explicit: ExplicitRows
  readonly decided: DecidedNodes
  readonly conflicts: NodeConflicts
  /** Those who may be proposed for any node. */
  readonly takers: readonly Member[]
}

/** The nodes of one item: who holds each, and which nobody does. */
export interface ItemNodes {
  readonly item: MappedItem
  readonly holders: ReadonlyMap<string, readonly Holder[]>
  readonly gaps: readonly Gap[]
}

/**
 * Assigns the nodes of an item: by explicit row of the staff sheet, else by the names in the item sheet, else by a
 * person's decision; what is left by post, by the only holder of the node's role, by office. A rule never breaks a separation of duties;
 * where it would have to choose between people, the node stays a gap with proposals.
 */
export function assignItem(work: UnitWork, item: MappedItem): ItemNodes {
  const { rules } = work
  const holders = new Map<string, readonly Holder[]>()
  for (const node of rules.nodes) put(holders, node, written(work, item, node))
  for (const node of rules.nodes) {
    if (!holders.has(node)) put(holders, node, work.decided.holders(item, node))
  }
  for (const node of rules.nodes) {
    if (!holders.has(node)) put(holders, node, ruled(work, { item, node, holders }))
  }
  const open = rules.nodes.filter((node) => !holders.has(node))
  return { item, holders, gaps: open.map((node) => gapOf(work, { item, node, holders })) }
}

function put(holders: Map<string, readonly Holder[]>, node: string, list: readonly Holder[]): void {
  if (list.length > 0) holders.set(node, list)
}

function written(
  { explicit, staff, rules }: UnitWork,
  item: MappedItem,
  node: string,
): readonly Holder[] {
  const rows = explicit.holders(item, node)
  if (rows.length > 0) return rows
  const { sheet, row, file } = item.source
  const reason = fill(rules.reasons.itemRow, { sheet: sheetName(sheet, file), row })
  const members = peopleOf(item, node).flatMap((name) => sole(staff.byName.get(name)) ?? [])
  return inPosts(members, reason)
}

/** The names that the item's own sheet puts on a node. */
export function peopleOf(item: MappedItem, node: string): readonly string[] {
  return item.nodes.find((one) => one.node === node)?.people ?? []
}

interface Spot {
  readonly item: MappedItem
  readonly node: string
  readonly holders: ReadonlyMap<string, readonly Holder[]>
}

function ruled(work: UnitWork, spot: Spot): readonly Holder[] {
  const { rules } = work
  const { item, node } = spot
  const role = roleOfNode(rules, node)
  const byPost = postHoldersOf(work.staff, spot)
  const posted = free(work, byPost, spot)
  const post = posted[0]?.person.post ?? ''
  if (posted.length > 0) return inPosts(posted, fill(rules.reasons.post, { post }))
  const byRole = work.staff.byRole.get(role.id) ?? []
  const able = free(work, byRole, spot)
  const [main, deputies] = parted(able, ({ person }) => !person.deputy?.includes(role.id))
  const stand = deputies.map((one) => chosen(one, 'B', rules.reasons.deputy, role.label))
  const one = sole(main)
  const ground = byRole.length === able.length ? rules.reasons.onlyHolder : rules.reasons.onlyFree
  if (one) return [chosen(one, 'A', ground, role.label), ...stand]
  const near = sole(main.filter(({ person }) => sameOffice(person.office, item.office)))
  return near ? [chosen(near, 'A', rules.reasons.office, role.label), ...stand] : []
}

function parted<T>(list: readonly T[], test: (value: T) => boolean): [readonly T[], readonly T[]] {
  return [list.filter(test), list.filter((value) => !test(value))]
}

function chosen(member: Member, ab: Holder['ab'], pattern: string, role: string): Holder {
  return { member, ab, reason: fill(pattern, { role, office: member.person.office ?? '' }) }
}

/** The post that the item's sheet asks for at this node, else a post whose name says the node. */
function postHoldersOf(staff: Staff, { item, node }: Spot): readonly Member[] {
  const asked = item.nodes.find((one) => one.node === node)?.post ?? null
  const named = asked === null ? [] : (staff.byPost.get(fold(asked)) ?? [])
  return named.length > 0 ? named : (staff.byPostNode.get(node) ?? [])
}

/** Those who hold no other node of the item that must be kept apart from this one. */
function free(
  { conflicts }: UnitWork,
  members: readonly Member[],
  { node, holders }: Spot,
): readonly Member[] {
  if (members.length === 0) return members
  const barred = new Set<Member>()
  for (const [other, list] of holders) {
    if (conflicts.clash(node, [other])) for (const { member } of list) barred.add(member)
  }
  return members.filter((member) => !barred.has(member))
}

const PROPOSALS = 3

function gapOf(work: UnitWork, spot: Spot): Gap {
  const { rules, staff } = work
  const { item, node } = spot
  const role = roleOfNode(rules, node)
  const holders = free(work, staff.byRole.get(role.id) ?? [], spot)
  const near = holders.filter(({ person }) => sameOffice(person.office, item.office))
  const far = holders.filter(({ person }) => !sameOffice(person.office, item.office))
  const spare = holders.length > 0 ? [] : free(work, work.takers, spot)
  const propose =
    (pattern: string) =>
    ({ workNo, name }: Member) => ({ workNo, name, rule: fill(pattern, { role: role.label }) })
  const proposals = [
    ...near.map(propose(rules.proposals.office)),
    ...far.map(propose(rules.proposals.holder)),
    ...spare.map(propose(rules.proposals.spare)),
  ]
  return { unit: item.unit.code, item: item.key, node, proposals: proposals.slice(0, PROPOSALS) }
}

/** Roles that must hold no case role (administrators, supervisors) are not proposed for one. */
export function takersOf(staff: Staff, rules: RosterRules): readonly Member[] {
  const barred = heldRules(rules, 'roles').filter(({ right }) =>
    right.some((role) => (rules.catalogue.list[role]?.nodes ?? []).length > 0),
  )
  const roles = new Set(barred.flatMap(({ left }) => left))
  return staff.members.filter((member) => [...member.roles].every((role) => !roles.has(role)))
}

function sameOffice(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && fold(a) === fold(b)
}

/** Several people on one node: the first is the A post, the others B. */
function inPosts(members: readonly Member[], reason: string): readonly Holder[] {
  return members.map((member, index) => ({ member, ab: index === 0 ? 'A' : 'B', reason }))
}

function sole<T>(list: readonly T[] | undefined): T | null {
  return list?.length === 1 ? (list[0] ?? null) : null
}
