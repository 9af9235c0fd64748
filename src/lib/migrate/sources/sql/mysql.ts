import type { RowDataPacket } from 'mysql2'
import { z } from 'zod'
import type { Source } from '../model.js'
import type { Place } from '../place.js'
import { type Spelling, tablesFrom } from './catalogue.js'
import { bits, decoded, plain, single } from './cells.js'
import type { Dialect, SqlSession, SqlTable } from './model.js'
import { reaching } from './reaching.js'
import { sqlSource } from './source.js'

/** Options of the `mysql` driver, for MySQL and MariaDB. */
export const mysqlOptions = z.strictObject({
  driver: z.literal('mysql'),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().positive().default(3306),
  database: z.string().min(1),
  user: z.string().min(1),
  /** `env:NAME` or `file:PATH`. */
  password: z.string().optional(),
  /** What the bytes of text columns really are, whatever the server believes: GBK kept in latin1 columns. */
  encoding: z.string().min(1).optional(),
  /** Of TIMESTAMP columns, which the server keeps in UTC. */
  timezone: z.string().min(1).default('+08:00'),
})

/** Opens a MySQL or MariaDB database, read only, one snapshot. HK-MIG-001 when it cannot be reached. */
export async function openMysql(
  options: z.output<typeof mysqlOptions>,
  place: Place,
): Promise<Source> {
  const where = `${options.host}:${options.port}/${options.database}`
  const session = await connect(options, place, where)
  const tables = await tablesOf(session, options.encoding)
  return sqlSource({ session, dialect, tables, place: where })
}

const dialect: Dialect = {
  parameter: () => '?',
  page: ({ select, from, where, order, rows, skip }) =>
    `SELECT ${select} FROM ${from} ${where === '' ? '' : `WHERE ${where}`} ORDER BY ${order} LIMIT ${rows} OFFSET ${skip}`,
  day: (kind, day) => (/^(?:date|datetime|timestamp)$/.test(kind) ? `DATE '${day}'` : null),
  noDay: (column) => `${column} < DATE '1000-01-01'`,
}

async function connect(
  { host, port, database, user, password, timezone }: z.output<typeof mysqlOptions>,
  place: Place,
  where: string,
): Promise<SqlSession> {
  const { createConnection } = await import('mysql2/promise')
  const secret = password === undefined ? {} : { password: await place.secret(password) }
  const connection = await reaching(where, () =>
    createConnection({
      ...{ host, port, database, user, ...secret },
      charset: 'utf8mb4',
      rowsAsArray: true,
      dateStrings: true,
      supportBigNumbers: true,
      jsonStrings: true,
    }),
  )
  const rows: SqlSession['rows'] = (sql, values = []) =>
    reaching(where, async () => {
      const [found] = await connection.query<RowDataPacket[][]>(sql, [...values])
      return found
    })
  await rows('SET time_zone = ?', [timezone])
  await rows('SET TRANSACTION READ ONLY')
  await rows('START TRANSACTION WITH CONSISTENT SNAPSHOT')
  return { rows, close: () => connection.end() }
}

const COLUMNS = `SELECT c.TABLE_NAME, c.COLUMN_NAME, c.COLUMN_TYPE, lower(c.DATA_TYPE)
  FROM information_schema.COLUMNS c WHERE c.TABLE_SCHEMA = DATABASE() ORDER BY 1, c.ORDINAL_POSITION`
const KEYS = `SELECT s.TABLE_NAME, s.INDEX_NAME, s.COLUMN_NAME, s.SUB_PART, s.NULLABLE
  FROM information_schema.STATISTICS s WHERE s.TABLE_SCHEMA = DATABASE() AND s.NON_UNIQUE = 0
  ORDER BY 1, s.INDEX_NAME <> 'PRIMARY', 2, s.SEQ_IN_INDEX`

async function tablesOf(session: SqlSession, encoding: string | undefined): Promise<SqlTable[]> {
  const columns = (await session.rows(COLUMNS)).map(([table, name, type, kind]) => ({
    ...{ table: String(table), name: String(name) },
    ...{ type: String(type), kind: String(kind) },
  }))
  const keys = (await session.rows(KEYS)).map(([table, key, column, part, nullable]) => ({
    ...{ table: String(table), key: String(key), isNullable: nullable === 'YES' },
    column: column === null || part !== null ? null : String(column),
  }))
  return tablesFrom(columns, keys, { spelling: spelling(encoding), encoding })
}

const TEXT = /^(?:char|varchar|tinytext|text|mediumtext|longtext|enum|set)$/
const BYTES = /binary|blob/
/** Sorted and compared by a number: bits, and the members of a list by their place in it. */
const NUMBERED = /^(?:bit|enum|set)$/
const FLOAT = /^(?:float|double)$/
const SHAPE = /geometry|point|linestring|polygon/

function spelling(encoding: string | undefined): Spelling {
  return {
    quoted: (name) => `\`${name.replaceAll('`', '``')}\``,
    cell: ({ kind, type }, column) => {
      if (kind === 'bit') return [column, bits]
      if (/^float(?!\()/.test(type)) return [`${column} + 0E0`, single]
      if (SHAPE.test(kind)) return [`CAST(${column} AS BINARY)`, plain]
      if (encoding === undefined || !TEXT.test(kind)) return [column, plain]
      return [`CAST(${column} AS BINARY)`, decoded(encoding)]
    },
    place: ({ kind }, column) => {
      const bytes = (parameter: string) => `UNHEX(${parameter})`
      if (BYTES.test(kind)) return { select: `HEX(${column})`, bind: bytes }
      if (NUMBERED.test(kind))
        return { select: `${column} + 0`, bind: (p) => `CAST(${p} AS UNSIGNED)` }
      if (FLOAT.test(kind))
        return { select: `CAST(${column} + 0E0 AS CHAR)`, bind: (p) => `(${p} + 0E0)` }
      return { select: column, bind: (parameter) => parameter }
    },
    rowId: () => [],
    bytes: (column) => `CAST(${column} AS BINARY)`,
    from: (table) => `\`${table.replaceAll('`', '``')}\``,
  }
}
