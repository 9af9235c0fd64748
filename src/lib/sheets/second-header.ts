import { AppError } from '../errors/index.js'
import { type FieldNames, fieldNames } from './field-names.js'
import type { FieldColumns } from './gather-records.js'
import { matchColumns } from './match-columns.js'
import type { SheetRow } from './model.js'
import type { RowBasis } from './row-basis.js'
import { squeeze } from './row-kinds.js'

const FEWEST = 3
const MOSTLY = 0.6
/** Longer texts are no header worth a look. */
const LONGEST = 12

/**
 * A table that begins further down the sheet may have its columns in another order: the basis for what follows a row
 * that names them anew; null for any other row, the first header printed again included. HK-SHEET-036 when what begins
 * there lacks required columns: it is another table.
 */
export function basisBelow(basis: RowBasis, { row, cells }: SheetRow): RowBasis | null {
  const names = fieldNames(basis.form)
  const isOther = repeatsSerial(basis, cells)
  if (!isOther && !isLikely(cells, names)) return null
  if (repeatsHeader(basis, cells)) return null
  if (!isOther && !isNamed(cells, names)) return null
  const fields = new Map(guessesOf(cells, names, true))
  if (isSame(fields, basis.columns)) return null
  refuseMissing(basis, fields, row)
  const headerRows = [...basis.context.headerRows, cells.map(squeeze)]
  return { ...basis, columns: fields, context: { ...basis.context, headerRows } }
}

/** Some texts are names as they stand: a cheap look, for it is given to every row. */
function isLikely(cells: readonly string[], { outright }: FieldNames): boolean {
  let hits = 0
  for (const text of cells) {
    if (text === '' || text.length > LONGEST) continue
    if (outright.has(text)) hits += 1
    if (hits === 2) return true
  }
  return false
}

/** Most texts are names outright: asked before texts are compared letter by letter. */
function isNamed(cells: readonly string[], names: FieldNames): boolean {
  const outright = guessesOf(cells, names, false).length
  return outright >= FEWEST && outright >= MOSTLY * cells.filter((text) => text !== '').length
}

/** Columns with the fields that their texts name. */
function guessesOf(
  cells: readonly string[],
  names: FieldNames,
  near: boolean,
): (readonly [number, string])[] {
  const columns = cells.map((text) => (text === '' ? [] : [text]))
  return matchColumns(columns, { names, near, fixed: new Map() }).flatMap(({ column, guess }) =>
    guess === null ? [] : [[column, guess.field] as const],
  )
}

/** Whether the column of running numbers says its name again, beside other words than the header has: another table. */
function repeatsSerial({ columns, context, header }: RowBasis, cells: readonly string[]): boolean {
  const at = context.serialAt
  const said = at === null ? '' : (cells[at] ?? '')
  if (at === null || said === '' || /^\d+$/u.test(said)) return false
  if (columns.get(at) !== context.serial) return false
  if (!header.columns[at]?.segments.map(squeeze).includes(squeeze(said))) return false
  const words = cells.filter((text) => text !== '')
  return words.length >= FEWEST && words.every((text) => text.length <= LONGEST && !/\d/.test(text))
}

/** Whether a row says all that a row of the header says, where it says it. */
function repeatsHeader({ context }: RowBasis, cells: readonly string[]): boolean {
  return context.headerRows.some((names) =>
    names.every((name, column) => name === '' || squeeze(cells[column] ?? '') === name),
  )
}

/** Whether every field stands where it stood. */
function isSame(fields: FieldColumns, before: FieldColumns): boolean {
  return [...fields].every(([column, field]) => before.get(column) === field)
}

function refuseMissing(
  { file, sheet, form, columns }: RowBasis,
  fields: FieldColumns,
  row: number,
): void {
  const there = new Set(fields.values())
  const had = new Set(columns.values())
  const missing = form.fields.filter(
    ({ key, required }) =>
      required && !there.has(key) && (had.has(key) || !form.mayLack?.includes(key)),
  )
  if (missing.length === 0) return
  throw new AppError('HK-SHEET-036', {
    file,
    sheet: sheet.name,
    row,
    missing: missing.map(({ header }) => header),
  })
}
