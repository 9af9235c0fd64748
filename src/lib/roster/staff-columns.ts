import { basename } from 'node:path'
import type { FormRecord } from '../sheets/index.js'
import type { SheetColumns } from './sheet-rules.js'
import type { StaffSource } from './staff-row.js'

/** Fields of a row that hold for everybody in it. */
const SHARED = ['unit', 'item', 'office', 'duty', 'limit', 'valid_from', 'valid_to']

/**
 * The rows of any form of people as rows of 附件1表2: one for each column that names people, with the role, node or post
 * that the column stands for (templates/roster.yaml, `sheets`). A row that names nobody stays as one row without a name.
 */
export function* staffRecords(
  records: Iterable<FormRecord>,
  source: StaffSource,
): Generator<FormRecord> {
  const { form = 'node-staff', rules } = source
  const shape = rules.sheets[form]
  for (const record of records) {
    if (shape === undefined) yield record
    else yield* spread(record, shape.columns, source, attendsBy(shape.attendTitles, record, source))
  }
}

/** A list whose title says that its people attend the drill (参演人员名单) need not say so row by row. */
function attendsBy(
  titles: readonly string[],
  { sheet, values }: FormRecord,
  { file }: StaffSource,
): string {
  const title = `${basename(file)} ${sheet}`
  return values['attends'] === undefined && titles.some((word) => title.includes(word)) ? '是' : ''
}

function* spread(
  record: FormRecord,
  columns: readonly SheetColumns[],
  { rules }: StaffSource,
  attends: string,
): Generator<FormRecord> {
  const isNobody = (text: string) => text.trim() === '' || rules.noName.exact(text).length > 0
  const named = columns.filter(
    (column) => column.required || !isNobody(record.values[column.name] ?? ''),
  )
  const [any] = columns
  if (any === undefined) return
  if (named.length === 0) yield rowOfColumns(record, any, '')
  for (const column of named) yield rowOfColumns(record, column, attends)
}

function rowOfColumns(record: FormRecord, column: SheetColumns, attends: string): FormRecord {
  const { required: _, says, ...fields } = column
  const values: Record<string, string> = { ...(attends === '' ? {} : { attends }) }
  const cells: Record<string, string> = {}
  const take = (key: string, from: string) => {
    if (record.values[from] !== undefined) values[key] = record.values[from]
    if (record.cells[from] !== undefined) cells[key] = record.cells[from]
  }
  for (const field of SHARED) take(field, field)
  for (const [key, from] of Object.entries(fields)) if (from !== undefined) take(key, from)
  return { ...record, values: { ...values, ...said(says, values) }, cells }
}

/** What the column itself says counts where the row says nothing. */
function said(
  says: SheetColumns['says'],
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(says).filter(([key]) => (values[key] ?? '').trim() === ''),
  )
}
