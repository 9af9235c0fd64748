import { type Flaw, flaw } from '../../flaw.js'
import { textHash } from '../../text-hash.js'
import { closing } from '../header.js'
import { PRINTS } from '../model.js'
import { type Layout, lineAt, recordAt } from './quoted.js'
import { TextRows } from './rows.js'

/** A text and where it stands in its file. */
export interface Stretch {
  readonly text: string
  /** Nothing follows. */
  readonly isLast: boolean
  /** The first record has been given up waiting for: a quotation mark in it was never closed. */
  readonly givenUp: boolean
  /** Records before this text, and how many of the file's first ones are no rows. */
  readonly row: number
  readonly above: number
  /** How many fields a row must have; null: any number. */
  readonly width: number | null
  /** The header line: where it comes again, it is no row. */
  readonly header: readonly string[]
}

/** The rows that a text completes. */
export interface Cut {
  readonly rows: TextRows
  /** Number of each row, as Excel shows it: blank lines are counted. */
  readonly numbers: readonly number[]
  /** A number over the characters of each row as they stand there. */
  readonly prints: readonly number[]
  readonly flaws: ReadonlyMap<number, Flaw>
  /** Records up to the end of the last one that is complete. */
  readonly row: number
  /** Offset of the record that is still open; the length of the text when none is. */
  readonly end: number
}

/**
 * Records of delimited text after RFC 4180, tolerant where old programs are not exact (`quoted.ts`). One pass over the
 * characters finds the fields and the row's print; what does not fit into a pass is left to the careful reader.
 */
export function cutRecords(stretch: Stretch, layout: Layout): Cut {
  return new Cutter(stretch, layout).cut()
}

const QUOTE = 34
const RETURN = 13
const HAN = 0x4e00
/** The byte order mark as a character. */
const MARK = 0xfeff

class Cutter {
  readonly #rows: TextRows
  readonly #numbers: number[] = []
  readonly #prints: number[] = []
  readonly #flaws = new Map<number, Flaw>()
  readonly #stretch: Stretch
  readonly #layout: Layout
  readonly #delimiter: number
  readonly #lineEnd: number
  #row: number

  constructor(stretch: Stretch, layout: Layout) {
    this.#rows = new TextRows(stretch.text)
    this.#stretch = stretch
    this.#layout = layout
    const { delimiter, lineEnd } = layout
    this.#delimiter = delimiter.length === 1 ? delimiter.charCodeAt(0) : -1
    this.#lineEnd = lineEnd.charCodeAt(0)
    this.#row = stretch.row
  }

  cut(): Cut {
    const { length } = this.#stretch.text
    let at = 0
    while (at < length) {
      // Files that were copied one behind the other have each its byte order mark.
      const start = this.#stretch.text.charCodeAt(at) === MARK ? at + 1 : at
      const plain = this.#delimiter < 0 ? -1 : this.#plain(start)
      const end = plain < 0 ? this.#careful(start, at === 0) : plain
      if (end < 0) break
      at = end
    }
    const cut = { rows: this.#rows, numbers: this.#numbers, prints: this.#prints }
    return { ...cut, flaws: this.#flaws, row: this.#row, end: Math.min(at, length) }
  }

  /** Cuts the record at an offset; gives the offset behind it, -1 when it is not plain: a mark that does not just enclose a field. */
  #plain(start: number): number {
    const { text } = this.#stretch
    for (let at = start; ; at += 1) {
      at = text.charCodeAt(at) === QUOTE ? this.#enclosed(at) : this.#bare(at)
      if (at < 0) return this.#notPlain()
      if (text.charCodeAt(at) === this.#delimiter) continue
      this.#commit(start, at)
      return at + 1
    }
  }

  /** Cuts a field without marks; gives where the delimiter or the line end behind it stands. */
  #bare(from: number): number {
    const { text } = this.#stretch
    const [delimiter, lineEnd] = [this.#delimiter, this.#lineEnd]
    let at = from
    for (; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      if (unit === delimiter || unit === lineEnd) break
    }
    const isReturn = at > from && text.charCodeAt(at - 1) === RETURN
    const isLast = at === text.length || text.charCodeAt(at) === lineEnd
    this.#rows.cut(from, isReturn && isLast ? at - 1 : at)
    return at
  }

  /** Cuts an enclosed field with nothing doubled or loose in it; gives where the delimiter or the line end stands, -1 for others. */
  #enclosed(from: number): number {
    const { text } = this.#stretch
    const mark = text.indexOf('"', from + 1)
    if (mark < 0) return -1
    const isReturn = text.charCodeAt(mark + 1) === RETURN && this.#lineEnd !== RETURN
    const end = isReturn ? mark + 2 : mark + 1
    const next = end < text.length ? text.charCodeAt(end) : this.#lineEnd
    if (next !== this.#lineEnd && (isReturn || next !== this.#delimiter)) return -1
    this.#rows.cut(from + 1, mark)
    return end
  }

  /** The header again: two files in one, or a page with its own. */
  #isHeader(start: number, odd?: readonly string[]): boolean {
    const { text, header } = this.#stretch
    const [first = ''] = header
    if (
      header.length < 2 ||
      !(text.startsWith(first, start) || text.startsWith(`"${first}`, start))
    )
      return false
    const fields = odd ?? this.#rows.openFields()
    return fields.length === header.length && fields.every((field, at) => field === header[at])
  }

  /** Most rows begin with a digit or a letter, and are none. */
  #closing(start: number, odd?: readonly string[]): Flaw | undefined {
    const unit = this.#stretch.text.charCodeAt(start)
    const mayBe = unit >= HAN || unit === QUOTE || unit === this.#delimiter
    return mayBe ? closing(odd ?? this.#rows.openFields()) : undefined
  }

  #notPlain(): -1 {
    this.#rows.drop()
    return -1
  }

  /** Reads a record by the careful rules; -1 when it goes on behind this text. A mark never closed costs its own line only. */
  #careful(at: number, isFirst: boolean): number {
    const { text, isLast, givenUp } = this.#stretch
    const found = recordAt(text, at, this.#layout)
    if (typeof found !== 'string') return this.#odd(at, found.end, found.record)
    if (found === 'open' && !isLast && !(givenUp && isFirst)) return -1
    const line = lineAt(text, at, this.#layout)
    return this.#odd(at, line.end, line.record, flaw('HK-MIG-203', {}))
  }

  #odd(start: number, end: number, record: readonly string[], broken?: Flaw): number {
    this.#commit(start, end, record, broken)
    return end
  }

  /** Counts the record, and keeps it when it is a row: neither above the first one nor wholly blank. */
  #commit(start: number, end: number, odd?: readonly string[], broken?: Flaw): void {
    const { width, above, text } = this.#stretch
    const rows = this.#rows
    this.#row += 1
    const found = odd?.length ?? rows.open
    const isBlank = found === 1 && width !== 1 && text.slice(start, end).trim() === ''
    if (this.#row <= above || isBlank || this.#isHeader(start, odd)) {
      rows.drop()
      return
    }
    const isWide = width === null || found === width
    const narrow = isWide ? undefined : flaw('HK-MIG-201', { expected: width, found })
    const bad = broken ?? narrow ?? this.#closing(start, odd)
    if (bad !== undefined) this.#flaws.set(rows.length, bad)
    rows.commit(odd)
    this.#numbers.push(this.#row)
    this.#prints.push(textHash(text, start, end) % PRINTS)
  }
}
