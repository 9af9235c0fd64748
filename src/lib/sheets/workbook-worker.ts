import type { PackedBook, PackedCell, PackedRow, PackedSheet, ParseOrder } from './packed-book.js'

// The functions below run in the parser's worker thread. They are sent there as source text (see workerSource),
// so that one build output, and the sources under test, need no second entry file: they may use nothing from
// outside themselves but each other and what the worker gives them.

interface LibraryCell {
  readonly t: string
  readonly v?: unknown
  readonly w?: string
  readonly z?: string
  readonly f?: string
}

interface LibraryRange {
  readonly s: { readonly r: number; readonly c: number }
  readonly e: { readonly r: number; readonly c: number }
}

interface LibrarySheet {
  readonly '!data'?: readonly (readonly LibraryCell[] | undefined)[]
  readonly '!merges'?: readonly LibraryRange[]
  readonly '!rows'?: readonly ({ readonly hidden?: boolean } | undefined)[]
  readonly '!cols'?: readonly ({ readonly wch?: number } | undefined)[]
  readonly '!type'?: string
}

interface LibraryBook {
  readonly SheetNames: readonly string[]
  readonly Sheets: Readonly<Record<string, LibrarySheet | undefined>>
  readonly Workbook?: { readonly Sheets?: readonly ({ readonly Hidden?: number } | undefined)[] }
}

/** The part of SheetJS that the worker uses. */
export interface Library {
  read(content: Uint8Array | string, options: object): LibraryBook
}

/** Parses one workbook; null when it holds more cells than allowed. */
function packBook(library: Library, order: ParseOrder): PackedBook | null {
  const book = library.read(order.content, {
    type: typeof order.content === 'string' ? 'string' : 'buffer',
    raw: true,
    dense: true,
    cellNF: true,
    cellStyles: true,
    cellHTML: false,
    cellDates: true,
    UTC: true,
    dateNF: 'yyyy/m/d',
  })
  const sheets: PackedSheet[] = []
  let cells = 0
  for (const [index, name] of book.SheetNames.entries()) {
    const hidden = book.Workbook?.Sheets?.[index]?.Hidden ?? 0
    const sheet = packSheet(name, hidden, book.Sheets[name])
    for (const row of sheet.rows) cells += row.plain.length
    if (cells > order.maxCells) return null
    sheets.push(sheet)
  }
  return { sheets }
}

function packSheet(name: string, hidden: number, sheet: LibrarySheet | undefined): PackedSheet {
  const rows: PackedRow[] = []
  const data = sheet?.['!data'] ?? []
  data.forEach((cells, row) => {
    if (cells !== undefined && cells.length > 0) rows.push(packRow(cells, row))
  })
  const hiddenRows: number[] = []
  sheet?.['!rows']?.forEach((row, index) => {
    if (row?.hidden === true) hiddenRows.push(index)
  })
  return {
    name,
    hidden,
    broken: sheet === undefined,
    rows,
    merges: (sheet?.['!merges'] ?? []).map(({ s, e }) => [s.r, s.c, e.r, e.c] as const),
    hiddenRows,
    widths: Array.from(sheet?.['!cols'] ?? [], (column) => column?.wch ?? null),
  }
}

function packRow(cells: readonly LibraryCell[], row: number): PackedRow {
  const plain: (string | number | boolean | null)[] = []
  const special: PackedCell[] = []
  for (let column = 0; column < cells.length; column += 1) {
    const cell = cells[column]
    const packed = cell === undefined ? null : packCell(cell, column)
    if (packed !== null && typeof packed === 'object') special.push(packed)
    plain.push(packed !== null && typeof packed === 'object' ? null : packed)
  }
  return { row, plain, special }
}

function packCell(
  cell: LibraryCell,
  column: number,
): string | number | boolean | null | PackedCell {
  const { t, v, f } = cell
  if (f !== undefined && (t === 'z' || v === undefined))
    return { kind: 'uncached', column, formula: f }
  if (t === 's') return String(v ?? '')
  if (t === 'e') return { kind: 'error', column, shown: cell.w ?? '' }
  if (t === 'b') return v === true
  return packNumber(cell, column)
}

function packNumber({ v, w, z }: LibraryCell, column: number): number | null | PackedCell {
  const shown = w ?? ''
  if (v instanceof Date) {
    const iso = Number.isNaN(v.getTime()) ? '' : v.toISOString()
    return { kind: 'date', column, iso, shown }
  }
  if (typeof v !== 'number') return null
  const general = z === undefined || z === 'General' || z === '@'
  return general ? v : { kind: 'number', column, value: v, shown }
}

/** Source text of the worker: loads SheetJS from `library`, then answers orders until it is ended. */
export function workerSource(library: string): string {
  const body = [packBook, packSheet, packRow, packCell, packNumber].map(String).join('\n')
  return `'use strict'
const { parentPort } = require('node:worker_threads')
const library = require(${JSON.stringify(library)})
${body}
parentPort.on('message', (order) => {
  try {
    const book = packBook(library, order)
    const answer = book === null ? { tooManyCells: true } : { book }
    parentPort.postMessage({ id: order.id, ...answer })
  } catch (error) {
    parentPort.postMessage({ id: order.id, failure: String(error && error.message || error) })
  }
})
`
}
