import { AppError, type Finding, found } from '../errors/index.js'
import { type CellRange, cellAddress, columnName, rangeName } from './address.js'
import { HEAD_ROWS, type ReadLimits } from './limits.js'
import type { OpenSheet, SheetRow, SheetState } from './model.js'
import { physicalRows } from './physical-rows.js'
import type { OpenedFile } from './row-reader.js'
import type { OddCell, RowText, SheetHead } from './worker/messages.js'

const STATES: readonly SheetState[] = ['visible', 'hidden', 'veryHidden']

interface OpenFile {
  readonly file: string
  readonly opened: OpenedFile
  readonly limits: ReadLimits
}

/** A sheet of an open file. Its upper rows are read at once, all of them each time somebody asks. */
export function openSheet(
  { file, opened, limits }: OpenFile,
  index: number,
  about: SheetHead,
): OpenSheet {
  const merges = about.merges
    .map(([top, left, bottom, right]) => ({ top, left, bottom, right }))
    .filter(({ top, left, bottom, right }) => bottom > top || right > left)
  const place = { file, sheet: about.name }
  if (areaInHead(merges) > limits.cells) throw tooManyMerges(file, limits)
  let suspicious: Finding[] = []
  function* rows(): Generator<SheetRow> {
    const odd: Finding[] = []
    let filled = 0
    const count = (ranges: number): void => {
      filled += ranges
      if (filled > limits.cells) throw tooManyMerges(file, limits)
    }
    const texts = textsOf(opened, index, (cell) => odd.push(oddFinding(cell, place)))
    yield* physicalRows(texts, merges, count)
    suspicious = odd
  }
  const head = headOf(rows())
  return {
    name: about.name,
    state: STATES[about.hidden] ?? 'visible',
    merges: merges.map(rangeName),
    widths: about.widths,
    hiddenColumns: about.hiddenColumns.map(columnName),
    head: head.rows,
    rows: { [Symbol.iterator]: () => (head.isWhole ? head.rows.values() : rows()) },
    suspicious: () => suspicious,
  }
}

/** Cells that merges cover in the rows where a header is looked for; sound ones never overlap. */
function areaInHead(merges: readonly CellRange[]): number {
  return merges.reduce((sum, { top, left, bottom, right }) => {
    const height = Math.min(bottom, HEAD_ROWS - 1) - top + 1
    return height > 0 ? sum + height * (right - left + 1) : sum
  }, 0)
}

function tooManyMerges(file: string, { cells: limit }: ReadLimits): AppError {
  return new AppError('HK-SHEET-008', { file, what: 'merges', limit })
}

function* textsOf(
  opened: OpenedFile,
  index: number,
  onOdd: (cell: OddCell) => void,
): Generator<RowText> {
  for (const block of opened.rows(index)) {
    block.odd.forEach(onOdd)
    yield* block.rows
  }
}

/** The upper rows, and whether they are all there is. */
function headOf(rows: Generator<SheetRow>): {
  readonly rows: readonly SheetRow[]
  readonly isWhole: boolean
} {
  const head: SheetRow[] = []
  for (const row of rows) {
    if (head.length === HEAD_ROWS) return { rows: head, isWhole: false }
    head.push(row)
  }
  return { rows: head, isWhole: true }
}

function oddFinding(
  { kind, row, column, text }: OddCell,
  { file, sheet }: { readonly file: string; readonly sheet: string },
): Finding {
  const cell = cellAddress(column, row + 1)
  const place = { file, sheet, row: row + 1, column: columnName(column), cell }
  if (kind === 'uncached') return found('HK-SHEET-102', { formula: text }, place)
  if (kind === 'error') return found('HK-SHEET-103', { shown: text }, place)
  return found('HK-SHEET-101', { shown: text }, { ...place, value: text })
}
