import type * as Cell from './cell-text.js'
import type { OddCell, RowBlock, RowText, SheetHead } from './messages.js'
import type * as Tables from './page-tables.js'
import type { Source } from './sources.js'

// Runs in the worker, sent there as source text (see source.ts); these names are there too.
declare const cleanText: typeof Cell.cleanText
declare const isShortened: typeof Cell.isShortened
declare const PageTables: typeof Tables.PageTables

/** The tables of a web page as sheets, each with the lines of text above it; tables of layout, without words, left out. */
export function pageSource(text: string): Source {
  const tables = pageTables(text).filter(({ rows }) =>
    rows.some(({ cells }) => cells.some((cell) => cell.text.trim() !== '')),
  )
  const names = [...text.matchAll(/<x:Name>([^<]*)<\/x:Name>/gi)].map(([, name = '']) => name)
  return {
    sheets: tables.map((table, index) =>
      pageHead(table, names.length === tables.length ? (names[index] ?? '') : `Sheet${index + 1}`),
    ),
    rows: (index) => pageRows(tables[index]),
  }
}

function pageTables(text: string): readonly Tables.PageTable[] {
  const reader = new PageTables()
  const token =
    /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*>|<(script|style|xml|title|select|textarea)\b[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi
  let end = 0
  for (const { 0: whole, index, 2: slash, 3: name, 4: attributes = '' } of text.matchAll(token)) {
    if (index > end) reader.text(plainText(text.slice(end, index)))
    end = index + whole.length
    if (name === undefined) continue
    if (slash === '/') reader.close(name.toLowerCase())
    else reader.open(name.toLowerCase(), attributes)
  }
  return reader.tables
}

/** Text between tags: line breaks of the source are spaces, entities are what they stand for. */
function plainText(text: string): string {
  const spaced = text.replace(/\s+/g, ' ')
  if (!spaced.includes('&')) return spaced
  const named: Record<string, string> = {
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ' },
    ...{ ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', mdash: '—', ndash: '–', hellip: '…' },
    ...{ yen: '¥', middot: '·', times: '×', deg: '°', plusmn: '±', bull: '•', sect: '§' },
    ...{ copy: '©', reg: '®', le: '≤', ge: '≥', radic: '√', rarr: '→', laquo: '«', raquo: '»' },
  }
  return spaced.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));?/gi, (all, hex, dec, name) => {
    if (name !== undefined) return named[String(name)] ?? all
    const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
    return code > 0x10ffff || code === 0 ? all : String.fromCodePoint(code)
  })
}

function pageHead(table: Tables.PageTable, name: string): SheetHead {
  const { above, rows, hiddenColumns } = table
  const last = above.length + rows.length - 1
  const width = rows.reduce((most, { cells }) => Math.max(most, rightOf(cells)), 1)
  const titles = above.map((_, row) => [row, 0, row, width - 1] as const)
  const merges = rows.flatMap(({ cells }, index) =>
    cells.flatMap(({ column, width: wide, height }) => {
      const top = above.length + index
      const bottom = Math.min(last, top + height - 1)
      return wide === 1 && bottom === top ? [] : [[top, column, bottom, column + wide - 1] as const]
    }),
  )
  const about = { name, hidden: 0, broken: false, hiddenColumns, widths: [] }
  return { ...about, merges: [...titles, ...merges] }
}

function rightOf(cells: readonly Tables.PageCell[]): number {
  const last = cells.at(-1)
  return last === undefined ? 0 : last.column + last.width
}

function* pageRows(table: Tables.PageTable | undefined): Generator<RowBlock> {
  const { above = [], rows = [] } = table ?? {}
  const titles = above.map((line, row): RowText => ({ row, hidden: false, cells: [line] }))
  yield { rows: titles, odd: [] }
  for (let from = 0; from < rows.length; from += 200) {
    const odd: OddCell[] = []
    const texts = rows
      .slice(from, from + 200)
      .map((row, at) => pageRow(row, above.length + from + at, odd))
    yield { rows: texts, odd }
  }
}

function pageRow({ hidden, cells }: Tables.PageRow, row: number, odd: OddCell[]): RowText {
  const texts: string[] = []
  for (const { column, text } of cells) {
    while (texts.length < column) texts.push('')
    const lines = text.split('\n').map((line) => cleanText(line.replace(/ +/g, ' ')))
    const word = lines.filter((line) => line !== '').join('\n')
    if (isShortened(word)) odd.push({ kind: 'damaged', row, column, text: word })
    texts[column] = word
  }
  return { row, hidden, cells: texts }
}

/** What the worker gets of this file. */
export const workerFunctions = [
  pageSource,
  pageTables,
  plainText,
  pageHead,
  rightOf,
  pageRows,
  pageRow,
]
