import type ExcelJS from 'exceljs'
import type { Level } from '../errors/index.js'
import { parseRange, rangeName } from './address.js'
import type { Sheet } from './model.js'
import { RETURN_NAMES, type ReturnMark } from './return-model.js'

/** Our own colours, a shade beside the usual ones, so that our fill is known from the unit's when the file comes back. */
const FILL: Readonly<Record<Level, string>> = {
  error: 'FFFFC7CF',
  warning: 'FFFFEB9D',
  hint: 'FFDDEBF6',
}
const WIDTH = 50
/** Full-width characters on a line of that column, and the height of a line in points. */
const LINE_CHARS = 23
const LINE_POINTS = 15
const HIGHEST = 400
const LONGEST = 3_000

/** The fill that a level has everywhere in a return file. */
export function fillOf(level: Level): ExcelJS.Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb: FILL[level] } }
}

/** The first 0-based column right of everything that a sheet holds. */
export function freeColumn(sheet: Sheet): number {
  const edges = sheet.merges.map((name) => (parseRange(name)?.right ?? -1) + 1)
  return Math.max(sheet.columns, ...edges)
}

/**
 * Colours the marked cells and writes each row's words into a column of our own, below its heading: what is wrong with the
 * header itself is coloured here and told on the first sheet.
 */
export function paintMarks(
  sheet: ExcelJS.Worksheet,
  column: number,
  headerRow: number,
  marks: readonly ReturnMark[],
): void {
  const gentlestFirst = [...marks].sort((a, b) => weight(a.level) - weight(b.level))
  for (const { cell, level } of gentlestFirst) if (cell !== null) paint(sheet.getCell(cell), level)
  const words = sheet.getColumn(column + 1)
  words.width = WIDTH
  words.hidden = false
  const head = sheet.getCell(headerRow, column + 1)
  head.value = RETURN_NAMES.column
  head.style = wordStyle('error', true)
  const below = marks.filter(({ row }) => row > headerRow)
  for (const [row, own] of groupByRow(below)) writeWords(sheet.getRow(row), column, own)
  printBeside(sheet, column)
}

/** A page of A4 on its side takes about so many characters that can still be read. */
const LEGIBLE = 180
const UPRIGHT = 100
const USUAL_WIDTH = 9

/** Prints the words on the page of what they are about, where both fit on one: not on a page of their own. */
function printBeside(sheet: ExcelJS.Worksheet, column: number): void {
  const widths = Array.from(
    { length: column + 1 },
    (_, at) => sheet.getColumn(at + 1).width ?? USUAL_WIDTH,
  )
  const width = widths.reduce((sum, one) => sum + one, 0)
  const area = parseRange(sheet.pageSetup.printArea ?? '')
  if (area !== null) sheet.pageSetup.printArea = rangeName({ ...area, right: column })
  if (width > LEGIBLE || sheet.pageSetup.fitToPage === true) return
  const turned = width > UPRIGHT ? ({ orientation: 'landscape' } as const) : {}
  Object.assign(sheet.pageSetup, { fitToPage: true, fitToWidth: 1, fitToHeight: 0, ...turned })
}

/** Takes away what an earlier return file painted and wrote. */
export function unpaint(sheet: ExcelJS.Worksheet, column: number | undefined): void {
  const ours = new Set(Object.values(FILL))
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      const { fill } = cell
      if (fill?.type !== 'pattern' || !ours.has(fill.fgColor?.argb ?? '')) return
      const { fill: _, ...rest } = cell.style
      cell.style = rest
    })
  })
  if (column === undefined) return
  const top = headingRow(sheet, column)
  for (let row = top; row <= sheet.rowCount; row += 1) {
    const cell = sheet.getCell(row, column + 1)
    cell.value = null
    cell.style = {}
  }
}

function headingRow(sheet: ExcelJS.Worksheet, column: number): number {
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    if (sheet.getCell(row, column + 1).value === RETURN_NAMES.column) return row
  }
  return sheet.rowCount + 1
}

/** Styles of a loaded workbook are shared between cells: each painted cell gets one of its own. */
function paint(cell: ExcelJS.Cell, level: Level): void {
  const own = cell.isMerged ? cell.master : cell
  own.style = { ...own.style, fill: fillOf(level) }
}

function weight(level: Level): number {
  return { hint: 0, warning: 1, error: 2 }[level]
}

function groupByRow(marks: readonly ReturnMark[]): ReadonlyMap<number, readonly ReturnMark[]> {
  const rows = new Map<number, ReturnMark[]>()
  for (const mark of marks) {
    const own = rows.get(mark.row) ?? []
    if (!own.some(({ text }) => text === mark.text)) own.push(mark)
    rows.set(mark.row, own)
  }
  return rows
}

function writeWords(row: ExcelJS.Row, column: number, marks: readonly ReturnMark[]): void {
  const worst = marks.reduce((most, { level }) => Math.max(most, weight(level)), 0)
  const level = marks.find((mark) => weight(mark.level) === worst)?.level ?? 'error'
  const text = marks
    .map((mark, index) => (marks.length > 1 ? `${index + 1}. ${mark.text}` : mark.text))
    .join('\n')
    .slice(0, LONGEST)
  const cell = row.getCell(column + 1)
  cell.value = text
  cell.style = wordStyle(level, false)
  const lines = text.split('\n').reduce((sum, line) => sum + linesOf(line), 0)
  const needed = Math.min(HIGHEST, lines * LINE_POINTS + 4)
  if (needed > (row.height ?? LINE_POINTS)) row.height = needed
}

function linesOf(line: string): number {
  return Math.max(1, Math.ceil(line.length / LINE_CHARS))
}

function wordStyle(level: Level, isHeader: boolean): Partial<ExcelJS.Style> {
  const side = { style: 'thin' } as const
  return {
    font: { name: '宋体', size: 10.5, bold: isHeader, color: { argb: 'FF9C0006' } },
    fill: fillOf(level),
    border: { top: side, bottom: side, left: side, right: side },
    alignment: { wrapText: true, vertical: 'top', horizontal: isHeader ? 'center' : 'left' },
  }
}
