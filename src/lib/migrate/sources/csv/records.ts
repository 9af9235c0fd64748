import { type Flaw, flaw } from '../../flaw.js'

/** How a text is cut into records. */
export interface Layout {
  readonly delimiter: string
  readonly lineEnd: string
}

/** A text and where it stands in its file. */
export interface Stretch {
  readonly text: string
  /** Nothing follows. */
  readonly isLast: boolean
  /** The first record has been given up waiting for: a quotation mark in it was never closed. */
  readonly givenUp: boolean
}

/** The records that a text completes. */
export interface Records {
  readonly records: readonly string[][]
  /** Records whose quotation mark was never closed, by index: the line alone, quotation marks and all. */
  readonly flaws: ReadonlyMap<number, Flaw>
  /** The text of the record that is still open. */
  readonly rest: string
}

/**
 * Records of delimited text after RFC 4180, tolerant where old programs are not exact: a quotation mark inside a field
 * that does not begin with one is an ordinary character, and so is one inside a quoted field that no delimiter or line
 * end follows on the same line. A quotation mark that is never closed costs its own line only.
 */
export function recordsOf(stretch: Stretch, layout: Layout): Records {
  return stretch.text.includes('"') ? scan(stretch, layout) : plainLines(stretch.text, layout)
}

function plainLines(text: string, { delimiter, lineEnd }: Layout): Records {
  const lines = text.split(lineEnd)
  if (lines.at(-1) === '') lines.pop()
  const records = lines.map((line) => withoutReturn(line).split(delimiter))
  return { records, flaws: new Map(), rest: '' }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

function scan({ text, isLast, givenUp }: Stretch, layout: Layout): Records {
  const records: string[][] = []
  const flaws = new Map<number, Flaw>()
  let at = 0
  while (at < text.length) {
    const found = recordAt(text, at, layout)
    if (typeof found !== 'string') {
      records.push(found.record)
      at = found.end
      continue
    }
    const mayClose = found === 'open' && !isLast && !(givenUp && at === 0)
    if (mayClose) return { records, flaws, rest: text.slice(at) }
    const end = endOfLine(text, at, layout.lineEnd)
    flaws.set(records.length, flaw('HK-MIG-203', {}))
    records.push(withoutReturn(text.slice(at, end)).split(layout.delimiter))
    at = end + layout.lineEnd.length
  }
  return { records, flaws, rest: '' }
}

interface Found {
  readonly record: string[]
  readonly end: number
}

/** A quotation mark is still open at the end of the text, or it cannot be told where it ends. */
type Unread = 'open' | 'broken'

/** The record that begins at an offset. */
function recordAt(text: string, start: number, layout: Layout): Found | Unread {
  const end = endOfLine(text, start, layout.lineEnd)
  const quote = text.indexOf('"', start)
  if (quote < 0 || quote > end) {
    const line = withoutReturn(text.slice(start, end))
    return { record: line.split(layout.delimiter), end: end + layout.lineEnd.length }
  }
  const record: string[] = []
  let at = start
  for (;;) {
    const field = text[at] === '"' ? quotedField(text, at, layout) : plainField(text, at, layout)
    if (typeof field === 'string') return field
    record.push(field.value)
    if (!text.startsWith(layout.delimiter, field.end)) {
      return { record, end: endOfLine(text, field.end, layout.lineEnd) + layout.lineEnd.length }
    }
    at = field.end + layout.delimiter.length
  }
}

interface Field {
  readonly value: string
  /** Where the delimiter, the line end or the end of the text stands. */
  readonly end: number
}

function plainField(text: string, start: number, { delimiter, lineEnd }: Layout): Field {
  const line = endOfLine(text, start, lineEnd)
  const next = text.indexOf(delimiter, start)
  const end = next < 0 || next > line ? line : next
  const value = text.slice(start, end)
  return { value: end === line ? withoutReturn(value) : value, end }
}

/** A mark that is not doubled may stand inside a field of one line; over several lines nobody could say where it ends. */
function quotedField(text: string, start: number, layout: Layout): Field | Unread {
  let isLoose = false
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at += 1
      continue
    }
    const isEnd = isOver(text, at + 1, layout) || text.startsWith(layout.delimiter, at + 1)
    isLoose ||= !isEnd
    if (isLoose && text.slice(start, at).includes(layout.lineEnd)) return 'broken'
    if (isEnd) return { value: text.slice(start + 1, at).replaceAll('""', '"'), end: at + 1 }
  }
  return 'open'
}

function isOver(text: string, at: number, { lineEnd }: Layout): boolean {
  return at >= text.length || text.startsWith(lineEnd, at) || text.startsWith(`\r${lineEnd}`, at)
}

function endOfLine(text: string, from: number, lineEnd: string): number {
  const at = text.indexOf(lineEnd, from)
  return at < 0 ? text.length : at
}
