import { z } from 'zod'
import type { Source } from '../model.js'
import type { Place } from '../place.js'
import { type Spelling, tablesFrom } from './catalogue.js'
import { integer, plain } from './cells.js'
import type { Dialect, SqlSession, SqlTable } from './model.js'
import { driverOf, reaching } from './reaching.js'
import { sqlSource } from './source.js'

/** Options of the `sqlserver` driver. */
export const sqlserverOptions = z.strictObject({
  driver: z.literal('sqlserver'),
  host: z.string().min(1),
  port: z.int().positive().default(1433),
  database: z.string().min(1),
  schema: z.string().min(1).default('dbo'),
  user: z.string().min(1),
  /** `env:NAME` or `file:PATH`. */
  password: z.string().min(1),
  /** Servers of 2008 to 2012 often speak no TLS that is still allowed: false sends everything in the clear. */
  encrypt: z.boolean().default(true),
  /** Servers that made their certificate themselves are believed only when this says so. */
  trust_certificate: z.boolean().default(false),
})

/** What is used of the `mssql` package. */
export interface SqlServerDriver {
  connect(config: object): Promise<SqlServerPool>
}

interface SqlServerPool {
  request(): SqlServerRequest
  close(): Promise<void>
}

interface SqlServerRequest {
  arrayRowMode: boolean
  input(name: string, value: unknown): unknown
  query(sql: string): Promise<{ readonly recordset: readonly (readonly unknown[])[] }>
}

/**
 * Opens one schema of a SQL Server database. Never run against a real server: where it fails, `hallkit migrate unload`
 * writes scripts for the server itself. HK-MIG-001 when it cannot be reached, HK-MIG-009 without the `mssql` package.
 */
export async function openSqlserver(
  options: z.output<typeof sqlserverOptions>,
  place: Place,
  load: () => Promise<SqlServerDriver> = () => driverOf<SqlServerDriver>('mssql'),
): Promise<Source> {
  const where = `${options.host}:${options.port}/${options.database}`
  const session = await connect(options, { place, where, driver: await load() })
  const tables = await tablesOf(session, options.schema)
  return sqlSource({ session, dialect, tables, place: where })
}

const DAYS = /^(?:date|datetime|datetime2|smalldatetime|datetimeoffset)$/

const dialect: Dialect = {
  parameter: (n) => `@p${n}`,
  // OFFSET came in 2012; a table without a key is numbered instead.
  page: ({ select, from, where, order, rows, skip }) =>
    skip === 0
      ? `SELECT TOP (${rows}) ${select} FROM ${from} ${where === '' ? '' : `WHERE ${where}`} ORDER BY ${order}`
      : `SELECT ${select} FROM (SELECT *, row_number() OVER (ORDER BY ${order}) AS hallkit_n FROM ${from}${where === '' ? '' : ` WHERE ${where}`}) t WHERE hallkit_n > ${skip} AND hallkit_n <= ${skip + rows} ORDER BY hallkit_n`,
  // `timestamp` is no time there, but a number of the row's version.
  day: (kind, day) => (DAYS.test(kind) ? `'${day.replaceAll('-', '')}'` : null),
}

async function connect(
  { encrypt, trust_certificate, password, ...to }: z.output<typeof sqlserverOptions>,
  at: { readonly place: Place; readonly where: string; readonly driver: SqlServerDriver },
): Promise<SqlSession> {
  const secret = await at.place.secret(password)
  const pool = await reaching(at.where, () =>
    at.driver.connect({
      ...{ server: to.host, port: to.port, database: to.database, user: to.user, password: secret },
      options: { encrypt, trustServerCertificate: trust_certificate, readOnlyIntent: true },
      pool: { max: 1 },
    }),
  )
  const rows: SqlSession['rows'] = (sql, values = []) =>
    reaching(at.where, async () => {
      const request = pool.request()
      request.arrayRowMode = true
      for (const [index, value] of values.entries()) request.input(`p${index + 1}`, value)
      return (await request.query(sql)).recordset
    })
  return { rows, close: () => pool.close() }
}

const COLUMNS = `SELECT c.TABLE_NAME, c.COLUMN_NAME, c.DATA_TYPE FROM INFORMATION_SCHEMA.COLUMNS c
  WHERE c.TABLE_SCHEMA = @p1 ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`
const KEYS = `SELECT o.name, i.name, c.name, c.is_nullable FROM sys.indexes i
  JOIN sys.objects o ON o.object_id = i.object_id JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.key_ordinal > 0
  JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
  WHERE s.name = @p1 AND i.is_unique = 1 AND i.is_disabled = 0
  ORDER BY o.name, i.is_primary_key DESC, i.index_id, k.key_ordinal`

async function tablesOf(session: SqlSession, schema: string): Promise<SqlTable[]> {
  const columns = (await session.rows(COLUMNS, [schema])).map(([table, name, type]) => ({
    ...{ table: String(table), name: String(name) },
    ...{ type: String(type), kind: String(type).toLowerCase() },
  }))
  const keys = (await session.rows(KEYS, [schema])).map(([table, key, column, nullable]) => ({
    ...{ table: String(table), key: String(key), column: String(column) },
    isNullable: Boolean(nullable),
  }))
  return tablesFrom(columns, keys, { spelling: spelling(schema), encoding: undefined })
}

function spelling(schema: string): Spelling {
  return {
    quoted,
    cell: ({ kind }, column) => {
      const style = lossless(kind)
      return style === null ? [column, kind === 'int' ? integer : plain] : [style(column), plain]
    },
    place: ({ kind }, column) =>
      /^(?:binary|varbinary|timestamp|rowversion)$/.test(kind)
        ? {
            select: `CONVERT(varchar(max), CONVERT(varbinary(900), ${column}), 1)`,
            bind: (parameter) => `CONVERT(varbinary(900), ${parameter}, 1)`,
          }
        : { select: `CONVERT(nvarchar(4000), ${column}, 126)`, bind: (parameter) => parameter },
    rowId: () => [],
    bytes: (column) => `CONVERT(varbinary(900), ${column})`,
    from: (table) => `${quoted(schema)}.${quoted(table)}`,
  }
}

/**
 * The driver shifts local times to UTC, builds floats of decimals, and tears characters of four bytes in code page 936
 * (reference/migrate.md, section 2): the server itself writes such values as text.
 */
function lossless(kind: string): ((column: string) => string) | null {
  if (DAYS.test(kind) || kind === 'time') return (column) => `CONVERT(varchar(33), ${column}, 126)`
  if (/money/.test(kind)) return (column) => `CONVERT(varchar(50), ${column}, 2)`
  if (/decimal|numeric|bigint/.test(kind)) return (column) => `CONVERT(varchar(50), ${column})`
  if (/^(?:char|varchar|text|xml|uniqueidentifier)$/.test(kind)) {
    return (column) => `CONVERT(nvarchar(max), ${column})`
  }
  return null
}

function quoted(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`
}
