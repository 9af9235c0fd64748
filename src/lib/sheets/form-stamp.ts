import { createHash } from 'node:crypto'
import type { Form, SheetTop } from './model.js'

/**
 * What a sheet that we wrote says of itself in two hidden rows: its form, the version of the form, a checksum of the
 * form's columns, and the field of each column (0-based). `rows` are their indexes into the sheet's rows.
 */
export interface FormStamp {
  readonly form: string
  readonly version: number
  readonly checksum: string
  readonly columns: ReadonlyMap<number, string>
  readonly rows: readonly number[]
}

const STAMP = /^hallkit:form:([a-z][a-z0-9-]*):(\d+):([0-9a-f]{12})$/
/** People insert rows above a table, but not many. */
const SEARCH_ROWS = 20

/** The text that marks a sheet as this form; it changes with the version and with the order of the columns. */
export function stampText(form: Form): string {
  return `hallkit:form:${form.id}:${form.version}:${formChecksum(form)}`
}

/** Twelve hexadecimal digits over id, version and columns of a form's blank sheet. */
export function formChecksum({ id, version, fields }: Form): string {
  const asked = fields.filter((field) => field.asked !== false)
  const columns = asked.map(({ key, header }) => [key, header])
  return createHash('sha256')
    .update(JSON.stringify([id, version, columns]))
    .digest('hex')
    .slice(0, 12)
}

/** The stamp of a sheet, null when it has none. */
export function readStamp(sheet: SheetTop): FormStamp | null {
  for (const [index, { cells }] of sheet.rows.slice(0, SEARCH_ROWS).entries()) {
    const said = STAMP.exec(cells.find((text) => text !== '') ?? '')
    if (said === null) continue
    const keys = sheet.rows[index + 1]?.cells ?? []
    const [, form = '', version = '', checksum = ''] = said
    const columns = new Map(
      keys.flatMap((key, column) => (key === '' ? [] : [[column, key] as const])),
    )
    return { form, version: Number(version), checksum, columns, rows: [index, index + 1] }
  }
  return null
}

/** The stamp of a sheet that was made from another edition of its form: another version, or other columns. Else null. */
export function olderStamp(sheet: SheetTop, form: Form): FormStamp | null {
  const stamp = readStamp(sheet)
  if (stamp?.form !== form.id) return null
  const isSame = stamp.version === form.version && stamp.checksum === formChecksum(form)
  return isSame ? null : stamp
}

/** Fields of a stamped sheet's columns (0-based), as far as this form has them; empty for any other sheet. */
export function stampedColumns(sheet: SheetTop, form: Form): ReadonlyMap<number, string> {
  const stamp = readStamp(sheet)
  if (stamp?.form !== form.id) return new Map()
  const known = new Set(form.fields.map(({ key }) => key))
  return new Map([...stamp.columns].filter(([, key]) => known.has(key)))
}
