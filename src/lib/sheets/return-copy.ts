import type ExcelJS from 'exceljs'
import { parseRange } from './address.js'
import type { Sheet } from './model.js'
import { RETURN_NAMES } from './return-model.js'

const THIN = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const
const BORDER = { top: THIN, bottom: THIN, left: THIN, right: THIN }
const WIDEST = 60
const NARROWEST = 6

/** The name under which a sheet stands in a copy: delimited text has none of its own. */
export function copiedName(sheet: string): string {
  return sheet === '' ? RETURN_NAMES.copied : sheet
}

/** Adds a sheet with all values as texts, its merges, widths and what is hidden; texts stay texts whatever they look like. */
export function copySheet(
  workbook: ExcelJS.Workbook,
  sheet: Sheet,
  headerRows: readonly number[],
): void {
  const copy = workbook.addWorksheet(copiedName(sheet.name), { state: sheet.state })
  const slaves = mergedCells(sheet)
  for (const { row, cells, hidden } of sheet.rows) {
    const line = copy.getRow(row)
    if (hidden) line.hidden = true
    const isAlone = cells.filter((text) => text !== '').length === 1
    cells.forEach((text, column) => {
      if (text === '' || slaves.has(keyOf(row - 1, column))) return
      const cell = line.getCell(column + 1)
      cell.value = text
      cell.style = isAlone ? ALONE : styleOf(headerRows.includes(row))
    })
  }
  for (const merge of sheet.merges) copy.mergeCells(merge)
  for (let column = 0; column < sheet.columns; column += 1) {
    copy.getColumn(column + 1).width = widthOf(sheet, column)
  }
  const last = Math.max(0, ...headerRows)
  if (last > 0) copy.views = [{ state: 'frozen', ySplit: last }]
}

/** A title or a note is no cell of a table: it runs over its neighbours. */
const ALONE: Partial<ExcelJS.Style> = { numFmt: '@', font: { name: '宋体', size: 10.5 } }

function styleOf(isHeader: boolean): Partial<ExcelJS.Style> {
  return {
    numFmt: '@',
    border: BORDER,
    font: { name: '宋体', size: 10.5, bold: isHeader },
    alignment: { vertical: 'middle', wrapText: true, horizontal: isHeader ? 'center' : 'left' },
  }
}

/** Cells below a merged cell's first row, where reading repeats its value. */
function mergedCells({ merges }: Sheet): ReadonlySet<string> {
  const slaves = new Set<string>()
  for (const name of merges) {
    const range = parseRange(name)
    if (range === null) continue
    for (let row = range.top + 1; row <= range.bottom; row += 1) slaves.add(keyOf(row, range.left))
  }
  return slaves
}

function keyOf(row: number, column: number): string {
  return `${row}:${column}`
}

/** The file's own width, else one by the column's longest line. */
function widthOf({ widths, rows }: Sheet, column: number): number {
  const own = widths?.[column]
  if (own !== undefined && own !== null && own > 0) return own
  const longest = rows.slice(0, 200).reduce((most, { cells }, index) => {
    const text = index < 3 && cells.length < 3 ? '' : (cells[column] ?? '')
    return Math.max(most, ...text.split('\n').map((line) => line.length * 2))
  }, 0)
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2))
}
