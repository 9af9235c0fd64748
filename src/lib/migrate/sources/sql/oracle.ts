import { z } from 'zod'
import type { Source } from '../model.js'
import type { Place } from '../place.js'
import { type Spelling, tablesFrom } from './catalogue.js'
import { plain } from './cells.js'
import type { Dialect, SqlSession, SqlTable } from './model.js'
import { driverOf, reaching } from './reaching.js'
import { sqlSource } from './source.js'

/** Options of the `oracle` driver. */
export const oracleOptions = z.strictObject({
  driver: z.literal('oracle'),
  host: z.string().min(1),
  port: z.int().positive().default(1521),
  service: z.string().min(1),
  user: z.string().min(1),
  /** `env:NAME` or `file:PATH`. */
  password: z.string().min(1),
  /** Whose tables; the user's own when not given. */
  schema: z.string().min(1).optional(),
  /** Of local time, for columns that hold a moment and no zone. */
  timezone: z
    .string()
    .regex(/^[\w+:/-]+$/)
    .default('+08:00'),
})

/** What is used of the `oracledb` package. */
export interface OracleDriver {
  readonly CLOB: unknown
  readonly NCLOB: unknown
  readonly BLOB: unknown
  fetchAsString: readonly unknown[]
  fetchAsBuffer: readonly unknown[]
  getConnection(config: object): Promise<OracleConnection>
}

interface OracleConnection {
  execute(
    sql: string,
    values: readonly unknown[],
    options: object,
  ): Promise<{ readonly rows?: readonly (readonly unknown[])[] }>
  close(): Promise<void>
}

/**
 * Opens one schema of an Oracle database of version 12.1 or later: the thin driver refuses 11g (NJS-138), for which
 * `hallkit migrate unload` writes scripts. Never run against a real server. HK-MIG-001 when it cannot be reached,
 * HK-MIG-009 without the `oracledb` package.
 */
export async function openOracle(
  options: z.output<typeof oracleOptions>,
  place: Place,
  load: () => Promise<OracleDriver> = () => driverOf<OracleDriver>('oracledb'),
): Promise<Source> {
  const where = `${options.host}:${options.port}/${options.service}`
  const session = await connect(options, { place, where, driver: await load() })
  const schema = options.schema ?? options.user.toUpperCase()
  const tables = await tablesOf(session, schema)
  return sqlSource({ session, dialect, tables, place: where })
}

const dialect: Dialect = {
  parameter: (n) => `:${n}`,
  page: ({ select, from, where, order, rows, skip }) =>
    `SELECT * FROM (SELECT ${select} FROM ${from} ${where === '' ? '' : `WHERE ${where}`} ORDER BY ${order}) WHERE ROWNUM <= ${rows + skip}`,
  day: (kind, day) => (/^(?:date|timestamp)/.test(kind) ? `DATE '${day}'` : null),
}

/** Dates, numbers and places as text that the server takes back as it is. */
const FORMATS = [
  "NLS_DATE_FORMAT = 'YYYY-MM-DD HH24:MI:SS'",
  "NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF9'",
  "NLS_TIMESTAMP_TZ_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM'",
  "NLS_NUMERIC_CHARACTERS = '.,'",
  'NLS_SORT = BINARY',
]

async function connect(
  { host, port, service, user, password, timezone }: z.output<typeof oracleOptions>,
  at: { readonly place: Place; readonly where: string; readonly driver: OracleDriver },
): Promise<SqlSession> {
  const secret = await at.place.secret(password)
  at.driver.fetchAsString = [at.driver.CLOB, at.driver.NCLOB]
  at.driver.fetchAsBuffer = [at.driver.BLOB]
  const connectString = `${host}:${port}/${service}`
  const connection = await reaching(at.where, () =>
    at.driver.getConnection({ user, password: secret, connectString }),
  )
  const rows: SqlSession['rows'] = (sql, values = []) =>
    reaching(at.where, async () => (await connection.execute(sql, values, {})).rows ?? [])
  for (const setting of [...FORMATS, `TIME_ZONE = '${timezone}'`]) {
    await rows(`ALTER SESSION SET ${setting}`)
  }
  await rows('SET TRANSACTION READ ONLY')
  return { rows, close: () => connection.close() }
}

const COLUMNS = `SELECT table_name, column_name, data_type FROM all_tab_columns c WHERE c.owner = :1
  AND EXISTS (SELECT 1 FROM all_tables t WHERE t.owner = c.owner AND t.table_name = c.table_name)
  ORDER BY table_name, column_id`
const KEYS = `SELECT k.table_name, k.constraint_name, c.column_name, t.nullable FROM all_constraints k
  JOIN all_cons_columns c ON c.owner = k.owner AND c.constraint_name = k.constraint_name
  JOIN all_tab_columns t ON t.owner = k.owner AND t.table_name = k.table_name AND t.column_name = c.column_name
  WHERE k.owner = :1 AND k.constraint_type IN ('P', 'U') AND k.status = 'ENABLED'
  ORDER BY k.table_name, k.constraint_type, k.constraint_name, c.position`

async function tablesOf(session: SqlSession, schema: string): Promise<SqlTable[]> {
  const columns = (await session.rows(COLUMNS, [schema])).map(([table, name, type]) => ({
    ...{ table: String(table), name: String(name) },
    ...{ type: String(type), kind: String(type).toLowerCase() },
  }))
  const keys = (await session.rows(KEYS, [schema])).map(([table, key, column, nullable]) => ({
    ...{ table: String(table), key: String(key), column: String(column) },
    isNullable: nullable === 'Y',
  }))
  return tablesFrom(columns, keys, { spelling: spelling(schema), encoding: undefined })
}

const ROW_ID = { select: 'ROWIDTOCHAR(t.ROWID)', column: 't.ROWID', bind: bindRowId }

function bindRowId(parameter: string): string {
  return `CHARTOROWID(${parameter})`
}

function spelling(schema: string): Spelling {
  const text = (column: string) => `TO_CHAR(${column})`
  return {
    quoted,
    // The driver makes doubles and Dates; the server's text has every digit.
    cell: ({ kind }, column) =>
      /number|float|date|timestamp/.test(kind) ? [text(column), plain] : [column, plain],
    place: ({ kind }, column) =>
      kind === 'raw'
        ? { select: `RAWTOHEX(${column})`, bind: (parameter) => `HEXTORAW(${parameter})` }
        : { select: text(column), bind: (parameter) => parameter },
    rowId: () => [ROW_ID],
    bytes: (column) => `NLSSORT(TO_CHAR(${column}), 'NLS_SORT=BINARY')`,
    from: (table) => `${quoted(schema)}.${quoted(table)}`,
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
