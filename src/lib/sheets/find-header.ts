import { type CellRange, parseRange } from './address.js'
import { type FieldNames, namedFields } from './field-names.js'
import { headerGrid, headerSegments } from './header-grid.js'
import { type ColumnMatch, matchColumns } from './match-columns.js'
import type { SheetTop } from './model.js'

/** A header where it stands: `top` is an index into the sheet's rows, `height` how many rows it takes. */
export interface FoundHeader {
  readonly top: number
  readonly height: number
  readonly columns: readonly ColumnMatch[]
  readonly score: number
}

/**
 * `top` fixes where the header begins (an index into rows); `fixed` are columns that the user named;
 * `height` is the least number of rows that it takes; `near` allows a header of which no two columns are named outright.
 */
export interface HeaderSearch {
  readonly names: FieldNames
  readonly top: number | null
  readonly fixed: ReadonlyMap<number, string>
  readonly near: boolean
  readonly height?: number
}

/** A header takes so many rows at most. */
export const MAX_HEIGHT = 3
const ROW_COST = 0.02
const ENOUGH_FIELDS = 2
const NEAR_ROWS = 40
const LONGEST_NAME = 120
const LONGEST_PART = 8

/**
 * The rows that name most fields of a form, wherever they stand; null when no rows name at least two.
 * Outright names decide the place; near names are asked only there, or everywhere above row 40 when none is outright.
 */
export function findHeader(sheet: SheetTop, search: HeaderSearch): FoundHeader | null {
  const grid = headerGrid(sheet)
  const outright = bestOf(grid, search, false, grid.length)
  const found =
    outright === null
      ? search.near
        ? bestOf(grid, search, true, NEAR_ROWS)
        : null
      : rate(grid, outright.top, outright.height, search, true)
  return found === null ? null : grown(sheet, grid, found, search)
}

/**
 * A header begins where the cells merged into its first row do, and goes on where cells of it are merged into the row
 * below, or where that row names columns without a name.
 */
function grown(sheet: SheetTop, grid: Grid, found: FoundHeader, search: HeaderSearch): FoundHeader {
  const merges = sheet.merges.flatMap((range) => parseRange(range) ?? [])
  let header = search.top === null ? withGroups(grid, merges, found, search) : found
  while (header.height < MAX_HEIGHT && goesOn(sheet, merges, header)) {
    header = rate(grid, header.top, header.height + 1, search, true)
  }
  return header
}

function withGroups(
  grid: Grid,
  merges: readonly CellRange[],
  found: FoundHeader,
  search: HeaderSearch,
): FoundHeader {
  const end = found.top + found.height
  const tops = merges
    .filter(({ top, bottom }) => top < found.top && bottom >= found.top && bottom < end)
    .map(({ top }) => top)
  const top = Math.min(found.top, ...tops)
  if (top === found.top || end - top > MAX_HEIGHT) return found
  const taller = rate(grid, top, end - top, search, true)
  return fieldsIn(taller) < fieldsIn(found) ? found : taller
}

function fieldsIn({ columns }: FoundHeader): number {
  return columns.filter(({ guess }) => guess !== null).length
}

function goesOn({ rows }: SheetTop, merges: readonly CellRange[], header: FoundHeader): boolean {
  const { top, height } = header
  const next = top + height
  const below = rows[next]?.cells ?? []
  if (below.every((text) => text === '')) return false
  const crosses = merges.some(
    (range) =>
      range.top >= top &&
      range.top < next &&
      range.bottom >= next &&
      range.bottom < top + MAX_HEIGHT,
  )
  return crosses || namesNameless(below, header)
}

/** Whether a row holds short words only where the header above has none or has a group, and has no record's beginning. */
function namesNameless(below: readonly string[], { columns }: FoundHeader): boolean {
  const words = below.flatMap((text, column) => (text === '' ? [] : { text, column }))
  const nameless = words.filter(({ column }) => (columns[column]?.segments.length ?? 0) === 0)
  const first = columns.find(({ guess }) => guess !== null)?.column ?? 0
  return (
    nameless.length > 0 &&
    words[0] !== undefined &&
    words[0].column > first &&
    words.every(({ text }) => text.length <= LONGEST_PART && !/\d/.test(text))
  )
}

type Grid = readonly (readonly string[])[]

function bestOf(grid: Grid, search: HeaderSearch, near: boolean, rows: number): FoundHeader | null {
  let best: FoundHeader | null = null
  const enough = Math.min(ENOUGH_FIELDS, search.names.all.length)
  for (const top of tops(grid, search, near, rows)) {
    for (
      let height = search.height ?? 1;
      height <= Math.min(MAX_HEIGHT, grid.length - top);
      height += 1
    ) {
      const found = rate(grid, top, height, search, near)
      if (fieldsIn(found) >= enough && found.score > (best?.score ?? 0)) best = found
    }
  }
  return best
}

/** Rows where a header may begin. A header looked for by outright names shows one in its first row. */
function tops(grid: Grid, { names, top }: HeaderSearch, near: boolean, rows: number): number[] {
  if (top !== null) return top < grid.length ? [top] : []
  const all = Array.from({ length: Math.min(rows, grid.length) }, (_, row) => row)
  if (near) return all
  return all.filter((row) =>
    (grid[row] ?? []).some(
      (text) => text !== '' && text.length <= LONGEST_NAME && namedFields([text], names).length > 0,
    ),
  )
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
