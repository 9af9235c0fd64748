import type { Book, OpenBook, OpenSheet, Sheet, SheetRow, SheetTop } from './model.js'
import { type CleanBook, RETURN_NAMES, type ReturnOrigin } from './return-model.js'

/** How far down our own heading and labels may stand. */
const SEARCH_ROWS = 120

/**
 * The book as the unit filled it in: the sheets and the column that an earlier return file added are left out, and the
 * file that it was made from is named. A book that never was a return file comes back as it is.
 */
export function withoutReturnMarks(book: Book): CleanBook {
  const summary = book.sheets.find(isSummary)
  const added = summary === undefined ? [] : addedSheets(summary)
  const columns = new Map<string, number>()
  const sheets = book.sheets
    .filter(({ name }) => !added.includes(name))
    .map((sheet) => withoutColumn(sheet, columns))
  const isClean = added.length === 0 && columns.size === 0
  const origin = summary === undefined ? null : originOf(summary)
  return { book: isClean ? book : { ...book, sheets }, origin, sheets: added, columns }
}

/** The same for a book that is open for reading; `origin` as there. */
export function openWithoutReturnMarks(book: OpenBook): {
  readonly book: OpenBook
  readonly origin: ReturnOrigin | null
} {
  const tops = book.sheets.map(topOf)
  const summary = tops.find(isSummary)
  const added = summary === undefined ? [] : addedSheets(summary)
  const sheets = book.sheets.filter(({ name }) => !added.includes(name)).map(openWithoutColumn)
  const origin = summary === undefined ? null : originOf(summary)
  return { book: { ...book, sheets }, origin }
}

function topOf({ name, merges, head }: OpenSheet): SheetTop {
  return { name, merges, rows: head }
}

function openWithoutColumn(sheet: OpenSheet): OpenSheet {
  const own = ownColumn(topOf(sheet))
  if (own === null) return sheet
  const { top, column } = own
  function* rows(): Generator<SheetRow> {
    let held: SheetRow[] = []
    for (const row of sheet.rows) {
      const clean = row.row - 1 < top ? row : blank(row, column)
      held.push(clean)
      if (clean.cells.length === 0) continue
      yield* held
      held = []
    }
  }
  const head = sheet.head.map((row, index) => (index < top ? row : blank(row, column)))
  return { ...sheet, head: withoutTail(head), rows: { [Symbol.iterator]: rows } }
}

function isSummary({ name, rows }: SheetTop): boolean {
  return name.startsWith(RETURN_NAMES.summary) && valueBeside(rows, RETURN_NAMES.origin) !== null
}

function addedSheets({ name, rows }: SheetTop): readonly string[] {
  const others = valueBeside(rows, RETURN_NAMES.added)?.split('、') ?? []
  return [...new Set([name, ...others])]
}

function originOf({ rows }: SheetTop): ReturnOrigin {
  const file = valueBeside(rows, RETURN_NAMES.origin) ?? ''
  return { file, unit: valueBeside(rows, RETURN_NAMES.unit) ?? '' }
}

function valueBeside(rows: readonly SheetRow[], label: string): string | null {
  const row = rows.slice(0, SEARCH_ROWS).find(({ cells }) => cells[0] === label)
  return row?.cells[1] ?? null
}

/** Where our own column stands: its heading's row (an index) and its place; null when there is none. */
function ownColumn({ rows }: SheetTop): { readonly top: number; readonly column: number } | null {
  const top = rows
    .slice(0, SEARCH_ROWS)
    .findIndex(({ cells }) => cells.includes(RETURN_NAMES.column))
  return top < 0 ? null : { top, column: rows[top]?.cells.indexOf(RETURN_NAMES.column) ?? -1 }
}

function withoutColumn(sheet: Sheet, columns: Map<string, number>): Sheet {
  const own = ownColumn(sheet)
  if (own === null) return sheet
  const { top, column } = own
  columns.set(sheet.name, column)
  const rows = sheet.rows.map((row, index) => (index < top ? row : blank(row, column)))
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
  return { ...sheet, rows: withoutTail(rows), columns: width }
}

function blank(row: SheetRow, column: number): SheetRow {
  if (row.cells[column] === undefined) return row
  const cells = row.cells.map((text, index) => (index === column ? '' : text))
  while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop()
  return { ...row, cells }
}

/** A book ends with its last value; a row that held only our words holds none. */
function withoutTail(rows: readonly SheetRow[]): readonly SheetRow[] {
  let size = rows.length
  while (size > 0 && rows[size - 1]?.cells.length === 0) size -= 1
  return rows.slice(0, size)
}
