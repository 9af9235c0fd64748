import { AppError } from '../errors/index.js'
import type { ReadLimits } from './limits.js'
import type { OpenedFile } from './row-reader.js'
import { type WordTable, wordTables } from './word-tables.js'
import { cleanText } from './worker/cell-text.js'
import type { RowBlock } from './worker/messages.js'

const DOCUMENT = /^word[\\/]document\d*\.xml$/i

/** Whether an entry of an archive is the text of a .docx. */
export function isWordText(name: string): boolean {
  return DOCUMENT.test(name)
}

/** The tables of a .docx as sheets that need no worker. HK-SHEET-008 when they hold too many cells. */
export function openWordText(xml: string, file: string, limits: ReadLimits): OpenedFile {
  const tables = wordTables(xml)
  const cells = tables.reduce(
    (sum, { rows }) => rows.reduce((all, row) => all + row.length, sum),
    0,
  )
  if (cells > limits.cells)
    throw new AppError('HK-SHEET-008', { file, what: 'cells', limit: limits.cells })
  return {
    sheets: tables.map(({ merges }, index) => ({
      name: `表格${index + 1}`,
      hidden: 0,
      broken: false,
      merges,
      hiddenColumns: [],
      widths: [],
    })),
    rows: (sheet) => blocksOf(tables[sheet]),
    close: () => undefined,
  }
}

function* blocksOf(table: WordTable | undefined): Generator<RowBlock> {
  const texts = table?.rows ?? []
  const rows = texts.map((cells, row) => ({ row, hidden: false, cells: cells.map(cleanText) }))
  yield { rows, odd: [] }
}
