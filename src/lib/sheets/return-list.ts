import type ExcelJS from 'exceljs'
import { columnName } from './address.js'
import { WIDE_PAGE } from './return-summary.js'
import { addChoices } from './write-rules.js'

/** A plain list as a workbook of one sheet: `widths` in characters; every cell is text, whatever it looks like. */
export interface ListSheet {
  readonly name: string
  readonly columns: readonly {
    readonly title: string
    readonly width: number
    /** Offered as a drop-down list; nothing else may be written. */
    readonly choices?: readonly string[]
  }[]
  readonly rows: readonly (readonly string[])[]
}

const SIDE = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const
const BORDER = { top: SIDE, bottom: SIDE, left: SIDE, right: SIDE }

/** The list as .xlsx bytes, its head frozen and filtered. */
export function writeList(list: ListSheet): Promise<Uint8Array> {
  return writeLists([list])
}

/** Several lists as one workbook, a sheet each. */
export async function writeLists(lists: readonly ListSheet[]): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs')
  const workbook = new Excel.Workbook()
  for (const list of lists) addList(workbook, list)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function addList(workbook: ExcelJS.Workbook, { name, columns, rows }: ListSheet): void {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { ...WIDE_PAGE, printTitlesRow: '1:1' },
  })
  sheet.columns = columns.map(({ width }) => ({ width }))
  for (const cells of [columns.map(({ title }) => title), ...rows]) {
    const row = sheet.addRow([...cells])
    const bold = row.number === 1
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.style = {
        numFmt: '@',
        border: BORDER,
        font: { name: '宋体', size: 10.5, bold },
        alignment: { wrapText: true, vertical: 'top', horizontal: bold ? 'center' : 'left' },
      }
    })
  }
  for (const [at, { choices }] of columns.entries()) {
    const letters = columnName(at)
    const range = `${letters}2:${letters}${rows.length + 1}`
    if (choices !== undefined && rows.length > 0) addChoices(sheet, range, choices)
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
}
