import { Writable } from 'node:stream'
import type ExcelJS from 'exceljs'
import { textWidth } from './gongwen/signature.js'
import { stableZip } from './stable-zip.js'

/** One sheet of a workbook of facts: `widths` in characters; cells are text or numbers, null is shown as —. */
export interface FactSheet {
  readonly name: string
  readonly title: string
  readonly columns: readonly { readonly title: string; readonly width: number }[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

const THIN = { style: 'thin' } as const
const BORDER = { top: THIN, bottom: THIN, left: THIN, right: THIN }
const POINTS = 10.5
const AUTHOR = 'hallkit'

/** exceljs computes no heights and LibreOffice does not fit them either: lines times the pitch, generously. */
function rowHeight(cells: readonly (string | number | null)[], widths: readonly number[]): number {
  const lines = cells.map((cell, index) => {
    const columnChars = Math.max(1, (widths[index] ?? 10) - 1)
    return String(cell ?? '')
      .split('\n')
      .reduce(
        (sum, line) => sum + Math.max(1, Math.ceil((textWidth(line) * 2 * 1.08) / columnChars)),
        0,
      )
  })
  return Math.max(...lines, 1) * POINTS * 1.4 + 5
}

/** Rows are committed one by one: what is written needs no more memory, however long the journal. */
function addSheet(workbook: ExcelJS.stream.xlsx.WorkbookWriter, spec: FactSheet): void {
  const landscape = spec.columns.reduce((sum, column) => sum + column.width, 0) > 95
  const sheet = workbook.addWorksheet(spec.name, {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: {
      paperSize: 9,
      orientation: landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:2',
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  })
  const widths = spec.columns.map((column) => column.width)
  sheet.columns = widths.map((width) => ({ width }))
  sheet.autoFilter = { from: { row: 2, column: 1 }, to: { row: 2, column: spec.columns.length } }
  addTitle(sheet, spec)
  const titles = spec.columns.map((column) => column.title)
  addRow(sheet, titles, rowHeight(titles, widths), () => HEAD_STYLE)
  for (const cells of spec.rows) {
    const shown = cells.map((cell) => cell ?? '—')
    const height = Math.min(409, rowHeight(cells, widths))
    addRow(sheet, shown, height, (value) => (typeof value === 'number' ? NUMBER_STYLE : TEXT_STYLE))
  }
  sheet.commit()
}

function addTitle(sheet: ExcelJS.Worksheet, { title, columns }: FactSheet): void {
  const row = sheet.addRow([title])
  sheet.mergeCells(1, 1, 1, Math.max(1, columns.length))
  row.height = 30
  row.getCell(1).style = {
    font: { name: '黑体', size: 15 },
    alignment: { horizontal: 'center', vertical: 'middle' },
  }
  row.commit()
}

function addRow(
  sheet: ExcelJS.Worksheet,
  cells: readonly (string | number)[],
  height: number,
  styleOf: (value: string | number) => Partial<ExcelJS.Style>,
): void {
  const row = sheet.addRow(cells)
  row.height = height
  cells.forEach((value, index) => {
    row.getCell(index + 1).style = styleOf(value)
  })
  row.commit()
}

const HEAD_STYLE: Partial<ExcelJS.Style> = {
  border: BORDER,
  font: { name: '黑体', size: POINTS },
  alignment: { vertical: 'middle', wrapText: true, horizontal: 'center' },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF4' } },
}

const cellStyle = (horizontal: 'left' | 'center'): Partial<ExcelJS.Style> => ({
  border: BORDER,
  font: { name: '宋体', size: POINTS },
  alignment: { vertical: 'middle', wrapText: true, horizontal },
})
const TEXT_STYLE = cellStyle('left')
const NUMBER_STYLE = cellStyle('center')

/** Gathers what a stream is given. */
function collector(): { readonly stream: Writable; readonly bytes: () => Uint8Array } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk)
      done()
    },
  })
  return { stream, bytes: () => Buffer.concat(chunks) }
}

/** A workbook of plain ranges, A4, header rows repeated; equal facts give equal bytes. Values are never formulas. */
export async function renderXlsx(sheets: readonly FactSheet[], day: string): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs')
  const { stream, bytes } = collector()
  const workbook = new Excel.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: true,
    zip: { zlib: { level: 0 } }, // packed by stableZip
  })
  workbook.creator = AUTHOR
  workbook.lastModifiedBy = AUTHOR
  workbook.created = new Date(`${day}T00:00:00Z`)
  workbook.modified = workbook.created
  for (const sheet of sheets) addSheet(workbook, sheet)
  await workbook.commit()
  return stableZip(bytes(), day)
}
