// Runs in the worker, sent there as source text (see source.ts): what stands here may use only the rest of this file.

/** A cell of a web page's table where it came to stand. */
export interface PageCell {
  readonly column: number
  readonly width: number
  /** Rows that it spans. */
  readonly height: number
  text: string
}

export interface PageRow {
  readonly hidden: boolean
  readonly cells: PageCell[]
}

/** A table as the page shows it; `above` are the lines of text before it. */
export interface PageTable {
  readonly above: readonly string[]
  readonly rows: PageRow[]
  readonly hiddenColumns: number[]
  /** Rows yet to be filled from above, by column. */
  readonly spans: Map<number, number>
  columns: number
}

/**
 * Follows the tags of a page as browsers do: cells and rows end where the next begins, a cell steps aside for one that
 * spans its place from above, a table inside a cell is one of its own.
 */
export class PageTables {
  readonly tables: PageTable[] = []
  readonly #open: { readonly table: PageTable; row: PageRow | null; cell: PageCell | null }[] = []
  #lines: string[] = []
  #line = ''

  text(text: string): void {
    const at = this.#open.at(-1)
    if (at === undefined) this.#line += text
    else if (at.cell !== null) at.cell.text += text
  }

  open(name: string, attributes: string): void {
    const at = this.#open.at(-1)
    if (name === 'br' || isBlock(name)) this.#break()
    else if (name === 'table') this.#begin()
    else if (at === undefined && /^t[rdh]$/.test(name)) {
      this.#begin()
      this.open(name, attributes)
    } else if (at === undefined) return
    else if (name === 'tr') this.#row(attributes)
    else if (name === 'td' || name === 'th') this.#cell(attributes)
    else if (name === 'col') column(at.table, attributes)
  }

  close(name: string): void {
    const at = this.#open.at(-1)
    if (isBlock(name)) this.#break()
    else if (at === undefined) return
    else if (name === 'table') this.#open.pop()
    else if (name === 'tr') at.row = at.cell = null
    else if (name === 'td' || name === 'th') at.cell = null
  }

  #begin(): void {
    this.#break()
    const isInner = this.#open.length > 0
    const above = isInner ? [] : this.#lines.slice(-10)
    if (!isInner) this.#lines = []
    const table = { above, rows: [], hiddenColumns: [], spans: new Map(), columns: 0 }
    this.tables.push(table)
    this.#open.push({ table, row: null, cell: null })
  }

  #row(attributes: string): void {
    const at = this.#open.at(-1)
    if (at === undefined) return
    at.cell = null
    at.row = { hidden: isHidden(attributes), cells: [] }
    at.table.rows.push(at.row)
    for (const [place, left] of at.table.spans) {
      if (left <= 1) at.table.spans.delete(place)
      else at.table.spans.set(place, left - 1)
    }
  }

  #cell(attributes: string): void {
    const at = this.#open.at(-1)
    if (at === undefined) return
    if (at.row === null) this.#row('')
    const row = at.row
    if (row === null) return
    const before = row.cells.at(-1)
    let place = before === undefined ? 0 : before.column + before.width
    while (at.table.spans.has(place)) place += 1
    const width = spanOf(attributes, 'colspan', 1_000)
    const height = spanOf(attributes, 'rowspan', 65_534)
    if (place + width > 16_384) throw Object.assign(new Error('cells'), { code: 'TOO_MANY_CELLS' })
    at.cell = { column: place, width, height, text: '' }
    row.cells.push(at.cell)
    for (let i = 0; height > 1 && i < width; i += 1) at.table.spans.set(place + i, height)
  }

  /** A line of the page, or of a cell, is over. */
  #break(): void {
    const cell = this.#open.at(-1)?.cell
    if (this.#open.length > 0) {
      if (cell !== null && cell !== undefined) cell.text += '\n'
      return
    }
    const line = this.#line.replace(/\s+/g, ' ').trim()
    if (line !== '') this.#lines.push(line)
    this.#line = ''
  }
}

function isBlock(name: string): boolean {
  return /^(?:p|div|li|ul|ol|h[1-6]|center|caption|title|body|form|section|header|pre)$/.test(name)
}

function isHidden(attributes: string): boolean {
  return /display\s*:\s*none|(?:^|\s)hidden(?:\s|=|$)/i.test(attributes)
}

function spanOf(attributes: string, name: string, most: number): number {
  const said = new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']?\\s*(\\d+)`, 'i').exec(attributes)
  return Math.min(most, Math.max(1, Number(said?.[1] ?? 1)))
}

function column(table: PageTable, attributes: string): void {
  const width = spanOf(attributes, 'span', 1_000)
  const isGone = isHidden(attributes) || /(?:^|\s)width\s*=\s*["']?0(?:\D|$)/i.test(attributes)
  for (let i = 0; isGone && i < width; i += 1) table.hiddenColumns.push(table.columns + i)
  table.columns += width
}

/** What the worker gets of this file. */
export const workerFunctions = [PageTables, isBlock, isHidden, spanOf, column]
