import type { createInflateRaw } from 'node:zlib'
import type * as Cell from './cell-text.js'
import type * as Texts from './cell-texts.js'
import type * as Cutter from './element-cutter.js'
import type { Library, LibraryBook, LibrarySheet } from './library.js'
import type {
  Content,
  HiddenParts,
  OddCell,
  PackedPart,
  RowBlock,
  RowText,
  SheetHead,
} from './messages.js'
import type * as Xml from './scan-xml.js'

// Runs in the worker, sent there as source text (see source.ts); these names are there too.
declare const cleanText: typeof Cell.cleanText
declare const zlib: { readonly createInflateRaw: typeof createInflateRaw }
declare const ElementCutter: typeof Cutter.ElementCutter
declare const scanRows: typeof Xml.scanRows
declare const scanStrings: typeof Xml.scanStrings
declare const numberFormats: typeof Texts.numberFormats
declare const xmlRowText: typeof Texts.xmlRowText
declare const libraryRowText: typeof Texts.libraryRowText

/** A file open in the worker: what is known of its sheets, and their rows, block by block, each time from the top. */
export interface Source {
  readonly sheets: readonly SheetHead[]
  rows(sheet: number): AsyncGenerator<RowBlock> | Generator<RowBlock>
}

type Package = Extract<Content, { kind: 'package' }>
type Whole = Extract<Content, { kind: 'book' }>

/** Opens a workbook that SheetJS reads whole. */
export function bookSource(
  library: Library,
  { content, hidden = [] }: Whole,
  exact: boolean,
): Source {
  const book = readWith(library, content)
  const formats = numberFormats(library, book, exact)
  const parts = hidden.length === book.SheetNames.length ? hidden : []
  return {
    sheets: book.SheetNames.map((_, index) => withHidden(headOf(book, index), parts[index])),
    rows: (index) =>
      libraryRows(book.Sheets[book.SheetNames[index] ?? ''], formats, parts[index]?.rows),
  }
}

function withHidden(head: SheetHead, parts: HiddenParts | undefined): SheetHead {
  if (parts === undefined) return head
  const columns = parts.columns.flatMap(([from, to]) =>
    Array.from({ length: Math.min(to, 16_383) - from + 1 }, (_, at) => from + at),
  )
  return { ...head, hidden: parts.isHidden ? 1 : head.hidden, hiddenColumns: columns }
}

/** Opens an .xlsx: SheetJS reads the shell, rows and strings come from their parts. */
export async function packageSource(
  library: Library,
  content: Package,
  exact: boolean,
): Promise<Source> {
  const book = readWith(library, content.shell)
  const shared = { ...numberFormats(library, book, exact), strings: await sharedStrings(content) }
  const parts = book.SheetNames.map((name) => partOf(content, book.Sheets[name]))
  return {
    sheets: book.SheetNames.map((_, index) => headOf(book, index)),
    rows: (index) => {
      const part = parts[index]
      if (part === undefined) return libraryRows(book.Sheets[book.SheetNames[index] ?? ''], shared)
      return xmlRows(piecesOf(content.bytes, part, 'sheetData', 'row'), shared)
    },
  }
}

function readWith(library: Library, content: Uint8Array | string): LibraryBook {
  return library.read(content, {
    type: typeof content === 'string' ? 'string' : 'buffer',
    raw: true,
    dense: true,
    cellNF: true,
    cellStyles: true,
    cellHTML: false,
    cellDates: true,
    UTC: true,
    dateNF: 'yyyy/m/d',
  })
}

function headOf(book: LibraryBook, index: number): SheetHead {
  const name = book.SheetNames[index] ?? ''
  const sheet = book.Sheets[name]
  const hiddenColumns: number[] = []
  sheet?.['!cols']?.forEach((column, at) => {
    if (column?.hidden === true) hiddenColumns.push(at)
  })
  return {
    name,
    hidden: book.Workbook?.Sheets?.[index]?.Hidden ?? 0,
    broken: sheet === undefined,
    merges: (sheet?.['!merges'] ?? []).map(({ s, e }) => [s.r, s.c, e.r, e.c] as const),
    hiddenColumns,
    widths: Array.from(sheet?.['!cols'] ?? [], (column) => column?.wch ?? null),
  }
}

/** The part that holds the rows of a sheet of the shell, by the mark in its first cell. */
function partOf({ sheets }: Package, sheet: LibrarySheet | undefined): PackedPart | undefined {
  const mark = String(sheet?.['!data']?.[0]?.[0]?.v ?? '')
  return mark.startsWith('row-part-') ? sheets[Number(mark.slice(9))] : undefined
}

function* libraryRows(
  sheet: LibrarySheet | undefined,
  formats: Texts.NumberFormats,
  ranges: HiddenParts['rows'] = [],
): Generator<RowBlock> {
  const data = sheet?.['!data'] ?? []
  const hidden = sheet?.['!rows'] ?? []
  const last = Math.max(data.length, hidden.length)
  for (let from = 0; from < last; from += 200) {
    const rows: RowText[] = []
    const odd: OddCell[] = []
    for (let row = from; row < Math.min(from + 200, last); row += 1) {
      const isHidden =
        hidden[row]?.hidden === true || ranges.some(([first, end]) => row >= first && row <= end)
      if (data[row] === undefined && !isHidden) continue
      rows.push(libraryRowText(data[row] ?? [], { row, hidden: isHidden }, formats, odd))
    }
    yield { rows, odd }
  }
}

async function* xmlRows(
  pieces: AsyncGenerator<string>,
  shared: Texts.Shared,
): AsyncGenerator<RowBlock> {
  let last = -1
  for await (const piece of pieces) {
    const odd: OddCell[] = []
    const rows = scanRows(piece, last).map((row) => xmlRowText(row, shared, odd))
    last = rows.at(-1)?.row ?? last
    yield { rows, odd }
  }
}

async function sharedStrings({ bytes, strings }: Package): Promise<readonly string[]> {
  const all: string[] = []
  if (strings === null) return all
  for await (const piece of piecesOf(bytes, strings, 'sst', 'si')) {
    for (const string of scanStrings(piece)) all.push(cleanText(string))
  }
  return all
}

/** The inside of an element of an archive's part, in pieces that hold whole children. */
async function* piecesOf(
  bytes: Uint8Array,
  part: PackedPart,
  element: string,
  child: string,
): AsyncGenerator<string> {
  const cutter = new ElementCutter(element, child)
  for await (const chunk of inflated(bytes, part)) {
    const piece = cutter.cut(chunk)
    if (piece !== '') yield piece
    if (cutter.isDone) return
  }
  throw new Error(`</${element}>`)
}

async function* inflated(bytes: Uint8Array, part: PackedPart): AsyncGenerator<Buffer> {
  const packed = bytes.subarray(part.start, part.end)
  if (part.method === 0) {
    for (let at = 0; at < packed.length; at += 262_144)
      yield Buffer.from(packed.subarray(at, at + 262_144))
    return
  }
  const stream = zlib.createInflateRaw({ chunkSize: 262_144 })
  stream.end(packed)
  for await (const chunk of stream) yield chunk
}

/** What the worker gets of this file. */
export const workerFunctions = [
  bookSource,
  withHidden,
  packageSource,
  readWith,
  headOf,
  partOf,
  libraryRows,
  xmlRows,
  sharedStrings,
  piecesOf,
  inflated,
]
