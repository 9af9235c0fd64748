import type { Sheet } from './model.js'

/** What the values of a column look like; `mixed` when no kind covers nine in ten. */
export type ColumnType = 'empty' | 'number' | 'date' | 'code' | 'text' | 'mixed'

const SAMPLE_ROWS = 500
const MOST = 0.9

const KINDS: readonly (readonly [ColumnType, RegExp])[] = [
  ['date', /^(?:19|20)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?$/u],
  ['code', /^(?:0\d+|\d{11,}|(?=.*\d)[A-Z\d-]{8,})$/iu],
  ['number', /^[-+]?[\d,]+(?:\.\d+)?%?$/u],
]

/** Types of a sheet's columns below its header, by 0-based column. */
export function columnTypes(sheet: Sheet, headerRow: number): (column: number) => ColumnType {
  const rows = sheet.rows.filter(({ row }) => row > headerRow).slice(0, SAMPLE_ROWS)
  return (column) => typeOfTexts(rows.flatMap(({ cells }) => cells[column] ?? ''))
}

/** What texts look like, blank ones left out. */
export function typeOfTexts(all: readonly string[]): ColumnType {
  const texts = all.filter((text) => text !== '')
  if (texts.length === 0) return 'empty'
  const counts = new Map<ColumnType, number>()
  for (const text of texts) {
    const kind = KINDS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'text'
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const top = [...counts].find(([, count]) => count >= MOST * texts.length)
  return top?.[0] ?? 'mixed'
}
