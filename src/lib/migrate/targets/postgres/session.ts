import type { Client } from 'pg'
import type { Cell } from '../../sources/index.js'
import { reached, wholes } from '../sql/session.js'
import type { BatchWriter } from '../sql/write.js'
import { copyIn } from './copy.js'
import type { PostgresTarget } from './options.js'

/** A connection to the target. Every failure but the refusal of a row is HK-MIG-023 with the server's own words. */
export interface Session {
  readonly rows: (sql: string, values?: readonly unknown[]) => Promise<Cell[][]>
  /** Writes rows at once; the server's words when it refuses one of them, and then none is written. */
  readonly copy: (into: string, lines: readonly string[]) => Promise<string | null>
  /** The same for a statement. */
  readonly attempt: (sql: string) => Promise<string | null>
  readonly whole: BatchWriter['whole']
  readonly close: () => Promise<void>
}

const BYTEA = 17

/** Connects. `rehearse`: everything is done and nothing stays. */
export async function connect(
  { host, port, database, user }: PostgresTarget,
  { password, rehearse }: { password: string | undefined; rehearse: boolean },
): Promise<Session> {
  const { default: pg } = await import('pg')
  const types = { getTypeParser: (oid: number) => (oid === BYTEA ? bytesOf : asSent) }
  const secret = password === undefined ? {} : { password }
  const client: Client = new pg.Client({ host, port, database, user, ...secret, types })
  // A server that goes away is told to whoever asks next.
  client.on('error', () => undefined)
  const place = `${host}:${port}/${database}`
  const reaching = <T>(work: () => Promise<T>) => reached(place, work)
  await reaching(() => client.connect())
  const rows: Session['rows'] = (sql, values = []) =>
    reaching(async () => {
      const found = await client.query({ text: sql, values: [...values], rowMode: 'array' })
      return found.rows as Cell[][]
    })
  await rows(
    "SELECT set_config('TimeZone', 'Asia/Shanghai', false), set_config('DateStyle', 'ISO', false)",
  )
  if (rehearse) await rows('BEGIN')
  return {
    rows,
    copy: (into, lines) => reaching(() => refusal(() => copyIn(client, into, lines))),
    attempt: (sql) => reaching(() => refusal(() => client.query(sql))),
    whole: wholes(rows, rehearse ? 1 : 0),
    // What was rehearsed goes with the connection.
    close: () => client.end(),
  }
}

/** Data that do not fit (class 22) and rules of the tables (class 23) are a row's own fault; anything else is the server's. */
async function refusal(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    const isOfRow = error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code))
    if (!isOfRow) throw error
    return error.message
  }
}

const asSent = (value: string): string => value

function bytesOf(value: string): Uint8Array {
  return Buffer.from(value.slice(2), 'hex')
}
