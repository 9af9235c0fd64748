import { basename, resolve } from 'node:path'
import { z } from 'zod'
import { columnIndex, readBook, type Sheet, type SheetRow } from '../../sheets/index.js'
import { type Flaw, flaw } from '../flaw.js'
import { filesOf, sha256Of } from './files.js'
import { closing, headerOf } from './header.js'
import type { Reading, Source, SourceBatch, SourceTable } from './model.js'
import type { Place } from './place.js'
import { findTable, uniqueNames } from './table.js'
import { togetherOption } from './together.js'

/** Options of the `excel` driver: any table file that `sheet inspect` reads, or every one of a folder. */
export const excelOptions = z.strictObject({
  driver: z.literal('excel'),
  path: z.string().min(1),
  /** The row (as Excel numbers it) that names the columns, by table; found when not given. */
  header: z.record(z.string(), z.int().positive()).default({}),
  together: togetherOption,
})

interface ExcelTable extends SourceTable {
  readonly sheet: Sheet
  readonly top: number
  readonly header: readonly string[]
}

const BOOKS = /\.(?:xlsx|xlsm|xlsb|xls|et|ods|csv|tsv|html?|docx)$/i

/**
 * Opens workbooks with the sheet machinery: each sheet is a table called as the sheet, in a folder `文件名/表名`. Values are
 * the text that a person sees, and what its format hides of a number or of a time; wholly blank rows, and the header printed again, are no rows; a row with a cell that Excel has damaged is a damaged row.
 * HK-MIG-001 when nothing is there, HK-SHEET errors for files that are no tables.
 */
export async function openExcel(
  { path, header }: z.output<typeof excelOptions>,
  { folder }: Place,
): Promise<Source> {
  const files = await filesOf(resolve(folder, path), path, BOOKS)
  const book = bookReader(files.size === 1, header)
  const all = async (): Promise<SourceTable[]> => {
    const found: SourceTable[] = []
    for (const file of files.values())
      for (const { sheet: _, ...table } of await book(file)) found.push(table)
    return found
  }
  const find = async (name: string): Promise<ExcelTable> => {
    const own = [...files.values()].filter((file) => name.startsWith(`${basename(file)}/`))
    for (const file of files.size === 1 ? files.values() : own) {
      const found = (await book(file)).find((table) => table.name === name)
      if (found !== undefined) return found
    }
    const names = (await all()).map((table) => table.name)
    return find(findTable(names, name, path))
  }
  return {
    describe: (name) => (name === undefined ? all() : find(name).then((table) => [table])),
    count: async (name) => rowsOf(await find(name)).length,
    fingerprint: async (name) => sha256Of((await find(name)).file),
    read: async function* (reading) {
      yield* batches(await find(reading.table), reading)
    },
    close: async () => undefined,
  }
}

/** Reads the tables of a workbook. One is held at a time: a folder may have hundreds. */
function bookReader(isOnly: boolean, header: z.output<typeof excelOptions>['header']) {
  let held: { readonly file: string; readonly tables: Promise<ExcelTable[]> } | null = null
  const read = async (file: string): Promise<ExcelTable[]> => {
    const { sheets } = await readBook(file, { exact: true })
    return sheets.flatMap((sheet) => {
      const name = isOnly ? sheet.name : `${basename(file)}/${sheet.name}`
      return tableOf(sheet, { name, file, header: header[name] }) ?? []
    })
  }
  return (file: string): Promise<ExcelTable[]> => {
    if (held?.file !== file) held = { file, tables: read(file) }
    return held.tables
  }
}

/** A sheet with a header; null for one without a word, which is no table. */
function tableOf(
  sheet: Sheet,
  { name, file, header }: { name: string; file: string; header: number | undefined },
): ExcelTable | null {
  if (!sheet.rows.some(({ cells }) => cells.some((cell) => cell !== ''))) return null
  const top =
    header === undefined ? headerOf(sheet.rows) : sheet.rows.find(({ row }) => row === header)
  const cells = top?.cells ?? []
  const width = Math.max(cells.length, sheet.columns)
  const names = uniqueNames(Array.from({ length: width }, (_, at) => cells[at] ?? ''))
  const columns = names.map((column) => ({ name: column, type: '' }))
  return { name, columns, key: [], file, encoding: '', sheet, top: top?.row ?? 0, header: cells }
}

function rowsOf({ sheet, top, header }: ExcelTable): readonly SheetRow[] {
  const isAgain = (cells: readonly string[]) =>
    header.length > 1 && header.every((name, at) => name === (cells[at] ?? ''))
  return sheet.rows.filter(
    ({ row, cells }) => row > top && cells.some((cell) => cell !== '') && !isAgain(cells),
  )
}

async function* batches(
  table: ExcelTable,
  { from, rows: size }: Reading,
): AsyncGenerator<SourceBatch> {
  const all = rowsOf(table)
  const damaged = damagedRows(table)
  const { columns } = table
  for (let at = Number(from ?? 0); at < all.length; at += size) {
    const page = all.slice(at, at + size)
    const flaws = new Map<number, Flaw>()
    for (const [index, { row, cells }] of page.entries()) {
      const found = damaged.get(row) ?? closing(columns.map((_, at) => cells[at] ?? ''))
      if (found !== undefined) flaws.set(index, found)
    }
    yield {
      rows: page.map(({ cells }) => columns.map((_, column) => cells[column] ?? '')),
      numbers: page.map(({ row }) => row),
      flaws,
      end: String(at + page.length),
      share: (at + page.length) / all.length,
    }
  }
}

/** Rows with a cell that is not what was typed: digits that Excel lost, a formula without a result. */
function damagedRows({ sheet, columns }: ExcelTable): ReadonlyMap<number, Flaw> {
  return new Map(
    sheet.suspicious.map(({ code, params, row = 0, cell = '' }) => {
      const at = columnIndex(cell.replace(/\d+$/, ''))
      return [row, flaw(code, params, at === null ? '' : columns[at]?.name)]
    }),
  )
}
