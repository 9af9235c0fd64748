import type ExcelJS from 'exceljs'
import { RETURN_NAMES, type ReturnNotes, type ReturnSummary } from './return-model.js'
import { fillOf } from './return-paint.js'

/** A page as wide as the table: what people print is read across. */
export const WIDE_PAGE = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToHeight: 0,
} as const

const SIDE = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const
const BORDER = { top: SIDE, bottom: SIDE, left: SIDE, right: SIDE }
const FONT = { name: '宋体', size: 10.5 } as const
const TEXT: Partial<ExcelJS.Style> = {
  font: FONT,
  border: BORDER,
  alignment: { wrapText: true, vertical: 'top' },
}
const HEAD: Partial<ExcelJS.Style> = {
  font: { ...FONT, bold: true },
  border: BORDER,
  alignment: { wrapText: true, vertical: 'middle', horizontal: 'center' },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF4' } },
}
const WIDTHS = [20, 30, 44, 50, 12]
const LINE_POINTS = 15

/** Adds the first sheet: what was counted, and one line per finding with a link to its cell. */
export function addSummary(
  workbook: ExcelJS.Workbook,
  name: string,
  summary: ReturnSummary,
  sheetNames: (sheet: string) => string,
): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(name, {
    properties: { tabColor: { argb: 'FFC00000' } },
    pageSetup: WIDE_PAGE,
  })
  sheet.columns = WIDTHS.map((width) => ({ width }))
  addTitle(sheet, summary.title, WIDTHS.length)
  for (const fact of summary.facts) addFact(sheet, fact)
  sheet.addRow([])
  addTable(sheet, summary.counts)
  sheet.addRow([])
  styleRow(sheet.addRow([...summary.columns]), HEAD)
  for (const { sheet: target, cell, level, texts } of summary.lines) {
    const row = sheet.addRow([...texts])
    styleRow(row, TEXT)
    row.getCell(1).value = linkTo(sheetNames(target), cell, texts[0] ?? cell)
    row.getCell(1).style = {
      ...TEXT,
      font: { ...FONT, underline: true, color: { argb: 'FF0563C1' } },
      fill: fillOf(level),
    }
    row.height = heightOf(texts)
  }
  return sheet
}

/** Adds the sheet that says how the form is filled in. */
export function addNotes(workbook: ExcelJS.Workbook, { title, rows }: ReturnNotes): void {
  const sheet = workbook.addWorksheet(RETURN_NAMES.notes, { pageSetup: WIDE_PAGE })
  sheet.columns = [{ width: 22 }, { width: 10 }, { width: 44 }, { width: 60 }]
  addTitle(sheet, title, 4)
  addTable(sheet, rows)
}

/** Rows of which the first is the head. */
function addTable(sheet: ExcelJS.Worksheet, rows: readonly (readonly (string | number)[])[]): void {
  for (const [index, cells] of rows.entries()) {
    styleRow(sheet.addRow([...cells]), index === 0 ? HEAD : TEXT)
  }
}

function addTitle(sheet: ExcelJS.Worksheet, title: string, columns: number): void {
  const row = sheet.addRow([title])
  sheet.mergeCells(1, 1, 1, columns)
  row.height = 30
  row.getCell(1).style = {
    font: { name: '黑体', size: 15 },
    alignment: { horizontal: 'center', vertical: 'middle' },
  }
}

function addFact(sheet: ExcelJS.Worksheet, [label, value]: readonly [string, string]): void {
  const row = sheet.addRow([label, value])
  sheet.mergeCells(row.number, 2, row.number, WIDTHS.length)
  styleRow(row, TEXT)
  row.getCell(1).style = HEAD
  row.height = Math.max(1, Math.ceil((value.length * 2) / 130)) * LINE_POINTS + 3
}

function styleRow(row: ExcelJS.Row, style: Partial<ExcelJS.Style>): void {
  row.eachCell({ includeEmpty: true }, (cell) => {
    cell.style = style
  })
}

/** A link inside the workbook that Excel, WPS and LibreOffice all follow; quotes of the sheet's name are doubled. */
function linkTo(sheet: string, cell: string, text: string): ExcelJS.CellFormulaValue {
  const target = `#'${sheet.replaceAll("'", "''")}'!${cell}`
  const quote = (part: string): string => `"${part.replaceAll('"', '""')}"`
  return { formula: `HYPERLINK(${quote(target)},${quote(text)})`, result: text }
}

function heightOf(texts: readonly string[]): number {
  const lines = texts.map((text, index) => {
    const room = Math.max(4, Math.floor(((WIDTHS[index] ?? 20) - 2) / 2))
    return text
      .split('\n')
      .reduce((sum, line) => sum + Math.ceil(Math.max(1, line.length) / room), 0)
  })
  return Math.min(400, Math.max(1, ...lines) * LINE_POINTS + 3)
}
