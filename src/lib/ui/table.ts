import stringWidth from 'string-width'

/** One column: its header and the text of a row's cell; null shows as `-`. */
export interface Column<T> {
  readonly header: string
  readonly get: (row: T) => string | number | null
  readonly align?: 'left' | 'right'
}

/** Where the table goes: a terminal of some width, or a pipe. */
export interface TableOptions {
  readonly isTTY: boolean
  readonly columns: number
}

const gutter = '  '
const widest = 120
const ellipsis = '..'

/**
 * Rows as a borderless table whose columns align for full-width text. In a pipe: tab separated, uncut.
 * No character of ambiguous width is drawn; the last column is cut at the terminal's edge (at most 120).
 */
export function renderTable<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  options: TableOptions,
): string {
  const header = columns.map((column) => column.header)
  const body = rows.map((row) => columns.map((column) => cellText(column.get(row))))
  if (!options.isTTY) return [header, ...body].map((cells) => cells.join('\t')).join('\n')
  return layOut([header, ...body], columns, Math.min(options.columns, widest))
}

function layOut<T>(
  lines: readonly (readonly string[])[],
  columns: readonly Column<T>[],
  room: number,
): string {
  const widths = fitWidths(
    columns.map((_, at) => Math.max(...lines.map((cells) => stringWidth(cells[at] ?? '')))),
    room,
  )
  const rule = widths.map((width) => '-'.repeat(width))
  const [header = [], ...body] = lines
  return [header, rule, ...body]
    .map((cells) =>
      cells
        .map((cell, at) => pad(cell, widths[at] ?? 0, columns[at]?.align))
        .join(gutter)
        .trimEnd(),
    )
    .join('\n')
}

/** Takes width from the last column first, then from the widest, until the line fits. */
function fitWidths(widths: readonly number[], room: number): readonly number[] {
  const least = 6
  const fitted = [...widths]
  const total = () =>
    fitted.reduce((sum, width) => sum + width, 0) + gutter.length * (fitted.length - 1)
  const shrink = (at: number) => {
    const width = fitted[at] ?? 0
    fitted[at] = Math.max(Math.min(width, least), width - (total() - room))
  }
  if (total() > room) shrink(fitted.length - 1)
  const byWidth = fitted.map((_, at) => at).sort((a, b) => (fitted[b] ?? 0) - (fitted[a] ?? 0))
  for (const at of byWidth) if (total() > room) shrink(at)
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
  let kept = ''
  for (const { segment } of new Intl.Segmenter('zh-CN').segment(text)) {
    if (stringWidth(kept + segment) > width - ellipsis.length) break
    kept += segment
  }
  return kept + ellipsis
}

function cellText(value: string | number | null): string {
  if (value === null) return '-'
  return String(value).replace(/\s*[\t\r\n]+\s*/g, ' ')
}
