import { parseRange } from './address.js'
import { HEAD_ROWS } from './limits.js'
import type { SheetTop } from './model.js'

/** The upper rows of a sheet with merged cells filled to the right, as header rows mean them. */
export function headerGrid(
  sheet: Pick<SheetTop, 'merges' | 'rows'>,
): readonly (readonly string[])[] {
  const grid = sheet.rows.slice(0, HEAD_ROWS).map(({ cells }) => [...cells])
  const width = Math.max(0, ...grid.map((cells) => cells.length))
  for (const name of sheet.merges) {
    const merge = parseRange(name)
    if (merge === null || merge.top >= grid.length) continue
    const value = grid[merge.top]?.[merge.left] ?? ''
    const right = Math.min(merge.right, width - 1)
    for (let row = merge.top; row <= Math.min(merge.bottom, grid.length - 1); row += 1) {
      fillRight(grid[row] ?? [], merge.left, right, value)
    }
  }
  return grid
}

function fillRight(cells: string[], left: number, right: number, value: string): void {
  while (cells.length < left) cells.push('')
  for (let column = left; column <= right; column += 1) cells[column] = value
}

/**
 * Header of each column over `height` rows, as its distinct texts from top to bottom. A group's name that stands only
 * over its first column (a .csv knows no merges) holds for the blank cells to its right that have parts below.
 */
export function headerSegments(
  rows: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  const upper = rows.slice(0, -1).map((cells, i) => spread(cells, rows.slice(i + 1), width))
  const lines = [...upper, ...rows.slice(-1)]
  return Array.from({ length: width }, (_, column) => [
    ...new Set(lines.map((cells) => cells[column] ?? '').filter((text) => text !== '')),
  ])
}

function spread(
  cells: readonly string[],
  below: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const result: string[] = []
  for (let column = 0; column < width; column += 1) {
    const own = cells[column] ?? ''
    const parts = below.some((row) => (row[column] ?? '') !== '')
    result.push(own === '' && parts ? (result[column - 1] ?? '') : own)
  }
  return result
}
