import { basename } from 'node:path'
import { AppError } from '../../errors/index.js'
import type { Source, SourceBatch, SourceRow, SourceTable } from './model.js'

/** How far a table is gone through. */
export interface Walk {
  readonly signal: AbortSignal
  /** Not more rows than this. */
  readonly limit?: number
  readonly onRows?: (rows: number) => void
}

/** Where a row stands, for people: `办件.csv:17`. */
export type PlaceOf = () => string

const BATCH = 5000

/** What rows are found by, beside their number: the name of their file, or that of their table. */
export function shownOf(table: SourceTable, batch: Pick<SourceBatch, 'shown'>): string {
  const name = batch.shown ?? (table.file === '' ? table.name : table.file)
  return basename(name)
}

/** Shows every row of a table to somebody who only looks, holding one batch at a time. */
export async function eachRow(
  source: Source,
  table: SourceTable,
  { signal, limit = Number.POSITIVE_INFINITY, onRows }: Walk,
  see: (row: SourceRow, place: PlaceOf, isDamaged: boolean) => void,
): Promise<void> {
  let rows = 0
  for await (const batch of source.read({ table: table.name, from: null, rows: BATCH })) {
    if (signal.aborted) throw new AppError('HK-INT-002', {})
    const shown = shownOf(table, batch)
    let index = 0
    for (const row of batch.rows) {
      if (rows + index >= limit) return
      const number = batch.numbers[index]
      see(row, () => `${shown}:${number}`, batch.flaws.has(index))
      index += 1
    }
    rows += index
    onRows?.(rows)
  }
}
