import { type FormRow, loadForm, writeForm } from '../sheets/index.js'
import type { ExportSources, ExportUnit, RosterExport } from './export-model.js'
import type { Person, StaffLine } from './model.js'

/** 附件1 表2 of each unit, filled: the form's id and what clerks write for none in its item and node columns. */
const FORM = 'node-staff'
const NONE = '/'

/** A filled form of one unit. */
export interface UnitForm {
  readonly unit: string
  readonly bytes: Uint8Array
}

/**
 * The form 附件1表2 filled from the mapping, one workbook for each unit: a row for each person and node of an item, the
 * others with their roles. It reads back as the same mapping. Telephones stand in it because the form asks for them.
 */
export async function table2Of(
  model: RosterExport,
  sources: ExportSources,
  at: Date,
): Promise<readonly UnitForm[]> {
  const form = await loadForm(FORM)
  const forms: UnitForm[] = []
  for (const unit of model.units) {
    const rows = rowsOf(unit, sources).map((row, index) => ({ seq: `${index + 1}`, ...row }))
    if (rows.length === 0) continue
    forms.push({ unit: unit.name, bytes: await writeForm(form, { unit: unit.name, rows, at }) })
  }
  return forms
}

function rowsOf(unit: ExportUnit, sources: ExportSources): readonly FormRow[] {
  const held = unit.items.flatMap(({ key, name, nodes }) =>
    nodes.flatMap(({ node, holders }) =>
      holders.map(({ workNo, ab }) =>
        rowOf(sources, workNo, { item: name, node, ab, line: lineFor(sources, workNo, node, key) }),
      ),
    ),
  )
  const busy = new Set(
    unit.items.flatMap(({ nodes }) =>
      nodes.flatMap(({ holders }) => holders.map(({ workNo }) => workNo)),
    ),
  )
  const idle = unit.users.filter(({ workNo, applicant }) => !applicant && !busy.has(workNo))
  const others = idle.map(({ workNo }) =>
    rowOf(sources, workNo, { item: NONE, node: null, ab: null, line: null }),
  )
  return [...held, ...others]
}

/** The person's own line for the node, for its duty and limit: the one that names the item, else any. */
function lineFor(
  { staff, items }: ExportSources,
  workNo: string,
  node: string,
  key: string,
): StaffLine | null {
  const lines = (staff.get(workNo)?.lines ?? []).filter((line) => line.node === node)
  const name = items.find((item) => item.key === key)?.name
  return lines.find(({ item }) => item === name) ?? lines.find(({ item }) => item === null) ?? null
}

interface Spot {
  readonly item: string
  readonly node: string | null
  readonly ab: 'A' | 'B' | null
  readonly line: StaffLine | null
}

function rowOf(
  { rules, mapping, staff }: ExportSources,
  workNo: string,
  { item, node, ab, line }: Spot,
): FormRow {
  const { list, nodes } = rules.catalogue
  const person = staff.get(workNo)
  const user = mapping.users.find((one) => one.workNo === workNo)
  return {
    item,
    node: node === null ? NONE : (nodes[node]?.zh ?? node),
    post: line?.post ?? person?.post ?? '',
    name: nameOf(person, user?.name ?? ''),
    work_no: workNo,
    roles: (user?.roles ?? []).map((role) => list[role]?.zh ?? role).join('、'),
    ab: ab ?? '',
    duty: line?.duty ?? '',
    limit: line?.limit ?? '',
    office: person?.office ?? '',
    phone: person?.phone ?? '',
    attends: attendsText(person?.attends ?? null),
  }
}

function nameOf(person: Person | undefined, name: string): string {
  const title = person?.title ?? null
  return title === null ? name : `${name}（${title}）`
}

function attendsText(attends: boolean | null): string {
  if (attends === null) return ''
  return attends ? '是' : '否'
}
