import { type Finding, found } from '../errors/index.js'
import { type CellRange, cellAddress, columnName, rangeName } from './address.js'
import { cleanText, isDamaged, isShortened, numberText, specialText } from './cell-text.js'
import type { Sheet, SheetRow, SheetState } from './model.js'
import type { PackedCell, PackedRow, PackedSheet } from './packed-book.js'

interface Building {
  readonly file: string
  readonly sheet: string
  readonly suspicious: Finding[]
}

const NO_CELLS: readonly string[] = []
const STATES: readonly SheetState[] = ['visible', 'hidden', 'veryHidden']

/** A sheet with texts as a person sees them; rows between the first and the last value are all there. */
export function buildSheet(packed: PackedSheet, file: string): Sheet {
  const building: Building = { file, sheet: packed.name, suspicious: [] }
  const texts = new Map<number, string[]>()
  for (const row of packed.rows) texts.set(row.row, rowTexts(row, building))
  const merges = packed.merges
    .map(([top, left, bottom, right]) => ({ top, left, bottom, right }))
    .filter(({ top, left, bottom, right }) => bottom > top || right > left)
  const last = lastRow(texts)
  for (const merge of merges) fillDown(texts, merge, last)
  const rows = physicalRows(texts, new Set(packed.hiddenRows))
  return {
    name: packed.name,
    state: STATES[packed.hidden] ?? 'visible',
    columns: rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0),
    merges: merges.filter(({ top }) => top < rows.length).map(rangeName),
    rows,
    ...(packed.widths === undefined ? {} : { widths: packed.widths }),
    suspicious: building.suspicious,
  }
}

function rowTexts(row: PackedRow, building: Building): string[] {
  const texts = row.plain.map((value, column) => plainText(value, column, row.row, building))
  for (const cell of row.special) {
    texts[cell.column] = specialText(cell)
    suspect(cell, row.row, building)
  }
  return texts
}

function plainText(
  value: string | number | boolean | null,
  column: number,
  row: number,
  building: Building,
): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  const text = typeof value === 'number' ? numberText(value) : cleanText(value)
  const damaged = typeof value === 'number' ? isDamaged(value) : isShortened(text)
  if (damaged) building.suspicious.push(damage(text, column, row, building))
  return text
}

function suspect(cell: PackedCell, row: number, building: Building): void {
  const place = placeOf(cell.column, row, building)
  if (cell.kind === 'uncached') {
    building.suspicious.push(found('HK-SHEET-102', { formula: cell.formula }, place))
  }
  if (cell.kind === 'error') {
    building.suspicious.push(found('HK-SHEET-103', { shown: cell.shown }, place))
  }
  if (cell.kind === 'number' && isDamaged(cell.value)) {
    building.suspicious.push(damage(specialText(cell), cell.column, row, building))
  }
}

function damage(text: string, column: number, row: number, building: Building): Finding {
  return found('HK-SHEET-101', { shown: text }, { ...placeOf(column, row, building), value: text })
}

function placeOf(column: number, row: number, { file, sheet }: Building) {
  return {
    file,
    sheet,
    row: row + 1,
    column: columnName(column),
    cell: cellAddress(column, row + 1),
  }
}

function lastRow(texts: ReadonlyMap<number, readonly string[]>): number {
  let last = -1
  for (const [row, cells] of texts) if (row > last && cells.some((text) => text !== '')) last = row
  return last
}

/** A merged cell's value belongs to every row that it spans, no further than the sheet's last value. */
function fillDown(texts: Map<number, string[]>, merge: CellRange, last: number): void {
  const value = texts.get(merge.top)?.[merge.left] ?? ''
  if (value === '') return
  const bottom = Math.min(merge.bottom, last)
  for (let row = merge.top + 1; row <= bottom; row += 1) {
    const cells = texts.get(row) ?? []
    while (cells.length < merge.left) cells.push('')
    cells[merge.left] = value
    texts.set(row, cells)
  }
}

function physicalRows(
  texts: ReadonlyMap<number, string[]>,
  hidden: ReadonlySet<number>,
): SheetRow[] {
  const rows: SheetRow[] = []
  const last = lastRow(texts)
  for (let row = 0; row <= last; row += 1) {
    rows.push({ row: row + 1, cells: trimEnd(texts.get(row) ?? NO_CELLS), hidden: hidden.has(row) })
  }
  return rows
}

function trimEnd(cells: readonly string[]): readonly string[] {
  let size = cells.length
  while (size > 0 && cells[size - 1] === '') size -= 1
  return size === cells.length ? cells : cells.slice(0, size)
}
