import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { collectFiles, type FileResult } from '../../../src/lib/inbox/index.js'
import { type Item, listItems } from '../../../src/lib/items/index.js'
import { listQuarantine } from '../../../src/lib/workspace/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { freshStore, take } from './menghai.js'

type Rows = readonly (readonly (string | number)[])[]

export interface Given {
  readonly rows: Rows
  readonly merges?: readonly string[]
  readonly sheet?: string
  readonly file?: string
}

export const WATER = { code: '11532822999700052M', name: '勐海县水务局' }

/** Imports one workbook as items of the water office; every item that was read, stored or returned, in the order of rows. */
export async function read({ rows, merges = [], sheet = '表', file = '县水务局.xlsx' }: Given) {
  const folder = await tempFolder()
  const book = new ExcelJS.Workbook()
  const page = book.addWorksheet(sheet)
  for (const row of rows) page.addRow([...row])
  for (const range of merges) page.mergeCells(range)
  await book.xlsx.writeFile(join(folder, file))
  const store = await freshStore()
  const files = await collectFiles([join(folder, file)], folder)
  const result = await take(store, files, { only: ['items'], unit: WATER })
  const [first] = result.files as readonly [FileResult]
  const all = [
    ...listItems(store).map(({ source, ...item }) => ({ row: source.row, item: item as Item })),
    ...listQuarantine<Item>(store, 'item').map(({ source, data }) => ({
      row: source.row,
      item: data,
    })),
  ]
  const items = all.sort((a, b) => a.row - b.row).map(({ item }) => item)
  return { file: first, items, form: first.forms[0] }
}
