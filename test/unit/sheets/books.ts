import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { tempFolder } from '../../support/temp-folder.js'

export type Cell = string | number | boolean | XLSX.CellObject | null

/** A sheet to write: rows of cells, merges as A1 ranges, 0-based hidden rows. */
export interface SheetPlan {
  readonly name?: string
  readonly rows: readonly (readonly Cell[])[]
  readonly merges?: readonly string[]
  readonly hiddenRows?: readonly number[]
  readonly hidden?: 0 | 1 | 2
}

/** Bytes of a workbook in any format that SheetJS writes. */
export function workbook(
  plans: readonly SheetPlan[],
  bookType: XLSX.BookType = 'xlsx',
  date1904 = false,
): Uint8Array {
  const names = plans.map(({ name }, at) => name ?? `表${at + 1}`)
  const sheets = Object.fromEntries(plans.map((plan, at) => [names[at], sheetOf(plan)]))
  const Workbook = {
    Sheets: plans.map(({ hidden }) => ({ Hidden: hidden ?? 0 })),
    WBProps: { date1904 },
  }
  const book = { SheetNames: names, Sheets: sheets, Workbook }
  return XLSX.write(book, {
    type: 'buffer',
    bookType,
    compression: true,
    bookSST: bookType !== 'biff5',
  })
}

function sheetOf({ rows, merges, hiddenRows }: SheetPlan): XLSX.WorkSheet {
  const sheet = XLSX.utils.aoa_to_sheet(rows.map((row) => [...row]))
  sheet['!merges'] = merges?.map((range) => XLSX.utils.decode_range(range)) ?? []
  if (hiddenRows !== undefined) {
    sheet['!rows'] = rows.map((_, at) => ({ hidden: hiddenRows.includes(at) }))
  }
  return sheet
}

/** Writes bytes or text under a name in a fresh folder and gives the path. */
export async function fileOf(name: string, content: Uint8Array | string): Promise<string> {
  const file = join(await tempFolder(), name)
  await writeFile(file, content)
  return file
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** Parts of a minimal .xlsx whose one sheet holds the given XML. */
export function xlsxParts(sheetXml: string): Record<string, Uint8Array> {
  const rel = (id: string, type: string, target: string) =>
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="${id}" Type="${RELS}/${type}" Target="${target}"/></Relationships>`
  const override = (part: string, type: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`
  return {
    '[Content_Types].xml': strToU8(
      `<Types xmlns="${PACKAGE}/content-types">${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/worksheets/sheet1.xml', 'worksheet')}</Types>`,
    ),
    '_rels/.rels': strToU8(rel('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(rel('rId1', 'worksheet', 'worksheets/sheet1.xml')),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet xmlns="${MAIN}">${sheetXml}</worksheet>`),
  }
}

/** Bytes of that .xlsx. */
export function xlsxOf(sheetXml: string): Uint8Array {
  return zipSync(xlsxParts(sheetXml))
}
