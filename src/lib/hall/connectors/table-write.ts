import { AppError } from '../../errors/index.js'
import type { WrittenRow } from './table-source.js'

/** What a statement is given for a placeholder. */
export type SqlValue = string | Uint8Array | null

/** A column of a table in a database: its real name, and a text as it is put there (NULL for '' where that is no value). */
export interface SqlColumn {
  readonly name: string
  readonly take: (text: string) => SqlValue
}

/** An open transaction that rows are written in. `run` gives how many rows there were or were changed. */
export interface SqlWriter {
  readonly place: string
  readonly quoted: (name: string) => string
  /** The placeholder of the n-th value, from 1. */
  readonly value: (n: number) => string
  readonly tables: () => Promise<readonly string[]>
  readonly columns: (table: string) => Promise<readonly SqlColumn[]>
  readonly run: (sql: string, values: readonly SqlValue[]) => Promise<number>
}

/** Writes rows one after the other: by their key added once or written over, without a key always added. */
export async function writeRows(sql: SqlWriter, rows: readonly WrittenRow[]): Promise<void> {
  const tables = await sql.tables()
  for (const row of rows) {
    const table = sameName(tables, row.table) ?? row.table
    await writeRow(sql, { ...row, table }, await sql.columns(table))
  }
}

async function writeRow(
  sql: SqlWriter,
  { table, row, key, operation }: WrittenRow,
  columns: readonly SqlColumn[],
): Promise<void> {
  const { quoted, value } = sql
  const cells = Object.entries(row).map(([name, text]) => cellOf(sql, table, columns, name, text))
  const values = cells.map((cell) => cell.value)
  const known = key === null ? null : cellOf(sql, table, columns, key, row[key] ?? '')
  const isKnown =
    known !== null &&
    (await sql.run(`SELECT 1 FROM ${quoted(table)} WHERE ${quoted(known.name)} = ${value(1)}`, [
      known.value,
    ])) > 0
  if (isKnown && operation === 'I') return
  if (isKnown) {
    const set = cells.map(({ name }, at) => `${quoted(name)} = ${value(at + 1)}`).join(', ')
    const where = `${quoted(known.name)} = ${value(cells.length + 1)}`
    await sql.run(`UPDATE ${quoted(table)} SET ${set} WHERE ${where}`, [...values, known.value])
    return
  }
  const names = cells.map(({ name }) => quoted(name)).join(', ')
  const places = cells.map((_, at) => value(at + 1)).join(', ')
  await sql.run(`INSERT INTO ${quoted(table)} (${names}) VALUES (${places})`, values)
}

function cellOf(
  { place }: SqlWriter,
  table: string,
  columns: readonly SqlColumn[],
  name: string,
  text: string,
): { readonly name: string; readonly value: SqlValue } {
  const column = columns.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (column === undefined) {
    throw new AppError('HK-CONN-012', { file: place, detail: `${table}: no column ${name}` })
  }
  return { name: column.name, value: column.take(text) }
}

/** The name as it really is, whatever letters it was written in; null when there is none. */
export function sameName(names: readonly string[], wanted: string): string | null {
  const plain = wanted.toLowerCase()
  return names.includes(wanted)
    ? wanted
    : (names.find((name) => name.toLowerCase() === plain) ?? null)
}
