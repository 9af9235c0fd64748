import type ExcelJS from 'exceljs'
import { pageBreaks } from './export-pages.js'
import { heightOf, pageHeight, pageOf, STYLES, type StyleName } from './export-style.js'

/** A column: its width in characters, the style of its cells. */
export interface Column {
  readonly title: string
  readonly width: number
  readonly style: StyleName
}

/** A sheet to print: title, a line below it, a table, and what is signed. */
export interface Table {
  readonly name: string
  readonly title: string
  readonly line: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** What stands below the table for signing, null when nobody signs. */
  readonly signature: string | null
}

const HEAD_ROW = 3
/** What stands in place of a person that is missing. */
export const GAP = '缺'
const SIGNATURE_HEIGHT = 108
/** An empty row between the table and what is signed. */
const SPACE = 12

/** Adds a sheet that prints on A4, its header row on every page. What is signed shares a page with the last rows. */
export function addTable(workbook: ExcelJS.Workbook, table: Table): void {
  const { columns, rows, signature } = table
  const width = columns.reduce((sum, { width: one }) => sum + one, 0)
  const isLandscape = width > 95
  const sheet = workbook.addWorksheet(table.name, pageOf(HEAD_ROW, isLandscape))
  sheet.columns = columns.map((one) => ({ width: one.width }))
  addLine(sheet, { row: 1, text: table.title, style: 'title', height: 34 }, columns.length)
  const lineHeight = heightOf([[table.line, width]])
  addLine(sheet, { row: 2, text: table.line, style: 'line', height: lineHeight }, columns.length)
  addRow(sheet, { at: HEAD_ROW, cells: columns.map(({ title }) => title), isHead: true }, columns)
  rows.forEach((cells, index) => {
    addRow(sheet, { at: HEAD_ROW + 1 + index, cells, isHead: false }, columns)
  })
  if (signature !== null) addSignature(sheet, table, signature, isLandscape)
}

function addSignature(
  sheet: ExcelJS.Worksheet,
  { columns, rows }: Table,
  text: string,
  isLandscape: boolean,
): void {
  const last = HEAD_ROW + rows.length
  sheet.getRow(last + 1).height = SPACE
  const line = { row: last + 2, text, style: 'line', height: SIGNATURE_HEIGHT } as const
  addLine(sheet, line, columns.length)
  const heights = Array.from({ length: last }, (_, index) => sheet.getRow(index + 1).height)
  const head = heights.slice(0, HEAD_ROW).reduce((sum, height) => sum + height, 0)
  const room = pageHeight(isLandscape) - head
  for (const row of pageBreaks(heights.slice(HEAD_ROW), room, SPACE + SIGNATURE_HEIGHT)) {
    sheet.getRow(HEAD_ROW + row).addPageBreak()
  }
}

interface Line {
  readonly row: number
  readonly text: string
  readonly style: StyleName
  readonly height: number
}

function addLine(
  sheet: ExcelJS.Worksheet,
  { row, text, style, height }: Line,
  columns: number,
): void {
  sheet.mergeCells(row, 1, row, columns)
  sheet.getRow(row).height = height
  const cell = sheet.getCell(row, 1)
  cell.value = text
  cell.style = STYLES[style]
}

interface Row {
  readonly at: number
  readonly cells: readonly string[]
  readonly isHead: boolean
}

function addRow(
  sheet: ExcelJS.Worksheet,
  { at, cells, isHead }: Row,
  columns: readonly Column[],
): void {
  const row = sheet.getRow(at)
  columns.forEach(({ style }, index) => {
    const text = cells[index] ?? ''
    const cell = row.getCell(index + 1)
    cell.value = text
    const own = text === GAP ? 'gap' : style
    cell.style = STYLES[isHead ? 'head' : own]
  })
  row.height = heightOf(columns.map(({ width }, index) => [cells[index] ?? '', width]))
}

/** A column of a table. */
export function column(title: string, width: number, style: StyleName = 'text'): Column {
  return { title, width, style }
}
