import type { Place } from '../errors/index.js'
import type { Form, FormReading, FormRecord } from '../sheets/index.js'
import { squeeze } from './text.js'

/** Where the fields of a sheet's records stand, and what their columns are called there. */
export interface Places {
  /** The fields that the sheet has a column for. */
  readonly fields: ReadonlySet<string>
  /** The header as the sheet wrote it, else as the form has it. */
  header(field: string): string
  /** The place of a record's field; an empty cell has its address too, when the sheet has the column. */
  at(record: FormRecord, field: string): Place
}

/** The places of one reading; `file` is the name to show. */
export function placesOf(reading: Pick<FormReading, 'header'>, form: Form, file: string): Places {
  const headers = new Map(form.fields.map(({ key, header }) => [key, header]))
  const columns = new Map<string, string>()
  for (const { field, text, address } of reading.header) {
    if (field === null) continue
    headers.set(field, squeeze(text))
    columns.set(field, address.replace(/\d.*$/u, ''))
  }
  const header = (field: string): string => headers.get(field) ?? field
  return {
    fields: new Set(columns.keys()),
    header,
    at: ({ sheet, row: first, cells, values, upright }, field) => {
      const column = upright === true ? undefined : columns.get(field)
      const cell = cells[field] ?? (column === undefined ? undefined : `${column}${first}`)
      const row = upright === true && cell !== undefined ? rowOf(cell) : first
      const place = { file, sheet, row, column: header(field), value: values[field] ?? '' }
      return cell === undefined ? place : { ...place, cell }
    },
  }
}

function rowOf(cell: string): number {
  return Number(cell.replace(/^\D+/u, ''))
}
