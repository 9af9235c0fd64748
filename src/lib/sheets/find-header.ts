import type { FieldNames } from './field-names.js'
import { headerGrid, headerSegments } from './header-grid.js'
import { type ColumnMatch, matchColumns } from './match-columns.js'
import type { Sheet } from './model.js'

/** A header where it stands: `top` is an index into the sheet's rows, `height` how many rows it takes. */
export interface FoundHeader {
  readonly top: number
  readonly height: number
  readonly columns: readonly ColumnMatch[]
  readonly score: number
}

/** `top` fixes where the header begins (an index into rows); `fixed` are columns that the user named. */
export interface HeaderSearch {
  readonly names: FieldNames
  readonly top: number | null
  readonly fixed: ReadonlyMap<number, string>
}

const MAX_HEIGHT = 3
const ROW_COST = 0.02
const ENOUGH_FIELDS = 2
const NEAR_ROWS = 40

/**
 * The rows that name most fields of a form, wherever they stand; null when no rows name at least two.
 * Outright names decide the place; near names are asked only there, or everywhere above row 40 when none is outright.
 */
export function findHeader(sheet: Sheet, search: HeaderSearch): FoundHeader | null {
  const grid = headerGrid(sheet)
  const outright = bestOf(grid, search, false, grid.length)
  if (outright !== null) {
    return rate(grid, outright.top, outright.height, search, true)
  }
  return bestOf(grid, search, true, NEAR_ROWS)
}

type Grid = readonly (readonly string[])[]

function bestOf(grid: Grid, search: HeaderSearch, near: boolean, rows: number): FoundHeader | null {
  let best: FoundHeader | null = null
  const enough = Math.min(ENOUGH_FIELDS, search.names.all.length)
  for (let top = 0; top < Math.min(rows, grid.length); top += 1) {
    if (search.top !== null && search.top !== top) continue
    for (let height = 1; height <= Math.min(MAX_HEIGHT, grid.length - top); height += 1) {
      const found = rate(grid, top, height, search, near)
      const fields = found.columns.filter(({ guess }) => guess !== null).length
      if (fields >= enough && found.score > (best?.score ?? 0)) best = found
    }
  }
  return best
}

function rate(
  grid: Grid,
  top: number,
  height: number,
  { names, fixed }: HeaderSearch,
  near: boolean,
): FoundHeader {
  const segments = headerSegments(grid.slice(top, top + height))
  const columns = matchColumns(segments, { names, near, fixed })
  const sum = columns.reduce((total, { guess }) => total + (guess?.score ?? 0), 0)
  return { top, height, columns, score: sum - ROW_COST * (height - 1) }
}
