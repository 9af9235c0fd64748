import { z } from 'zod'
import type { Cell, Source } from '../model.js'
import type { Place } from '../place.js'
import { type Spelling, tablesFrom } from './catalogue.js'
import { decoded, integer, number, plain, single } from './cells.js'
import type { Dialect, OrderPart, SqlSession, SqlTable } from './model.js'
import { reaching } from './reaching.js'
import { sqlSource } from './source.js'

/** Options of the `postgres` driver. */
export const postgresOptions = z.strictObject({
  driver: z.literal('postgres'),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().positive().default(5432),
  database: z.string().min(1),
  schema: z.string().min(1).default('public'),
  user: z.string().min(1),
  /** `env:NAME` or `file:PATH`. */
  password: z.string().optional(),
  /** What the bytes of texts are in a database of encoding SQL_ASCII, which knows none. */
  encoding: z.string().min(1).optional(),
  /** Of columns with a time zone. */
  timezone: z.string().min(1).default('Asia/Shanghai'),
})

/** Opens one schema of a PostgreSQL database, read only, one snapshot. HK-MIG-001 when it cannot be reached. */
export async function openPostgres(
  options: z.output<typeof postgresOptions>,
  place: Place,
): Promise<Source> {
  const where = `${options.host}:${options.port}/${options.database}`
  const session = await connect(options, place, where)
  const tables = await tablesOf(session, options)
  return sqlSource({ session, dialect, tables, place: where })
}

const dialect: Dialect = {
  parameter: (n) => `$${n}`,
  page: ({ select, from, where, order, rows, skip }) =>
    `SELECT ${select} FROM ${from} ${where === '' ? '' : `WHERE ${where}`} ORDER BY ${order} LIMIT ${rows} OFFSET ${skip}`,
  day: (kind, day) => (/^(?:date|timestamp)/.test(kind) ? `DATE '${day}'` : null),
}

const BYTEA = 17

async function connect(
  { host, port, database, user, password, timezone }: z.output<typeof postgresOptions>,
  place: Place,
  where: string,
): Promise<SqlSession> {
  const { default: pg } = await import('pg')
  const secret = password === undefined ? {} : { password: await place.secret(password) }
  // The driver's own parsers build Dates and floats: everything but bytes stays the text that the server sent.
  const types = { getTypeParser: (oid: number) => (oid === BYTEA ? bytesOf : asSent) }
  const client = new pg.Client({ host, port, database, user, ...secret, types })
  // A server that goes away is told to whoever asks next.
  client.on('error', () => undefined)
  await reaching(where, () => client.connect())
  const rows: SqlSession['rows'] = (sql, values = []) =>
    reaching(where, async () => {
      const found = await client.query({ text: sql, values: [...values], rowMode: 'array' })
      return found.rows as unknown[][]
    })
  for (const [name, value] of [...SESSION, ['TimeZone', timezone]]) {
    await rows('SELECT set_config($1, $2, false)', [name, value])
  }
  await rows('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
  return { rows, close: () => client.end() }
}

/** How the server writes values, whatever its own settings are. */
const SESSION = [
  ['DateStyle', 'ISO'],
  ['IntervalStyle', 'postgres'],
  ['bytea_output', 'hex'],
  // Every digit of a float, also on servers before version 12.
  ['extra_float_digits', '3'],
]

const asSent = (value: string): string => value
const bytesOf = (value: string): Buffer => Buffer.from(value.slice(2), 'hex')

const COLUMNS = `SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), format_type(a.atttypid, NULL)
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY c.relname, a.attnum`
const KEYS = `SELECT c.relname, i.indexrelid::text, a.attname, NOT a.attnotnull
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, at)
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum AND k.attnum > 0
  WHERE n.nspname = $1 AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
    AND NOT (c.relkind = 'r' AND c.relhassubclass)
  ORDER BY 1, NOT i.indisprimary, i.indexrelid, k.at`
/** Tables whose rows have places; those of tables below them among theirs. */
const PLACED = `SELECT c.relname, c.relhassubclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'm')
  AND NOT (c.relhassubclass AND EXISTS (SELECT 1 FROM pg_foreign_table))`
/** Partitions, and tables that inherit every column they have: their rows are rows of the table above them. */
const PARTS = `SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class p ON p.oid = i.inhparent
  WHERE n.nspname = $1 AND p.relnamespace = c.relnamespace AND NOT EXISTS (SELECT 1 FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attinhcount = 0)`

async function tablesOf(
  session: SqlSession,
  { schema, encoding }: z.output<typeof postgresOptions>,
): Promise<SqlTable[]> {
  const columns = (await session.rows(COLUMNS, [schema])).map(([table, name, type, kind]) => ({
    ...{ table: String(table), name: String(name) },
    ...{ type: String(type), kind: String(kind) },
  }))
  const keys = (await session.rows(KEYS, [schema])).map(([table, key, column, nullable]) => ({
    ...{ table: String(table), key: String(key), isNullable: nullable === 't' },
    column: column === null ? null : String(column),
  }))
  const places = (await session.rows(PLACED, [schema])).map(([table, hasParts]): Placed[number] => [
    String(table),
    hasParts === 't' ? [TABLE, PLACE] : [PLACE],
  ])
  const spelt = spelling({ schema, encoding, placed: new Map(places) })
  const parts = new Set((await session.rows(PARTS, [schema])).map(([table]) => String(table)))
  return tablesFrom(columns, keys, { spelling: spelt, encoding }).map((table) => ({
    ...table,
    isPart: parts.has(table.name),
  }))
}

const TEXT = /char|text/
/** Types that are more than their text, and how they are selected. */
const CELLS: Readonly<
  Record<
    string,
    { readonly sql?: (column: string) => string; readonly tidy: (value: unknown) => Cell }
  >
> = {
  smallint: { tidy: integer },
  integer: { tidy: integer },
  bigint: { tidy: integer },
  real: { tidy: single },
  'double precision': { tidy: number },
  bytea: { tidy: plain },
  // What a money value looks like is up to the server's own language.
  money: { sql: (column) => `${column}::numeric::text`, tidy: plain },
}
const PLACE = { select: 't.ctid::text', column: 't.ctid', bind: (p: string) => `${p}::tid` }
/** A place is one of its own table: rows of partitions are told apart by the partition. */
const TABLE = { select: 't.tableoid::text', column: 't.tableoid', bind: (p: string) => `${p}::oid` }

type Placed = [string, readonly OrderPart[]][]

function spelling({
  schema,
  encoding,
  placed,
}: {
  readonly schema: string
  readonly encoding: string | undefined
  readonly placed: ReadonlyMap<string, readonly OrderPart[]>
}): Spelling {
  return {
    quoted,
    cell: ({ kind }, column) => {
      const own = CELLS[kind]
      if (own !== undefined) return [own.sql?.(column) ?? column, own.tidy]
      if (encoding === undefined || !TEXT.test(kind)) return [`${column}::text`, plain]
      return [`convert_to(${column}::text, 'SQL_ASCII')`, decoded(encoding)]
    },
    place: ({ type }, column) => ({ select: `${column}::text`, bind: (p) => `${p}::${type}` }),
    // A snapshot does not move rows; a view has no places.
    rowId: (table) => placed.get(table) ?? [],
    bytes: (column) => `${column}::text COLLATE "C"`,
    from: (table) => `${quoted(schema)}.${quoted(table)}`,
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
