import { type Finding, found } from '../errors/index.js'
import { type FormRecord, unitOnLine } from '../sheets/index.js'
import { blockUnit } from './blocks.js'
import type { StaffLine } from './model.js'
import { mobilesOf } from './phones.js'
import { rowOf, type StaffRow, type StaffSource, type StaffUnit } from './staff-row.js'
import { type RowPerson, readPeople } from './staff-row-people.js'
import { readTerm, type Term } from './staff-row-term.js'
import { nodeBehind, readNodes, readRoles } from './staff-row-words.js'

/** One person on one row for one node. `name` is empty when the row names nobody. */
export interface StaffEntry {
  readonly unit: string
  readonly name: string
  readonly title: string | null
  readonly workNo: string | null
  readonly post: string | null
  readonly office: string | null
  readonly phone: string | null
  readonly mobiles: readonly string[]
  readonly attends: boolean | null
  readonly contact: string | null
  readonly roles: readonly string[]
  readonly line: StaffLine
  readonly at: { readonly sheet: string; readonly row: number }
  readonly findings: readonly Finding[]
}

/** The people of a row, one entry per person and node; a row without a name gives one entry with the finding. */
export function readEntries(record: FormRecord, source: StaffSource): readonly StaffEntry[] {
  const row = rowOf(record, source)
  const unit = readUnit(row)
  const nodes = readNodes(row)
  const people = readPeople(row)
  const term = readTerm(row)
  const entries = nodes.ids.flatMap((node) => {
    const roles = readRoles(row, node, unit.code)
    const findings = [
      ...unit.findings,
      ...nodes.findings,
      ...roles.findings,
      ...people.findings,
      ...term.findings,
    ]
    return people.list.map((person, index) =>
      entryOf(row, {
        person,
        node: node ?? nodeBehind(row, roles.ids),
        roles: roles.ids,
        unit: unit.code,
        term: term.term,
        findings: index === 0 ? findings : findings.filter(({ level }) => level === 'error'),
      }),
    )
  })
  return entries
}

interface Parts {
  readonly person: RowPerson
  readonly node: string | null
  readonly roles: readonly string[]
  readonly unit: string
  readonly term: Term
  readonly findings: readonly Finding[]
}

function entryOf(row: StaffRow, { person, node, roles, unit, term, findings }: Parts): StaffEntry {
  const { record, source, text } = row
  const post = text('post')
  const nodeRole = node === null ? undefined : source.rules.catalogue.nodes[node]?.role
  const item = row.isCarriedOver('item') ? null : text('item')
  const { name, title, workNo, phone, ab } = person
  const attends = readAttends(text('attends') ?? '', source)
  return {
    unit,
    name,
    title,
    workNo,
    phone,
    mobiles: mobilesOf(phone),
    contact: hasWork(row, roles, attends) ? null : text('contact'),
    post: post ?? title,
    office: text('office'),
    attends,
    roles: [...new Set(nodeRole === undefined ? roles : [...roles, nodeRole])],
    line: {
      item: item === null || source.rules.allItems.exact(item).length > 0 ? null : item,
      node,
      post,
      ab: ab ?? 'A',
      duty: text('duty'),
      limit: text('limit'),
      ...term,
    },
    at: { sheet: record.sheet, row: record.row },
    findings,
  }
}

/** A role, a part in the drill or a post at a node: more than a name on a list. */
function hasWork(
  { text, source: { rules } }: StaffRow,
  roles: readonly string[],
  attends: boolean | null,
): boolean {
  const post = text('post')
  return (
    roles.length > 0 ||
    attends === true ||
    (post !== null && rules.postWords.exact(post).length > 0)
  )
}

/** The unit of the row's own column, else that of the block it stands in, else the sheet's. */
function readUnit({ text, record, source, place }: StaffRow): {
  code: string
  findings: readonly Finding[]
} {
  const named = text('unit')
  const unit = named === null ? unitOfBlock(record, source) : source.findUnit(named)
  if (unit !== 'stranger' && unit !== null) return { code: unit.code, findings: [] }
  const said = named ?? unitOnLine([record.heading ?? '']) ?? ''
  return {
    code: source.unit.code,
    findings: [found('HK-ROST-107', { text: said }, place('unit'))],
  }
}

/** The heading of a block names its unit, else the block is the sheet's own. */
function unitOfBlock({ heading }: FormRecord, source: StaffSource): StaffUnit | 'stranger' {
  return heading === undefined ? source.unit : (blockUnit(heading, source) ?? source.unit)
}

function readAttends(text: string, { rules }: StaffSource): boolean | null {
  const [said] = rules.attends.exact(text)
  return said === undefined ? null : said === 'yes'
}
