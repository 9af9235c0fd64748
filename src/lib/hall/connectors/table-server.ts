import { AppError } from '../../errors/index.js'
import type { DatabaseAddress } from './table-address.js'
import type { TableRow, TableSource, TableSourceOptions, WrittenRow } from './table-source.js'
import { type SqlColumn, type SqlValue, sameName, writeRows } from './table-write.js'

/** One connection to a database server. Values come as the server prints them, NULL as null. */
export interface SqlConnection {
  readonly quoted: (name: string) => string
  readonly value: (n: number) => string
  /** Sends a statement; gives how many rows it found or changed. */
  readonly run: (sql: string, values?: readonly SqlValue[]) => Promise<number>
  /** The rows of a statement, a part of them at a time. */
  readonly rows: (sql: string) => AsyncIterable<Readonly<Record<string, string | null>>>
  readonly columns: (table: string) => Promise<readonly SqlColumn[]>
  readonly tables: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** How a server is reached; `isUnreachable` tells a server that is away or busy from a statement that is wrong. */
export interface SqlDriver {
  /** A connection that reads one moment of the database and can change nothing, or one inside a transaction for writing. */
  readonly open: (aim: 'read' | 'write') => Promise<SqlConnection>
  readonly isUnreachable: (error: unknown) => boolean
}

/**
 * The exchange tables of a MariaDB, MySQL or PostgreSQL database. Reading sees one moment of all tables and is refused
 * by the server itself when it tries to change something; writing is one transaction. HK-HALL-001 when the server is away,
 * busy or turns us away, HK-CONN-012 for anything else wrong; neither tells the password.
 */
export async function openTableServer(
  address: DatabaseAddress,
  options: TableSourceOptions,
): Promise<TableSource> {
  const driver = await driverOf(address, options)
  let reading: Promise<SqlConnection> | undefined
  const told = (error: unknown) => tell(driver, address.shown, error)
  const connection = () => {
    reading ??= driver.open('read')
    return reading
  }
  const read = async <T>(work: (connection: SqlConnection) => Promise<T>) => {
    try {
      return await work(await connection())
    } catch (error) {
      throw told(error)
    }
  }
  return {
    names: () => read(async ({ tables }) => (await tables()).toSorted()),
    rows: async function* (table, cursor) {
      try {
        const open = await connection()
        const order =
          cursor.length === 0 ? '' : ` ORDER BY ${await orderOf(open, table, cursor, address)}`
        for await (const row of open.rows(`SELECT * FROM ${open.quoted(table)}${order}`)) {
          yield asText(row)
        }
      } catch (error) {
        throw told(error)
      }
    },
    write: async (rows) => {
      try {
        await writeAll(await driver.open('write'), rows, address.shown)
      } catch (error) {
        throw told(error)
      }
    },
    close: async () => {
      // A connection that never came about was told of by whoever asked for it.
      await reading?.then(
        (open) => open.close(),
        () => undefined,
      )
    },
  }
}

async function driverOf(address: DatabaseAddress, options: TableSourceOptions): Promise<SqlDriver> {
  if (address.kind === 'mysql') {
    const { mysqlDriver } = await import('./table-mysql.js')
    return mysqlDriver(address, options)
  }
  const { postgresDriver } = await import('./table-postgres.js')
  return postgresDriver(address, options)
}

function tell({ isUnreachable }: SqlDriver, place: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const detail = error.message || String('code' in error ? error.code : error.name)
  return isUnreachable(error)
    ? new AppError('HK-HALL-001', { url: place, cause: detail }, { cause: error })
    : new AppError('HK-CONN-012', { file: place, detail }, { cause: error })
}

async function orderOf(
  { columns, quoted }: SqlConnection,
  table: string,
  cursor: readonly string[],
  { shown }: DatabaseAddress,
): Promise<string> {
  const names = (await columns(table)).map(({ name }) => name)
  const found = cursor.map((wanted) => {
    const name = sameName(names, wanted)
    if (name !== null) return `${quoted(name)} IS NULL, ${quoted(name)}`
    throw new AppError('HK-CONN-012', { file: shown, detail: `${table}: no column ${wanted}` })
  })
  return found.join(', ')
}

async function writeAll(
  connection: SqlConnection,
  rows: readonly WrittenRow[],
  place: string,
): Promise<void> {
  try {
    await writeRows({ ...connection, place }, rows)
    await connection.run('COMMIT')
  } finally {
    // Without COMMIT the server takes everything back.
    await connection.close()
  }
}

function asText(row: Readonly<Record<string, string | null>>): TableRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? '']))
}
