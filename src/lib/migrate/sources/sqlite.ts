import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
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
import { encodingOfTable } from './sqlite-text.js'
import { findTable, onlyFailures } from './table.js'

/** Options of the `sqlite` driver. */
export const sqliteOptions = z.strictObject({
  driver: z.literal('sqlite'),
  path: z.string().min(1),
  /** Programs of the ANSI days stored GBK bytes as text: how they are to be decoded; found table by table when not given. */
  encoding: z.string().min(1).optional(),
})

/** A table and how its rows are read: by row id, by its key, or (a view) from the beginning each time. */
interface SqliteTable extends SourceTable {
  readonly order: readonly string[]
}

/**
 * Opens an SQLite file read only, in one transaction: whatever is written meanwhile, one reading sees one state.
 * HK-MIG-001 when it cannot be opened or is no database, HK-MIG-046 when only its folder is in the way.
 */
export async function openSqlite(
  options: z.output<typeof sqliteOptions>,
  { folder }: Place,
): Promise<Source> {
  const { path, encoding } = options
  const { default: Sqlite } = await import('better-sqlite3')
  const file = resolve(folder, path)
  const hasLog = await onlyFailures(path, () => keepsLog(file))
  try {
    const database = new Sqlite(file, { readonly: true, fileMustExist: true })
    database.defaultSafeIntegers(true)
    database.exec('BEGIN')
    const tables = tablesOf(database, path, encoding)
    return sourceOf({ database, tables, path })
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError || error instanceof TypeError)) throw error
    if (hasLog && 'code' in error && UNWRITABLE.test(String(error.code)))
      throw new AppError('HK-MIG-046', { file: path }, { cause: error })
    throw new AppError('HK-MIG-001', { place: path, reason: error.message }, { cause: error })
  }
}

/** Whether a file has a log of writes (WAL) beside it, by its header. */
async function keepsLog(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(20), 0, 20, 0)
    return buffer[18] === 2
  } finally {
    await handle.close()
  }
}

/** What SQLite says where it cannot put the files of a log beside a database. */
const UNWRITABLE = /^SQLITE_(?:READONLY|CANTOPEN)/

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

function tablesOf(
  database: Database,
  path: string,
  told: string | undefined,
): ReadonlyMap<string, SqliteTable> {
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
      const order = type === 'view' ? [] : wr === 1n ? key : rowIdName(columns)
      const cells = columns.map((column) => quoted(column.name))
      const encoding = told ?? encodingOfTable(database, cells, quoted(name), `${path} ${name}`)
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

/** Columns may be called rowid: the first of its three names that is free, none when all are taken. */
function rowIdName(columns: readonly { readonly name: string }[]): readonly string[] {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  return ['rowid', '_rowid_', 'oid'].filter((name) => !taken.has(name)).slice(0, 1)
}

/** Count and largest place of a table: cheap, and different as soon as rows came or went. Changed rows show by their hashes. */
function fingerprint(database: Database, { name, order }: SqliteTable): string {
  const places = order.map((column) => `max(${quoted(column)})`)
  const sql = `SELECT ${['count(*)', ...places].join(', ')} FROM ${quoted(name)}`
  return (database.prepare(sql).raw().get() as Cell[]).map(String).join(' ')
}

/** A value of the key, so that it is the same one again: its kind, and its digits or its bytes as hex digits. */
const keptSchema = z.tuple([z.enum(['integer', 'real', 'text', 'blob']), z.string()])
type Kept = z.output<typeof keptSchema>
const positionSchema = z.strictObject({ n: z.int(), after: z.array(keptSchema) })
const START: z.output<typeof positionSchema> = { n: 0, after: [] }

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
  const { columns, order, encoding } = table
  const cells = columns.map(({ name }) => cellSql(name, encoding !== '')).join(', ')
  const places = order.map((name) => `typeof(${quoted(name)}), ${cellSql(name, true)}`).join(', ')
  const tidy = tidier(table)
  const recent = recentSql(changed ?? null)
  let { n, after } = from === null ? START : positionSchema.parse(JSON.parse(from))
  const asked = (what: string, rows: number, skip: number) =>
    database
      .prepare(`SELECT ${what} ${behindSql(table, recent, after)}`)
      .raw()
      .all(...after.map(again), rows, skip) as unknown[][]
  for (;;) {
    const found = asked(cells, size, order.length > 0 ? 0 : n)
    if (found.length === 0) break
    const rows = found.map(tidy)
    const numbers = rows.map((_, index) => n + index + 1)
    n += rows.length
    after = order.length === 0 ? [] : asked(places, 1, rows.length - 1).flatMap(placeOf)
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

/** Rows behind a place, in the order of places. */
function behindSql(
  { name, order }: SqliteTable,
  recent: readonly string[],
  after: readonly Kept[],
): string {
  const places = order.map(quoted)
  // A cast has an affinity, which would change what a column without one is compared with; a sign takes it away.
  const values = after.map(([kind]) => (kind === 'text' ? '+CAST(? AS TEXT)' : '?'))
  const beyond = `(${places.join(', ')}) > (${values.join(', ')})`
  const all = [...(after.length > 0 ? [beyond] : []), ...recent]
  const where = all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`
  const sorted = places.length > 0 ? `ORDER BY ${places.join(', ')}` : ''
  return `FROM ${quoted(name)} ${where} ${sorted} LIMIT ? OFFSET ?`
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

/** Text in a named encoding comes as its bytes; so does that of a key, which need not be text that can be decoded. */
function cellSql(column: string, asBytes: boolean): string {
  const cell = quoted(column)
  return asBytes
    ? `CASE typeof(${cell}) WHEN 'text' THEN CAST(${cell} AS BLOB) ELSE ${cell} END`
    : cell
}

/** The place of a row: kind and value of each column of the key, as they come one behind the other. */
function placeOf(cells: readonly unknown[]): Kept[] {
  return cells.flatMap((kind, at) => {
    if (at % 2 === 1) return []
    const value = cells[at + 1]
    const digits = value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)
    return [keptSchema.parse([kind, digits])]
  })
}

function again([kind, digits]: Kept): bigint | number | Buffer {
  if (kind === 'integer') return BigInt(digits)
  return kind === 'real' ? Number(digits) : Buffer.from(digits, 'hex')
}

/** The cells of a row: integers beyond 2^53 as text, texts decoded when an encoding is named. */
function tidier({ encoding, columns }: SqliteTable): (row: unknown[]) => SourceRow {
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
    for (let at = 0; at < row.length; at += 1) {
      if (typeof row[at] === 'object' || typeof row[at] === 'bigint') row[at] = cellOf(row[at], at)
    }
    return row as SourceRow
  }
}

function smallOrText(value: bigint): number | string {
  const small = Number(value)
  return Number.isSafeInteger(small) ? small : String(value)
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
