import stringWidth from 'string-width'

/** One column: its header and the text of a row's cell; null shows as `-`. */
export interface Column<T> {
  readonly header: string
  readonly get: (row: T) => string | number | null
  readonly align?: 'left' | 'right'
  /** Never cut: a code of which a part is of no use. */
  readonly whole?: boolean
}

/** Where the table goes: a terminal of some width, or a pipe. */
export interface TableOptions {
  readonly isTTY: boolean
  readonly columns: number
}

const gutter = '  '
const widest = 120
const usual = 80
const ellipsis = '..'
/** The last column may be wrapped down to this width, any other cut down to `leastCut`, before a line is too long. */
const leastWrapped = 16
const leastCut = 8

/**
 * Rows as a borderless table whose columns align for full-width text. In a pipe: tab separated, uncut.
 * On a terminal (at most 120 wide) the last column is wrapped; others are cut only when that is not enough.
 * No character of ambiguous width is drawn.
 */
export function renderTable<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  options: TableOptions,
): string {
  const header = columns.map((column) => column.header)
  const body = rows.map((row) => columns.map((column) => cellText(column.get(row))))
  if (!options.isTTY) return [header, ...body].map((cells) => cells.join('\t')).join('\n')
  // A terminal that does not tell its width says 0.
  return layOut([header, ...body], columns, Math.min(options.columns || usual, widest))
}

/** The columns that say something in at least one of the rows. */
export function filledColumns<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
): readonly Column<T>[] {
  return columns.filter(({ get }) => rows.some((row) => get(row) !== null))
}

function layOut<T>(
  lines: readonly (readonly string[])[],
  columns: readonly Column<T>[],
  room: number,
): string {
  const natural = columns.map((_, at) =>
    Math.max(...lines.map((cells) => stringWidth(cells[at] ?? ''))),
  )
  const kept = columns.map(({ whole }) => whole === true)
  const widths = fitWidths(natural, room, kept)
  const rule = widths.map((width) => '-'.repeat(width))
  const [header = [], ...body] = lines
  return [header, rule, ...body].flatMap((cells) => rowLines(cells, widths, columns)).join('\n')
}

/** One row; as many lines as its last cell needs. */
function rowLines<T>(
  cells: readonly string[],
  widths: readonly number[],
  columns: readonly Column<T>[],
): readonly string[] {
  const last = cells.length - 1
  const wrapped = wrap(cells[last] ?? '', widths[last] ?? 0)
  return wrapped.map((part, line) =>
    cells
      .map((cell, at) => {
        const text = at === last ? part : line === 0 ? cell : ''
        return pad(text, widths[at] ?? 0, columns[at]?.align)
      })
      .join(gutter)
      .trimEnd(),
  )
}

/** Takes width from the last column first, then from the widest others, until the line fits. */
function fitWidths(
  natural: readonly number[],
  room: number,
  kept: readonly boolean[],
): readonly number[] {
  const fitted = [...natural]
  const excess = () =>
    fitted.reduce((sum, width) => sum + width, gutter.length * (fitted.length - 1)) - room
  const shrink = (at: number, least: number) => {
    const width = fitted[at] ?? 0
    fitted[at] = Math.max(Math.min(width, least), width - Math.max(0, excess()))
  }
  shrink(fitted.length - 1, leastWrapped)
  const others = fitted.map((_, at) => at).slice(0, -1)
  others.sort((a, b) => (fitted[b] ?? 0) - (fitted[a] ?? 0))
  for (const at of others) if (kept[at] !== true) shrink(at, leastCut)
  return fitted
}

function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const shown = cut(text, width)
  const space = ' '.repeat(Math.max(0, width - stringWidth(shown)))
  return align === 'right' ? space + shown : shown + space
}

/** Cuts at a display width and marks the cut with two full stops. */
function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  const [kept = ''] = wrap(text, width - ellipsis.length)
  return kept + ellipsis
}

/** Breaks a text into pieces of at most `width` columns; Chinese breaks anywhere but before a closing sign. */
function wrap(text: string, width: number): readonly string[] {
  if (stringWidth(text) <= width) return [text]
  const pieces: string[] = []
  let piece: string[] = []
  for (const { segment } of segmenter.segment(text)) {
    if (piece.length > 0 && stringWidth(piece.join('') + segment) > width) {
      const held = piece.length > 1 && closing.test(segment) ? piece.splice(-1) : []
      pieces.push(piece.join('').trimEnd())
      piece = held
    }
    piece.push(segment)
  }
  return [...pieces, piece.join('')]
}

function cellText(value: string | number | null): string {
  if (value === null) return '-'
  return String(value).replace(/\s*[\t\r\n]+\s*/g, ' ')
}

const closing = /^[，。；：！？、）」』》〉】”’,.;:!?)]/
const segmenter = new Intl.Segmenter('zh-CN')
