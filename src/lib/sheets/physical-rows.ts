import type { CellRange } from './address.js'
import { MergeCursor } from './merge-cursor.js'
import type { SheetRow } from './model.js'
import type { RowText } from './worker/messages.js'

const NO_CELLS: readonly string[] = []

/**
 * Rows as they stand in a sheet: those between the first and the last value are all there, blank ones too, and a merged
 * cell's value stands in every row that it spans. `onMerges` is told how many merges a row is part of.
 */
export function* physicalRows(
  texts: Iterable<RowText>,
  merges: readonly CellRange[],
  onMerges: (ranges: number) => void,
): Generator<SheetRow> {
  const cursor = new MergeCursor(merges)
  const values = new Map<CellRange, string>()
  for (const row of withBlanks(texts)) {
    const active = cursor.at(row.row - 1)
    if (active.length > 0) {
      onMerges(active.length)
      fill(row, active, values)
    }
    yield { ...row, cells: trimEnd(row.cells) }
  }
}

interface OpenRow {
  readonly row: number
  readonly hidden: boolean
  readonly cells: string[]
}

/** Blank rows are held back until a row with a value follows: those after the last one are no rows. */
function* withBlanks(texts: Iterable<RowText>): Generator<OpenRow> {
  let next = 0
  const hidden = new Set<number>()
  for (const text of texts) {
    if (text.cells.every((cell) => cell === '')) {
      if (text.hidden) hidden.add(text.row)
      continue
    }
    for (; next < text.row; next += 1) {
      yield { row: next + 1, hidden: hidden.delete(next), cells: [] }
    }
    yield { row: text.row + 1, hidden: text.hidden, cells: text.cells }
    next = text.row + 1
  }
}

/** Writes the values of merges from above into a row; remembers those of merges that begin here. */
function fill(
  { row, cells }: OpenRow,
  active: readonly CellRange[],
  values: Map<CellRange, string>,
): void {
  for (const merge of active) {
    const { top, left, bottom } = merge
    if (top === row - 1) values.set(merge, cells[left] ?? '')
    else put(cells, left, values.get(merge) ?? '')
    if (bottom === row - 1) values.delete(merge)
  }
}

function put(cells: string[], column: number, value: string): void {
  if (value === '') return
  while (cells.length < column) cells.push('')
  cells[column] = value
}

function trimEnd(cells: readonly string[]): readonly string[] {
  let size = cells.length
  while (size > 0 && cells[size - 1] === '') size -= 1
  if (size === 0) return NO_CELLS
  return size === cells.length ? cells : cells.slice(0, size)
}
