/** How a text is cut into records. */
export interface Layout {
  readonly delimiter: string
  readonly lineEnd: string
}

/** A record, and the offset behind it. */
interface Found {
  readonly record: string[]
  readonly end: number
}

/** A quotation mark is still open at the end of the text, or it cannot be told where it ends. */
type Unread = 'open' | 'broken'

/**
 * The record that begins at an offset. A quotation mark inside a field that does not begin with one is an ordinary character,
 * and so is one inside a quoted field that no delimiter or line end follows on the same line.
 */
export function recordAt(text: string, start: number, layout: Layout): Found | Unread {
  const end = endOfLine(text, start, layout.lineEnd)
  const quote = text.indexOf('"', start)
  if (quote < 0 || quote > end) return lineAt(text, start, layout)
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

/** The line at an offset, quotation marks and all. */
export function lineAt(text: string, start: number, { delimiter, lineEnd }: Layout): Found {
  const end = endOfLine(text, start, lineEnd)
  const record = withoutReturn(text.slice(start, end)).split(delimiter)
  return { record, end: end + lineEnd.length }
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

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
