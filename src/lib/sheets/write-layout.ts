import { columnName } from './address.js'
import type { Form, FormField } from './model.js'
import { type FormRow, textOf } from './write-counts.js'

/** One column of a sheet that we write: 1-based number, letters, the heading above it when it stands in a group. */
export interface FormColumn {
  readonly field: FormField
  readonly number: number
  readonly letter: string
  readonly group: string | null
  readonly title: string
}

/** Where everything stands on a sheet that we write; rows are physical, both ends included. */
export interface FormLayout {
  readonly columns: readonly FormColumn[]
  /** Columns of about the first screen: titles are set over these, not over the whole of a wide table. */
  readonly lead: number
  readonly head: { readonly top: number; readonly bottom: number }
  readonly first: number
  /** Rows with borders, ready to be filled. */
  readonly ready: number
  /** Rows that drop-down lists and checks cover. */
  readonly last: number
}

/** Hidden rows with the stamp and the keys, then title, unit and self-check. */
export const ROWS = { stamp: 1, keys: 2, title: 3, unit: 4, check: 5 } as const

const HEAD_TOP = 6
const SCREEN_CHARS = 190
const LEAST_LEAD = 4
const READY_ROWS = 20
const SPARE_ROWS = 5
const CHECKED_ROWS = 500

/** The places of a form's sheet that is to hold these rows; a field that nobody is asked for has a column when a row fills it. */
export function layOut(form: Form, rows: readonly FormRow[]): FormLayout {
  const filled = rows.length
  const columns = form.fields
    .filter(({ key, asked }) => asked !== false || rows.some((row) => textOf(row, key) !== ''))
    .map(columnOf)
  const bottom = HEAD_TOP + (columns.some(({ group }) => group !== null) ? 1 : 0)
  const first = bottom + 1
  return {
    columns,
    lead: leadOf(columns),
    head: { top: HEAD_TOP, bottom },
    first,
    ready: first + Math.max(READY_ROWS, filled + SPARE_ROWS) - 1,
    last: first + Math.max(CHECKED_ROWS, filled * 2) - 1,
  }
}

/** Width of all columns together, in characters. */
export function totalWidth(columns: readonly FormColumn[]): number {
  return columns.reduce((sum, { field }) => sum + field.width, 0)
}

/** A part of a group has the key `group.part` and the header `group·part`. */
function columnOf(field: FormField, index: number): FormColumn {
  const at = field.key.includes('.') ? field.header.indexOf('·') : -1
  return {
    field,
    number: index + 1,
    letter: columnName(index),
    group: at < 0 ? null : field.header.slice(0, at),
    title: field.header.slice(at + 1),
  }
}

function leadOf(columns: readonly FormColumn[]): number {
  let width = 0
  const over = columns.findIndex(({ field }) => {
    width += field.width
    return width > SCREEN_CHARS
  })
  const fitting = over < 0 ? columns.length : over
  return Math.min(columns.length, Math.max(LEAST_LEAD, fitting))
}
