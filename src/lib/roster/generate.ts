import { type Finding, found } from '../errors/index.js'
import { nameKey } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import type { StoredRecord } from '../workspace/index.js'
import { assignItem, type ItemNodes, peopleOf, takersOf, type UnitWork } from './assign.js'
import { checkMapping } from './check.js'
import { overlongNodes } from './check-limits.js'
import { decidedNodes } from './decided.js'
import { type Decisions, type NodeDecision, noDecisions, withExemptions } from './decisions.js'
import { explicitRows } from './explicit.js'
import { withoutNumbers } from './export-privacy.js'
import type { RosterLock } from './lock.js'
import { group, type Staff, staffByUnit } from './members.js'
import { mergePeople } from './merge-people.js'
import type { Assignment, MappedItem, Mapping, Person, PersonRow, User } from './model.js'
import { inTwoUnits, participantsOf } from './namesakes.js'
import type { RosterRules } from './rules.js'
import { nodeConflicts } from './separation.js'
import { unitNames } from './units.js'
import { lastHoldersGone, leavers, onDuty } from './validity.js'
import { allotWorkNumbers, type WorkNumbers } from './work-numbers.js'

/** What a mapping is made from. `applicants` is how many drill applicants there are to be, dealt round the units. */
export interface MappingSources {
  readonly pack: NoticePack
  readonly rules: RosterRules
  readonly people: readonly StoredRecord<Person>[]
  readonly items: readonly MappedItem[]
  readonly lock: RosterLock
  readonly applicants: number
  /** Items kept out (退回待改), so that rows which name them are not called unknown. */
  readonly returned?: readonly { readonly unit: string; readonly name: string }[]
  /** What people settled about gaps and separations. */
  readonly decisions?: Decisions
}

/** The mapping with what should be looked at, and the lock to be saved. */
export interface GeneratedMapping {
  readonly mapping: Mapping
  /** Everybody whom the sheets name, once, in the order of units and work numbers; contacts and leavers as well. */
  readonly people: readonly PersonRow[]
  readonly lock: RosterLock
  readonly findings: readonly Finding[]
  /** The people behind the users, by work number; applicants of the drill have nobody behind them. */
  readonly staff: ReadonlyMap<string, Person>
}

/** People who are only named as contacts get no account. */
function isStaff({ data }: StoredRecord<Person>): boolean {
  return data.contact === undefined
}

/**
 * Users, roles, node assignments and gaps from the people and items in the store. Pure: the same sources give the
 * same mapping whatever order the sheets came in.
 */
export function generateMapping(sources: MappingSources): GeneratedMapping {
  const { pack, decisions = noDecisions } = sources
  const known = mergePeople(sources.people, sources.rules)
  const { people: present, left } = onDuty(known.people, pack)
  const people = present.filter(isStaff)
  const rules = withExemptions(sources.rules, decisions)
  const numbers = allotWorkNumbers({ ...sources, people: known.people.filter(isStaff) })
  const staff = staffByUnit(people, { numbers, rules })
  const names = unitNames(pack)
  const items = group(sortedItems(sources.items), ({ unit }) => [unit.code])
  const codes = [...new Set([...items.keys(), ...people.map(({ unit }) => unit)])].sort()
  const units = codes.map((code) =>
    assignUnit(rules, {
      unit: { code, name: names(code) },
      decisions: decisions.nodes,
      staff: staff(code),
      items: items.get(code) ?? [],
      returned: returnedOf(sources, code),
    }),
  )
  const nodes = units.flatMap((unit) => unit.nodes)
  const assignments = nodes.flatMap((one) => assignmentsOf(rules, one))
  const users = [
    ...usersOf({ ...sources, people }, numbers, assignments),
    ...applicantsOf(sources, numbers),
  ]
  const mapping = { users, assignments, gaps: nodes.flatMap(({ gaps }) => gaps) }
  const findings = [
    ...known.findings,
    ...units.flatMap((unit) => unit.findings),
    ...leavers(left, numbers, names),
    ...lastHoldersGone({ people, left }, { rules, names, pack }),
    ...inTwoUnits(people, names),
    ...participantsOf(pack, people),
    ...checkMapping({ pack, rules, items: sources.items }, mapping),
  ]
  const behind = new Map(people.map(({ key, data }) => [numbers.of.get(key) ?? '', data]))
  return {
    mapping,
    people: rowsOf(known.people, numbers),
    lock: numbers.lock,
    findings,
    staff: behind,
  }
}

function rowsOf(
  people: readonly StoredRecord<Person>[],
  numbers: WorkNumbers,
): readonly PersonRow[] {
  const rows = people.map(({ key, data }): PersonRow => {
    const { unit, name, roles, attends, contact = null } = data
    const shown = (text: string | null) => (text === null ? null : withoutNumbers(text))
    const [title, post, office] = [shown(data.title), shown(data.post), shown(data.office)]
    const workNo = numbers.of.get(key) ?? null
    return { unit, name, workNo, title, post, office, roles, attends, contact }
  })
  const orderOf = ({ unit, name, workNo, post }: PersonRow) =>
    `${unit} ${workNo ?? '~'} ${name} ${post}`
  return rows.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
}

function sortedItems(items: readonly MappedItem[]): readonly MappedItem[] {
  return [...items].sort((a, b) => (`${a.unit.code} ${a.key}` < `${b.unit.code} ${b.key}` ? -1 : 1))
}

interface UnitSources {
  readonly unit: { readonly code: string; readonly name: string }
  readonly decisions: readonly NodeDecision[]
  readonly staff: Staff
  readonly items: readonly MappedItem[]
  readonly returned: ReadonlySet<string>
}

function returnedOf({ returned = [] }: MappingSources, code: string): ReadonlySet<string> {
  return new Set(returned.filter(({ unit }) => unit === code).map(({ name }) => nameKey(name)))
}

function assignUnit(
  rules: RosterRules,
  { unit: site, decisions, staff, items, returned }: UnitSources,
): { nodes: readonly ItemNodes[]; findings: readonly Finding[] } {
  const unit = site.name
  const explicit = explicitRows(staff, items, { rules, unit, returned })
  const decided = decidedNodes(decisions, staff, { rules, unit: site, items })
  const conflicts = nodeConflicts(rules)
  const takers = takersOf(staff, rules)
  const work: UnitWork = { rules, staff, explicit, decided, conflicts, takers }
  const nodes = items.map((item) => assignItem(work, item))
  const findings = [
    ...explicit.findings,
    ...decided.findings,
    ...strangers(rules, { unit, staff, items }),
    ...overlongNodes(items, { rules, unit, explicit }),
  ]
  return { nodes, findings }
}

/** Names in the item sheets that the staff sheet does not know, or knows twice. */
function strangers(
  rules: RosterRules,
  { unit, staff, items }: Pick<UnitSources, 'staff' | 'items'> & { readonly unit: string },
): readonly Finding[] {
  const mentions = items.flatMap((item) =>
    [...new Set(rules.nodes.flatMap((node) => peopleOf(item, node)))].map((name) => ({
      name,
      item,
    })),
  )
  return [...group(mentions, ({ name }) => [name])].flatMap(([name, list]) => {
    const known = staff.byName.get(name)?.length ?? 0
    if (known === 1) return []
    const { file, sheet, row } = list[0]?.item.source ?? { file: '', sheet: '', row: 0 }
    const params = { unit, name, items: list.length }
    const place = { file, sheet, row }
    return [known === 0 ? found('HK-ROST-209', params, place) : found('HK-ROST-210', params, place)]
  })
}

function assignmentsOf(rules: RosterRules, { item, holders }: ItemNodes): readonly Assignment[] {
  return rules.nodes.flatMap((node) =>
    (holders.get(node) ?? []).map(({ member, ab, reason }) => ({
      unit: item.unit.code,
      item: item.key,
      node,
      workNo: member.workNo,
      ab,
      reason,
    })),
  )
}

/** An account's roles are those of the sheet and those that its nodes ask for, in the catalogue's order. */
function usersOf(
  { rules, people }: MappingSources,
  numbers: WorkNumbers,
  assignments: readonly Assignment[],
): readonly User[] {
  const nodesOf = new Map<string, Set<string>>()
  for (const { workNo, node } of assignments)
    nodesOf.set(workNo, (nodesOf.get(workNo) ?? new Set()).add(node))
  const all = Object.keys(rules.catalogue.list)
  return people
    .map(({ key, unit, data, source }): User => {
      const workNo = numbers.of.get(key) ?? ''
      const { parts: _, ...from } = source
      const held = new Set([
        ...data.roles,
        ...[...(nodesOf.get(workNo) ?? [])].map((node) => rules.catalogue.nodes[node]?.role ?? ''),
      ])
      const { deputy } = data
      return {
        ...{ workNo, name: data.name, unit, office: data.office },
        roles: all.filter((role) => held.has(role)),
        ...(deputy === undefined ? {} : { deputy }),
        source: from,
      }
    })
    .sort((a, b) => (a.workNo < b.workNo ? -1 : 1))
}

/** Drill applicants are nobody's real name; each stands with one unit, whose cases it files. */
function applicantsOf(
  { pack, rules, applicants }: MappingSources,
  numbers: WorkNumbers,
): readonly User[] {
  const { role, name } = rules.applicant
  const { person, applicantsFrom } = rules.workNumber
  const units = pack.units.map(({ code }) => code)
  const width = Math.max(2, String(applicants).length)
  return Array.from({ length: units.length === 0 ? 0 : applicants }, (_, index) => {
    const unit = units[index % units.length] ?? ''
    const serial = applicantsFrom + Math.floor(index / units.length)
    return {
      workNo: numbers.prefix(unit) + String(serial).padStart(person, '0'),
      name: name + String(index + 1).padStart(width, '0'),
      unit,
      office: null,
      roles: [role],
      source: null,
    }
  })
}
