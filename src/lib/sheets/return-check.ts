import { cellAddress } from './address.js'
import { mergesByRow } from './merge-cursor.js'
import type { Book, Sheet, SheetRow } from './model.js'
import { copiedName } from './return-copy.js'
import { withoutReturnMarks } from './return-marks.js'

/** A place where a return file says something else than the unit's own. */
export interface ReturnDifference {
  readonly sheet: string
  readonly cell: string
  readonly before: string
  readonly after: string
}

/**
 * The first place where a produced return file, read again and freed of our marks, differs from what it was made from:
 * a value, a sheet that is gone or hidden otherwise, a row's hiding, a merge. Null when nothing does.
 */
export function firstDifference(original: Book, produced: Book): ReturnDifference | null {
  const { book } = withoutReturnMarks(produced)
  const sheets = new Map(book.sheets.map((sheet) => [sheet.name, sheet]))
  for (const sheet of original.sheets) {
    const difference = differenceOf(sheet, sheets.get(copiedName(sheet.name)))
    if (difference !== null) return difference
  }
  return null
}

function differenceOf(before: Sheet, after: Sheet | undefined): ReturnDifference | null {
  const { name: sheet, state } = before
  if (after === undefined) return { sheet, cell: '', before: sheet, after: '' }
  if (state !== after.state) return { sheet, cell: '', before: state, after: after.state }
  const size = Math.max(before.rows.length, after.rows.length)
  const mergesAt = mergesByRow(after.merges)
  for (let index = 0; index < size; index += 1) {
    const { origin } = mergesAt(index)
    const now = after.rows[index]
    // Below the last value there were no rows: one that our words brought forth shows what a merge from above holds there.
    const own = before.rows[index] ?? filledRow(now, (column) => origin(column) < index)
    const difference = rowDifference(own, now, index + 1)
    if (difference !== null) return { sheet, ...difference }
  }
  const merges = new Set(after.merges)
  const lost = before.merges.find((merge) => !merges.has(merge))
  return lost === undefined ? null : { sheet, cell: lost, before: lost, after: '' }
}

/** A row with nothing but what merges from above put there. */
function filledRow(row: SheetRow | undefined, isFilled: (column: number) => boolean): SheetRow {
  const cells = (row?.cells ?? []).map((cell, column) => (isFilled(column) ? cell : ''))
  return { ...NO_ROW, cells }
}

const NO_ROW: SheetRow = { row: 0, cells: [], hidden: false }

function rowDifference(
  before: SheetRow | undefined,
  after: SheetRow | undefined,
  row: number,
): Omit<ReturnDifference, 'sheet'> | null {
  const [one, other] = [before ?? NO_ROW, after ?? NO_ROW]
  if (one.hidden !== other.hidden) {
    return { cell: `${row}`, before: String(one.hidden), after: String(other.hidden) }
  }
  const column = firstUnequal(one.cells, other.cells)
  if (column === null) return null
  const text = ({ cells }: SheetRow): string => cells[column] ?? ''
  return { cell: cellAddress(column, row), before: text(one), after: text(other) }
}

function firstUnequal(before: readonly string[], after: readonly string[]): number | null {
  const size = Math.max(before.length, after.length)
  for (let column = 0; column < size; column += 1) {
    if ((before[column] ?? '') !== (after[column] ?? '')) return column
  }
  return null
}
