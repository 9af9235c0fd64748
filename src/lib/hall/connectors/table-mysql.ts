import type { FieldPacket } from 'mysql2'
import { type Charset, decodeText, openCharset } from './charset.js'
import type { DatabaseAddress } from './table-address.js'
import type { SqlConnection, SqlDriver } from './table-server.js'
import type { TableSourceOptions } from './table-source.js'
import type { SqlColumn } from './table-write.js'

/** Column types of the protocol: texts and bytes of any length, and BIT. */
const TEXTS: readonly number[] = [15, 249, 250, 251, 252, 253, 254]
const BIT = 16
/** The charset of columns that hold bytes. */
const BINARY = 63
const AWAY =
  /^(?:ECONN|EPIPE|ENOTFOUND|ENOENT|EAI_|ETIMEDOUT|EHOST|ENET|PROTOCOL_|HANDSHAKE_|ER_(?:DB)?ACCESS_DENIED|ER_CON_COUNT|ER_TOO_MANY_USER|ER_LOCK_|ER_HOST_|ER_SERVER_SHUTDOWN)/

/** Strict, so that nothing is cut off in silence; and the mode under which the driver's own quoting is safe. */
const SETTINGS = [
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES'",
  'SET SESSION innodb_lock_wait_timeout = 5',
]
const BEGIN = {
  read: 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY',
  write: 'START TRANSACTION',
}

/**
 * MariaDB and MySQL. The server turns the charset of every column into UTF-8. With `forcedCharset` it sends the bytes as they
 * lie there, and those of latin1 columns are taken for that charset: GBK under a wrong name.
 */
export async function mysqlDriver(
  { host, port, user, password, database, socket, tls }: DatabaseAddress,
  { forcedCharset, timeoutMs }: TableSourceOptions,
): Promise<SqlDriver> {
  const { createConnection } = await import('mysql2')
  const forced = forcedCharset === undefined ? null : await openCharset(forcedCharset)
  const settings = [...SETTINGS, ...(forced === null ? [] : ['SET character_set_results = NULL'])]
  const open: SqlDriver['open'] = async (aim) => {
    const core = createConnection({
      ...{ user, password, database, connectTimeout: timeoutMs, charset: 'utf8mb4' },
      ...(socket === null ? { host, port } : { socketPath: socket }),
      ...(tls ? { ssl: {} } : {}),
      typeCast: false,
    })
    // A connection that breaks while nobody waits for it must not end the process: the next statement will tell.
    core.on('error', () => undefined)
    const client = core.promise()
    await client.connect()
    const run: SqlConnection['run'] = async (sql, values = []) => {
      const [result] = await client.query(sql, [...values])
      return Array.isArray(result) ? result.length : result.affectedRows
    }
    const rows: SqlConnection['rows'] = async function* (sql) {
      let fields: readonly FieldPacket[] = []
      const query = core.query(sql)
      query.on('fields', (told: readonly FieldPacket[]) => {
        fields = told
      })
      for await (const row of query.stream()) yield textsOf(row, fields, forced)
    }
    for (const sql of [...settings, BEGIN[aim]]) await run(sql)
    return {
      ...{ run, rows, quoted, value: () => '?', tables: () => tableNames(rows) },
      columns: async (table) => {
        const [, fields] = await client.query(`SELECT * FROM ${quoted(table)} LIMIT 0`)
        return fields.map((field) => columnOf(field, forced))
      },
      close: async () => core.destroy(),
    }
  }
  return { open, isUnreachable: (error) => isError(error) && AWAY.test(String(error.code)) }
}

async function tableNames(rows: SqlConnection['rows']): Promise<readonly string[]> {
  const sql =
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()'
  const names: string[] = []
  for await (const { name } of rows(sql)) names.push(name ?? '')
  return names
}

function columnOf(field: FieldPacket, forced: Charset | null): SqlColumn {
  const isText = TEXTS.includes(field.columnType ?? 0) && field.characterSet !== BINARY
  const encode = forced !== null && isLatin(field) ? forced.encode : (text: string) => text
  return { name: field.name, take: (text) => (text === '' && !isText ? null : encode(text)) }
}

/** What the server printed, by column; bytes as hex, BIT as its number. */
function textsOf(
  row: Readonly<Record<string, Buffer | null>>,
  fields: readonly FieldPacket[],
  forced: Charset | null,
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    fields.map((field) => {
      const bytes = row[field.name] ?? null
      return [field.name, bytes === null ? null : textOf(bytes, field, forced)]
    }),
  )
}

function textOf(bytes: Buffer, field: FieldPacket, forced: Charset | null): string {
  const { columnType = 0, characterSet, encoding } = field
  if (columnType === BIT) return BigInt(`0x${bytes.toString('hex') || '0'}`).toString()
  if (!TEXTS.includes(columnType)) return bytes.toString('utf8')
  if (characterSet === BINARY) return bytes.toString('hex')
  if (forced === null) return bytes.toString('utf8')
  if (isLatin(field)) return decodeText(bytes, forced.name)
  return decodeText(bytes, encoding?.startsWith('gb') ? 'gb18030' : 'utf-8')
}

function isLatin({ encoding }: FieldPacket): boolean {
  return encoding === 'latin1' || encoding === 'cp1252' || encoding === 'ascii'
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}

function isError(error: unknown): error is Error & { readonly code: unknown } {
  return error instanceof Error && 'code' in error
}
