import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2'
import type { Cell } from '../../sources/index.js'
import { reached, wholes } from '../sql/session.js'
import type { BatchWriter } from '../sql/write.js'
import type { MysqlTarget } from './options.js'

/** A connection to the target. Every failure but the refusal of a row is HK-MIG-023 with the server's own words. */
export interface Session {
  readonly rows: (sql: string, values?: readonly unknown[]) => Promise<Cell[][]>
  /** Rows of a statement on a connection of its own, a part of them at a time. */
  readonly stream: (sql: string) => AsyncGenerator<Cell[]>
  /** Sends a statement; the server's words when it refuses a row or would change one (a warning), null when it is done as it was said. */
  readonly attempt: (sql: string) => Promise<string | null>
  readonly whole: BatchWriter['whole']
  /** A value as SQL writes it. */
  readonly escape: (value: Cell) => string
  /** A statement of so many bytes is taken. */
  readonly longest: number
  readonly close: () => Promise<void>
}

/**
 * Strict, whatever the server's own mode is: nothing is cut off, no zero stands for a day that there is not. NO_BACKSLASH_ESCAPES
 * stays off, for which the driver quotes. Times are told and taken in Chinese time.
 */
const SETTINGS = [
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_AUTO_VALUE_ON_ZERO'",
  "SET SESSION time_zone = '+08:00'",
  'SET SESSION sql_notes = 1',
]

/** Connects. `rehearse`: everything is done and nothing stays. */
export async function connect(
  { host, port, database, user }: MysqlTarget,
  { password, rehearse }: { password: string | undefined; rehearse: boolean },
): Promise<Session> {
  const { createConnection, escape: escaped } = await import('mysql2')
  const place = `${host}:${port}/${database}`
  const connections: Connection[] = []
  const open = () =>
    reached(place, async () => {
      const connection = createConnection({
        ...{ host, port, database, user, ...(password !== undefined && { password }) },
        ...{ charset: 'utf8mb4', rowsAsArray: true, dateStrings: true },
        ...{ supportBigNumbers: true, jsonStrings: true, multipleStatements: true },
      })
      // A server that goes away is told to whoever asks next.
      connection.on('error', () => undefined)
      connections.push(connection)
      await connection.promise().connect()
      for (const sql of SETTINGS) await connection.promise().query(sql)
      return connection
    })
  const client = (await open()).promise()
  const rows: Session['rows'] = (sql, values = []) =>
    reached(place, async () => {
      const [found] = await client.query<RowDataPacket[][]>(sql, [...values])
      return found as Cell[][]
    })
  const attempt = async (sql: string) => {
    const [done] = await client.query<ResultSetHeader | ResultSetHeader[]>(sql)
    const told = [done].flat().filter(({ warningStatus }) => warningStatus > 0)
    if (told.length === 0) return null
    // The server tells those of the last statement only; one that is alone is the last.
    const [warnings] = await client.query<RowDataPacket[][]>('SHOW WARNINGS')
    const [first] = warnings.filter(([, code]) => !OF_SERVER.has(Number(code)))
    if (first !== undefined) return String(first[2])
    return told.length === 1 && warnings.length > 0 ? null : 'warning'
  }
  const [[longest] = []] = await rows('SELECT @@max_allowed_packet')
  if (rehearse) await rows('BEGIN')
  return {
    rows,
    attempt: (sql) => reached(place, () => refusal(() => attempt(sql))),
    stream: async function* (sql) {
      const own = await open()
      try {
        yield* own.query(sql).stream() as AsyncIterable<Cell[]>
      } catch (error) {
        await reached(place, () => Promise.reject(error))
      } finally {
        own.destroy()
      }
    },
    whole: wholes(rows, rehearse ? 1 : 0),
    escape: (value) => escaped(value),
    longest: Number(longest),
    // What was rehearsed goes with the connection.
    close: async () => {
      for (const connection of connections) connection.destroy()
    },
  }
}

/** Errors of a row that servers count among others: no value where one must be, a value that is none of its type, a rule. */
const OF_ROW = new Set([1265, 1364, 1366, 1526, 3819, 4025])

/** Warnings about how a server is set up or will be: nothing of a row is another than was said. */
const OF_SERVER = new Set([1287, 1592, 1681])

/** Data that do not fit (class 22), rules of the tables (23) and of their triggers (45) are a row's own fault; anything else is the server's. */
async function refusal(work: () => Promise<string | null>): Promise<string | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error) || !('errno' in error && 'sqlState' in error)) throw error
    if (!/^(?:22|23|45)/.test(String(error.sqlState)) && !OF_ROW.has(Number(error.errno)))
      throw error
    return error.message
  }
}
