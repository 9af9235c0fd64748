import { unescapeXml } from './worker/scan-xml.js'

/** A table of a .docx as rows of texts, with the lines of text above it; `merges` are 0-based [top, left, bottom, right]. */
export interface WordTable {
  readonly rows: readonly (readonly string[])[]
  readonly merges: readonly (readonly [number, number, number, number])[]
}

/** More lines than this above a table belong to the letter, not to the table. */
const LINES_ABOVE = 10

const TAG =
  /<(\/?)w:(tbl|tr|tc|p|gridSpan|vMerge|t|tab|br|cr)(?=[\s/>])([^>]*?)(\/?)>|<(\/?)mc:(Fallback)(?=[\s/>])[^>]*?>/g

/** The tables of `word/document.xml`, a table inside a cell as one of its own, before the one that holds it. */
export function wordTables(xml: string): readonly WordTable[] {
  const reader = new TableReader()
  let end = 0
  for (const tag of xml.matchAll(TAG)) {
    reader.text(xml.slice(end, tag.index))
    end = tag.index + tag[0].length
    const name = tag[2] ?? tag[6] ?? ''
    if ((tag[1] ?? tag[5]) === '/') reader.close(name)
    else {
      reader.open(name, tag[3] ?? '')
      if (tag[4] === '/') reader.close(name)
    }
  }
  return reader.tables
}

interface Cell {
  readonly column: number
  span: number
  /** Continues the cell above it. */
  isMerged: boolean
  readonly lines: string[]
  line: string
}

interface Table {
  readonly above: readonly string[]
  readonly rows: Cell[][]
}

/** Follows the tags of a document; what stands outside tables is kept as the lines above the next one. */
class TableReader {
  readonly tables: WordTable[] = []
  readonly #open: Table[] = []
  #lines: string[] = []
  #line = ''
  #isText = false
  /** Inside the second telling of the same content for old programs. */
  #skipped = 0

  text(raw: string): void {
    if (this.#isText && this.#skipped === 0) this.#add(unescapeXml(raw))
  }

  open(name: string, attributes: string): void {
    if (name === 'Fallback') this.#skipped += 1
    if (this.#skipped > 0) return
    const table = this.#open.at(-1)
    const cell = table?.rows.at(-1)?.at(-1)
    if (name === 'tbl') this.#begin()
    else if (name === 'tr') table?.rows.push([])
    else if (name === 'tc') table?.rows.at(-1)?.push(newCell(table.rows.at(-1)?.at(-1)))
    else if (name === 't') this.#isText = true
    else if (name === 'tab' || name === 'br' || name === 'cr')
      this.#add(name === 'tab' ? ' ' : '\n')
    else if (cell !== undefined) shape(cell, name, attributes)
  }

  close(name: string): void {
    if (name === 'Fallback') this.#skipped -= 1
    if (this.#skipped > 0) return
    if (name === 't') this.#isText = false
    else if (name === 'p') this.#endLine()
    else if (name === 'tbl') {
      const table = this.#open.pop()
      if (table !== undefined) this.tables.push(finished(table))
    }
  }

  #begin(): void {
    const isInner = this.#open.length > 0
    this.#open.push({ above: isInner ? [] : this.#lines.slice(-LINES_ABOVE), rows: [] })
    this.#lines = []
  }

  #add(text: string): void {
    const cell = this.#open.at(-1)?.rows.at(-1)?.at(-1)
    if (cell === undefined) this.#line += text
    else cell.line += text
  }

  #endLine(): void {
    const cell = this.#open.at(-1)?.rows.at(-1)?.at(-1)
    const line = (cell === undefined ? this.#line : cell.line).trim()
    const lines = cell === undefined ? this.#lines : cell.lines
    if (line !== '') lines.push(line)
    if (cell === undefined) this.#line = ''
    else cell.line = ''
  }
}

function newCell(before: Cell | undefined): Cell {
  const column = before === undefined ? 0 : before.column + before.span
  return { column, span: 1, isMerged: false, lines: [], line: '' }
}

function shape(cell: Cell, name: string, attributes: string): void {
  const value = /w:val\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]
  if (name === 'gridSpan') cell.span = Math.min(1_000, Math.max(1, Number(value) || 1))
  if (name === 'vMerge') cell.isMerged = value !== 'restart'
}

function finished({ above, rows }: Table): WordTable {
  const shift = above.length
  const width = Math.max(
    1,
    ...rows.map((row) => (row.at(-1)?.column ?? 0) + (row.at(-1)?.span ?? 1)),
  )
  const wide = above.map((_, row) => [row, 0, row, width - 1] as const)
  const merges = rows.flatMap((row, index) =>
    row.filter(({ isMerged }) => !isMerged).flatMap((cell) => rangeOf(rows, index, cell)),
  )
  return {
    rows: [...above.map((line) => [line]), ...rows.map(textsOf)],
    merges: [
      ...wide,
      ...merges.map(
        ([top, left, bottom, right]) => [top + shift, left, bottom + shift, right] as const,
      ),
    ],
  }
}

/** A cell with those below that continue it; nothing for a cell on its own. */
function rangeOf(
  rows: readonly (readonly Cell[])[],
  top: number,
  { column, span }: Cell,
): readonly (readonly [number, number, number, number])[] {
  let bottom = top
  while (rows[bottom + 1]?.some((cell) => cell.column === column && cell.isMerged)) bottom += 1
  return bottom === top && span === 1 ? [] : [[top, column, bottom, column + span - 1]]
}

function textsOf(row: readonly Cell[]): readonly string[] {
  const texts: string[] = []
  for (const { column, isMerged, lines } of row) {
    while (texts.length < column) texts.push('')
    texts.push(isMerged ? '' : lines.join('\n'))
  }
  return texts
}
