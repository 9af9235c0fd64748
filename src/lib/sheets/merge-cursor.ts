import { type CellRange, parseRange } from './address.js'

/** What merged cells mean for one row. Rows and columns are 0-based. */
export interface RowMerges {
  /** Row of the cell that gave a filled cell its value; the row itself for a cell with its own. */
  readonly origin: (column: number) => number
  /** Columns that the widest merge in this row spans; 1 when there is none. */
  readonly width: number
}

/** Follows the merged cells of a sheet down its rows. Rows are 0-based and asked for in order. */
export class MergeCursor {
  readonly #merges: readonly CellRange[]
  #next = 0
  #active: CellRange[] = []

  constructor(merges: readonly CellRange[]) {
    this.#merges = merges.toSorted((a, b) => a.top - b.top)
  }

  /** The merges that this row is part of, those that begin in it included. */
  at(row: number): readonly CellRange[] {
    if (this.#active.some(({ bottom }) => bottom < row)) {
      this.#active = this.#active.filter(({ bottom }) => bottom >= row)
    }
    for (;;) {
      const merge = this.#merges[this.#next]
      if (merge === undefined || merge.top > row) return this.#active
      this.#next += 1
      if (merge.bottom >= row) this.#active.push(merge)
    }
  }
}

/** A reader of A1 ranges: what they mean for each row, rows asked for in order. */
export function mergesByRow(ranges: readonly string[]): (row: number) => RowMerges {
  const cursor = new MergeCursor(ranges.flatMap((range) => parseRange(range) ?? []))
  return (row) => {
    const active = cursor.at(row)
    if (active.length === 0) return { origin: () => row, width: 1 }
    const tops = new Map(active.map(({ left, top }) => [left, top]))
    const width = active.reduce((most, { left, right }) => Math.max(most, right - left + 1), 1)
    return { origin: (column) => tops.get(column) ?? row, width }
  }
}
