import { isClosingText } from '../../sheets/index.js'
import { type Flaw, flaw } from '../flaw.js'

/** Rows that are looked at for the names of the columns. */
export const HEADER_ROWS = 40

/** A row and its number, as Excel shows it. */
export interface NumberedRow {
  readonly row: number
  readonly cells: readonly string[]
}

const LONGEST = 60
/** So much of a usual row is filled in a header; a title or a date above it is not. */
const FILLED = 0.6
/** What never names a column, but stands in rows: a number of many digits, an amount, a day. */
const VALUE = /\d{8}|^-?[\d,]+\.\d+$|^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}/

/**
 * The row that names the columns: the first one that is filled about as far as the rows usually are. Null when that row
 * holds values already: the file has no header, and no row may be lost for one.
 */
export function headerOf(rows: readonly NumberedRow[]): NumberedRow | null {
  const first = rows.slice(0, HEADER_ROWS)
  const widths = first.map(filled).filter((width) => width > 0)
  const usual = widths.sort((a, b) => a - b)[widths.length >> 1] ?? 0
  const found = first.find((row) => filled(row) > 0 && filled(row) >= usual * FILLED)
  return found === undefined || found.cells.some(isValue) ? null : found
}

/** The flaw of a row at the foot of a printed list: a total, a signature; undefined for others. */
export function closing(cells: readonly string[]): Flaw | undefined {
  const texts = cells.filter((cell) => cell.trim() !== '')
  const [first = ''] = texts
  const isSparse = cells.length > 1 && texts.length <= cells.length / 2
  return isSparse && isClosingText(first.trim())
    ? flaw('HK-MIG-205', { text: first.trim() })
    : undefined
}

function filled({ cells }: NumberedRow): number {
  return cells.reduce((sum, cell) => (cell.trim() === '' ? sum : sum + 1), 0)
}

function isValue(cell: string): boolean {
  return cell.length > LONGEST || VALUE.test(cell.trim())
}
