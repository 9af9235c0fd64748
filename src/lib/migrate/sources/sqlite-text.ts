import { isUtf8 } from 'node:buffer'
import type { Database } from 'better-sqlite3'
import { ansiOf, isChineseUtf8 } from './ansi.js'

const ROWS = 1000

/**
 * What the texts of a table really are, by its first rows: '' for Unicode, as SQLite keeps it; another encoding for bytes of
 * a program of the ANSI days, which SQLite takes as they are. HK-SHEET-012 when nobody can tell which. A table that has
 * both stays Unicode: what cannot be decoded is told row by row.
 */
export function encodingOfTable(
  database: Database,
  columns: readonly string[],
  from: string,
  place: string,
): string {
  if (database.pragma('encoding', { simple: true }) !== 'UTF-8') return ''
  const texts = columns.map(
    (cell) => `CASE typeof(${cell}) WHEN 'text' THEN CAST(${cell} AS BLOB) END`,
  )
  const rows = database
    .prepare(`SELECT ${texts.join(', ')} FROM ${from} LIMIT ${ROWS}`)
    .raw()
    .all()
  const cells = rows.flat().filter((cell) => cell instanceof Uint8Array)
  const odd = cells.filter((cell) => !isUtf8(cell))
  return odd.length === 0 || cells.some(isChineseUtf8) ? '' : ansiOf(odd, place)
}
