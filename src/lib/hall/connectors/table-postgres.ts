import type { Client, QueryResult } from 'pg'
import type { DatabaseAddress } from './table-address.js'
import type { SqlConnection, SqlDriver } from './table-server.js'
import type { TableSourceOptions } from './table-source.js'

/** Rows that are fetched at once. */
const PART = 500
/** Object ids of text, name, char, varchar. */
const TEXTS: readonly number[] = [18, 19, 25, 1042, 1043]
/** Connections that fail or are refused, logins, resources, locks, shutdowns; or errors of the network. */
const AWAY = /^(?:08|28|53|55P03|57P|40)|^E[A-Z]+/

const BEGIN = { read: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', write: 'BEGIN' }

type Cells = Readonly<Record<string, string | null>>

/**
 * PostgreSQL. The server turns its charset into UTF-8; times stand in ISO form, at the connector's offset from UTC.
 * Bytes that are no UTF-8, of a database that does not know its own charset, are refused rather than guessed at.
 */
export async function postgresDriver(
  { host, port, user, password, database, schema, socket, tls }: DatabaseAddress,
  { timeoutMs, utcOffset }: TableSourceOptions,
): Promise<SqlDriver> {
  const { default: pg } = await import('pg')
  const settings = [
    `SET client_encoding TO 'UTF8'`,
    `SET datestyle TO 'ISO, YMD'`,
    `SET lock_timeout TO '5s'`,
    `SET TIME ZONE INTERVAL '${utcOffset}' HOUR TO MINUTE`,
    ...(schema === null ? [] : [`SET search_path TO ${quoted(schema)}`]),
  ]
  const open: SqlDriver['open'] = async (aim) => {
    const client = new pg.Client({
      ...{ host: socket ?? host, port, user, password, database, ssl: tls },
      ...{ connectionTimeoutMillis: timeoutMs, types: { getTypeParser: () => asIs } },
    })
    // A connection that breaks while nobody waits for it must not end the process: the next statement will tell.
    client.on('error', () => undefined)
    await client.connect()
    const run: SqlConnection['run'] = async (sql, values = []) =>
      (await client.query(sql, [...values])).rowCount ?? 0
    for (const sql of [...settings, BEGIN[aim]]) await run(sql)
    const isTorn = await knowsNoCharset(client)
    let cursors = 0
    return {
      ...{ run, quoted, value: (n) => `$${n}`, close: () => client.end() },
      rows: async function* (sql) {
        cursors += 1
        for await (const row of partsOf(client, sql, `hallkit_${cursors}`)) {
          if (isTorn) refuseTorn(row)
          yield row
        }
      },
      columns: async (table) => {
        const { fields } = await client.query(`SELECT * FROM ${quoted(table)} LIMIT 0`)
        return fields.map(({ name, dataTypeID }) => ({
          name,
          take: (text) => (text === '' && !TEXTS.includes(dataTypeID) ? null : text),
        }))
      },
      tables: async () => {
        const sql = 'SELECT table_name AS name FROM information_schema.tables'
        const { rows }: QueryResult<Cells> = await client.query(
          `${sql} WHERE table_schema = ANY (current_schemas(false))`,
        )
        return rows.map(({ name }) => name ?? '')
      },
    }
  }
  return {
    open,
    isUnreachable: (error) =>
      error instanceof Error &&
      ('code' in error ? AWAY.test(String(error.code)) : /timeout|terminated/i.test(error.message)),
  }
}

/** Part after part through a cursor of the server, so that a large table never lies in memory whole. */
async function* partsOf(client: Client, sql: string, cursor: string): AsyncGenerator<Cells> {
  await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`)
  for (;;) {
    const { rows }: QueryResult<Cells> = await client.query(`FETCH ${PART} FROM ${cursor}`)
    yield* rows
    if (rows.length < PART) break
  }
  await client.query(`CLOSE ${cursor}`)
}

async function knowsNoCharset(client: Client): Promise<boolean> {
  const { rows }: QueryResult<Cells> = await client.query('SHOW server_encoding')
  return rows[0]?.['server_encoding'] === 'SQL_ASCII'
}

function refuseTorn(row: Cells): void {
  const [torn] = Object.entries(row).filter(([, value]) => value?.includes('\uFFFD'))
  if (torn !== undefined)
    throw new Error(
      `${torn[0]}: server_encoding SQL_ASCII, not UTF-8; psql \\copy ... csv, then folder: DIR`,
    )
}

function asIs(value: string): string {
  return value
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
