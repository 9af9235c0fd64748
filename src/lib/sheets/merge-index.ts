import { parseRange } from './address.js'
import type { Sheet } from './model.js'

/** Where merged cells of a sheet begin, and how wide they are. Rows are indexes into the sheet's rows. */
export interface MergeIndex {
  /** Row of the cell that gave a filled cell its value; the row itself for a cell with its own. */
  readonly origin: (row: number, column: number) => number
  /** Columns that the widest merge beginning in this row spans; 1 when there is none. */
  readonly width: (row: number) => number
}

/** Indexes a sheet's merges by the cells that they filled downwards. */
export function indexMerges(sheet: Sheet): MergeIndex {
  const origins = new Map<number, Map<number, number>>()
  const widths = new Map<number, number>()
  for (const name of sheet.merges) {
    const merge = parseRange(name)
    if (merge === null) continue
    const { top, left, right } = merge
    const bottom = Math.min(merge.bottom, sheet.rows.length - 1)
    for (let row = top; row <= bottom; row += 1) {
      widths.set(row, Math.max(widths.get(row) ?? 1, right - left + 1))
      if (row === top) continue
      const columns = origins.get(row) ?? new Map<number, number>()
      origins.set(row, columns.set(left, top))
    }
  }
  return {
    origin: (row, column) => origins.get(row)?.get(column) ?? row,
    width: (row) => widths.get(row) ?? 1,
  }
}
