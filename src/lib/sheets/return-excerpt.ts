import { parseRange, rangeName } from './address.js'
import type { Sheet } from './model.js'
import type { ReturnOrder, ReturnTable } from './return-model.js'

/** Above so many cells a whole copy costs more memory and patience than it is worth. */
const MOST_CELLS = 400_000

/**
 * The same order over the rows in question only, when the book is too large to be given back whole or holds what may not be copied: everything above the
 * records, and every row of a record with something to say. Places are those of the excerpt.
 */
export function excerptOf(order: ReturnOrder): ReturnOrder {
  const { book, tables, summary, excerptNote } = order
  const cells = book.sheets.reduce((sum, { rows, columns }) => sum + rows.length * columns, 0)
  if (cells <= MOST_CELLS && order.onlyExcerpt !== true) return order
  const parts = tables.flatMap((table) => {
    const sheet = book.sheets.find(({ name }) => name === table.sheet)
    return sheet === undefined ? [] : [cut(sheet, table)]
  })
  const at = new Map(parts.map(({ sheet, rows }) => [sheet.name, rows]))
  const rowOf = (sheet: string, row: number) => at.get(sheet)?.get(row)
  const marks = order.marks.flatMap((mark) => {
    const row = rowOf(mark.sheet, mark.row)
    const to = rowOf(mark.sheet, rowIn(mark.cell) ?? mark.row)
    return row === undefined || to === undefined ? [] : { ...mark, row, cell: inRow(mark.cell, to) }
  })
  const lines = summary.lines.flatMap((line) => {
    const to = rowOf(line.sheet, rowIn(line.cell) ?? 1)
    const cell = to === undefined ? null : inRow(line.cell, to)
    if (cell === null) return []
    const texts = line.texts.map((text, index) =>
      index === 0 ? text.replace(line.cell, cell) : text,
    )
    return { ...line, cell, texts }
  })
  return {
    ...order,
    book: { ...book, format: 'csv', sheets: parts.map(({ sheet }) => sheet) },
    marks,
    summary: {
      ...summary,
      facts: [...summary.facts, excerptNote],
      lines,
    },
  }
}

function rowIn(cell: string | null): number | null {
  const [digits] = /\d+$/u.exec(cell ?? '') ?? []
  return digits === undefined ? null : Number(digits)
}

function inRow<T extends string | null>(cell: T, row: number): T | string {
  return cell === null ? cell : cell.replace(/\d+$/u, String(row))
}

/** The sheet with only its head and the rows to keep; `rows` tells where each went. */
function cut(
  sheet: Sheet,
  { headerRows, keep }: ReturnTable,
): { readonly sheet: Sheet; readonly rows: ReadonlyMap<number, number> } {
  const last = Math.max(0, ...headerRows)
  const wanted = new Set(keep)
  const kept = sheet.rows.filter(({ row }) => row <= last || wanted.has(row))
  const rows = new Map(kept.map(({ row }, index) => [row, index + 1]))
  const merges = sheet.merges.flatMap((name) => moveRange(name, rows))
  const own = kept.map((row, index) => ({ ...row, row: index + 1 }))
  return { sheet: { ...sheet, rows: own, merges }, rows }
}

/** A merge goes on where all its rows still follow one another; elsewhere reading has given its value to each row. */
function moveRange(name: string, rows: ReadonlyMap<number, number>): readonly string[] {
  const range = parseRange(name)
  const top = rows.get((range?.top ?? -1) + 1)
  const bottom = rows.get((range?.bottom ?? -1) + 1)
  if (range === null || top === undefined || bottom === undefined) return []
  if (bottom - top !== range.bottom - range.top) return []
  return [rangeName({ ...range, top: top - 1, bottom: bottom - 1 })]
}
