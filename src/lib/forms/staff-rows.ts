import type { Person, RosterRules, StaffLine } from '../roster/index.js'
import type { FormRow } from '../sheets/index.js'

type Catalogue = RosterRules['catalogue']

/** A word of `allItems` in templates/roster.yaml. */
const ALL_ITEMS = '全部事项'

/** How clerks write "none"; a blank cell below an item's row would mean that item. */
const NO_ITEM = '/'

/** The people of a unit as rows of the form `node-staff`, one for each line of each person. */
export function staffRows(people: readonly Person[], catalogue: Catalogue): readonly FormRow[] {
  return people.flatMap((person) => person.lines.map((line) => staffRow(person, line, catalogue)))
}

function staffRow(person: Person, line: StaffLine, { list, nodes }: Catalogue): FormRow {
  return {
    item: line.item ?? (line.node === null ? NO_ITEM : ALL_ITEMS),
    node: line.node === null ? '' : (nodes[line.node]?.zh ?? line.node),
    post: line.post ?? '',
    name: person.title === null ? person.name : `${person.name}（${person.title}）`,
    work_no: person.workNo ?? '',
    roles: person.roles.map((role) => list[role]?.zh ?? role).join('、'),
    ab: line.ab,
    duty: line.duty ?? '',
    limit: line.limit ?? '',
    office: person.office ?? '',
    phone: person.phone ?? '',
    attends: attendsText(person.attends),
  }
}

function attendsText(attends: boolean | null): string {
  if (attends === null) return ''
  return attends ? '是' : '否'
}
