import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { AppError } from '../../errors/index.js'
import type {
  Cell,
  Changed,
  Reading,
  Source,
  SourceBatch,
  SourceRow,
  SourceTable,
} from './model.js'
import type { Place } from './place.js'
import { findTable } from './table.js'

/** Options of the `sqlite` driver. */
export const sqliteOptions = z.strictObject({
  driver: z.literal('sqlite'),
  path: z.string().min(1),
  /** Programs of the ANSI days stored GBK bytes as text: names how they are to be decoded. */
  encoding: z.string().min(1).optional(),
})

/** A table and how its rows are read: by row id, by its key, or (a view) from the beginning each time. */
interface SqliteTable extends SourceTable {
  readonly order: readonly string[]
}

/**
 * Opens an SQLite file read only, in one transaction: whatever is written meanwhile, one reading sees one state.
 * HK-MIG-001 when it cannot be opened or is no database.
 */
export async function openSqlite(
  options: z.output<typeof sqliteOptions>,
  { folder }: Place,
): Promise<Source> {
  const { path, encoding = '' } = options
  const { default: Sqlite } = await import('better-sqlite3')
  try {
    const database = new Sqlite(join(folder, path), { readonly: true, fileMustExist: true })
    database.defaultSafeIntegers(true)
    database.exec('BEGIN')
    const tables = tablesOf(database, encoding)
    return sourceOf({ database, tables, path })
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError || error instanceof TypeError)) throw error
    throw new AppError('HK-MIG-001', { place: path, reason: error.message }, { cause: error })
  }
}

interface Opened {
  readonly database: Database
  readonly tables: ReadonlyMap<string, SqliteTable>
  readonly path: string
}

function sourceOf({ database, tables, path }: Opened): Source {
  const tableOf = (name: string): SqliteTable => {
    const table = tables.get(findTable(tables.keys(), name, path))
    if (table === undefined) throw new Error(`no table ${name}`)
    return table
  }
  const one = (sql: string) => database.prepare<[], Cell>(sql).pluck().get()
  return {
    describe: async () => [...tables.values()],
    count: async (name) => Number(one(`SELECT count(*) FROM ${quoted(tableOf(name).name)}`)),
    fingerprint: async (name) => fingerprint(database, tableOf(name)),
    read: (reading) => pages(database, tableOf(reading.table), reading),
    close: async () => {
      database.close()
    },
  }
}

function tablesOf(database: Database, encoding: string): ReadonlyMap<string, SqliteTable> {
  const rows = database
    .prepare<[], { name: string; type: string; wr: bigint }>(
      `SELECT name, type, wr FROM pragma_table_list
       WHERE schema = 'main' AND type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       ORDER BY name`,
    )
    .all()
  return new Map(
    rows.map(({ name, type, wr }) => {
      const { columns, key } = columnsOf(database, name)
      const order = type === 'view' ? [] : wr === 1n ? key : [rowIdName(columns)]
      return [name, { name, columns, key, file: '', encoding, order }]
    }),
  )
}

function columnsOf(database: Database, table: string) {
  const rows = database
    .prepare<[string], { name: string; type: string; pk: bigint }>(
      'SELECT name, type, pk FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid',
    )
    .all(table)
  const keyed = rows.filter(({ pk }) => pk > 0n).sort((a, b) => Number(a.pk - b.pk))
  return {
    columns: rows.map(({ name, type }) => ({ name, type })),
    key: keyed.map(({ name }) => name),
  }
}

/** A column may be called rowid; one of the three names is always free. */
function rowIdName(columns: readonly { readonly name: string }[]): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  return ['rowid', '_rowid_', 'oid'].find((name) => !taken.has(name)) ?? 'rowid'
}

/** Count and largest place of a table: cheap, and different as soon as rows came or went. Changed rows show by their hashes. */
function fingerprint(database: Database, { name, order }: SqliteTable): string {
  const places = order.map((column) => `max(${quoted(column)})`)
  const sql = `SELECT ${['count(*)', ...places].join(', ')} FROM ${quoted(name)}`
  return (database.prepare(sql).raw().get() as Cell[]).map(String).join(' ')
}

const positionSchema = z.strictObject({ n: z.int(), after: z.array(z.json()) })

async function* pages(
  database: Database,
  table: SqliteTable,
  { from, rows: size, changed }: Reading,
): AsyncGenerator<SourceBatch> {
  const total = Number(
    database
      .prepare(`SELECT count(*) FROM ${quoted(table.name)}`)
      .pluck()
      .get(),
  )
  const tidy = tidier(table)
  const recent = recentSql(changed ?? null)
  const first = database.prepare(pageSql(table, recent, false)).raw()
  const next = database.prepare(pageSql(table, recent, table.order.length > 0)).raw()
  let { n, after } = from === null ? { n: 0, after: [] } : positionSchema.parse(JSON.parse(from))
  for (;;) {
    const found = (n === 0 ? first : next).all(...bound(after, size, table, n)) as unknown[][]
    if (found.length === 0) return
    const rows = found.map(tidy)
    const numbers = rows.map((_, index) => n + index + 1)
    n += rows.length
    after = (found.at(-1) ?? []).slice(table.columns.length).map(portable)
    const end = JSON.stringify({ n, after })
    yield {
      rows,
      numbers,
      flaws: new Map(),
      end,
      share: total === 0 ? null : Math.min(1, n / total),
    }
  }
}

function pageSql(
  { name, columns, order, encoding }: SqliteTable,
  recent: readonly string[],
  behind: boolean,
): string {
  const cells = columns.map(({ name: column }) => cellSql(column, encoding))
  const places = order.map(quoted)
  const beyond = `(${places.join(', ')}) > (${places.map(() => '?').join(', ')})`
  const all = [...(behind ? [beyond] : []), ...recent]
  const where = all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`
  const sorted = places.length > 0 ? `ORDER BY ${places.join(', ')}` : ''
  const skip = places.length > 0 ? '' : 'OFFSET ?'
  return `SELECT ${[...cells, ...places].join(', ')} FROM ${quoted(name)} ${where} ${sorted} LIMIT ? ${skip}`
}

/** A column may hold anything: only a text that begins like a day, and an earlier one, is left out. */
function recentSql(changed: Changed | null): readonly string[] {
  if (changed === null) return []
  const column = quoted(changed.column)
  const digit = '[0-9]'
  const day = [4, 2, 2].map((n) => digit.repeat(n)).join('-')
  const isDay = `typeof(${column}) = 'text' AND ${column} GLOB '${day}*'`
  return [`NOT (${isDay} AND ${column} < '${changed.day}')`]
}

/** Text in a named encoding comes as its bytes. */
function cellSql(column: string, encoding: string): string {
  const cell = quoted(column)
  return encoding === ''
    ? cell
    : `CASE typeof(${cell}) WHEN 'text' THEN CAST(${cell} AS BLOB) ELSE ${cell} END`
}

function bound(after: readonly unknown[], size: number, table: SqliteTable, n: number): unknown[] {
  if (table.order.length === 0) return [size, n]
  return [...after.map((value) => (typeof value === 'object' ? integerOf(value) : value)), size]
}

/** A place in a table as JSON: integers of 64 bits as text beside their kind. */
function portable(value: unknown): z.output<typeof positionSchema>['after'][number] {
  return typeof value === 'bigint' ? { integer: String(value) } : (value as string | number)
}

function integerOf(value: unknown): unknown {
  const read = z.object({ integer: z.string() }).safeParse(value)
  return read.success ? BigInt(read.data.integer) : value
}

/** The cells of a row, without its place behind them: integers beyond 2^53 as text, texts decoded when an encoding is named. */
function tidier({ encoding, columns }: SqliteTable): (row: readonly unknown[]) => SourceRow {
  const decoder =
    encoding === '' ? null : new TextDecoder(encoding === 'gbk' ? 'gb18030' : encoding)
  const isBytes = columns.map(({ type }) => /BLOB|BINARY|IMAGE/i.test(type))
  const cellOf = (value: unknown, index: number): Cell => {
    if (typeof value === 'bigint') return smallOrText(value)
    if (decoder !== null && value instanceof Uint8Array && isBytes[index] === false) {
      return decoder.decode(value)
    }
    return value as Cell
  }
  return (row) => {
    const cells = new Array<Cell>(columns.length)
    for (let at = 0; at < cells.length; at += 1) cells[at] = cellOf(row[at], at)
    return cells
  }
}

function smallOrText(value: bigint): number | string {
  const small = Number(value)
  return Number.isSafeInteger(small) ? small : String(value)
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
