import { randomBytes } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import pg from 'pg'

/** Database servers that tests talk to when they run on this machine. */
export type ServiceName = 'mariadb' | 'postgresql'

/** A database of this test alone. `run` sends one statement and gives its rows; `drop` removes the whole database. */
export interface ServiceDatabase {
  readonly name: string
  /** With everything a client needs: `mysql://root@127.0.0.1:3306/name`. */
  readonly url: string
  readonly run: (sql: string, values?: readonly unknown[]) => Promise<readonly unknown[]>
  readonly drop: () => Promise<void>
}

const servers: Readonly<Record<ServiceName, string>> = {
  mariadb: process.env['HALLKIT_TEST_MARIADB'] ?? 'mysql://root@127.0.0.1:3306/test',
  postgresql: process.env['HALLKIT_TEST_POSTGRESQL'] ?? 'postgres://postgres@127.0.0.1:5432/test',
}

/**
 * True when the server answers. When not: a loud line, or, with HALLKIT_REQUIRE_SERVICES=1 as CI has it, an error that fails
 * the whole file. Use it as `describe.skipIf(!(await hasService('mariadb')))`.
 */
export async function hasService(name: ServiceName): Promise<boolean> {
  try {
    await (await open(name, servers[name])).close()
    return true
  } catch (error) {
    const line = `no ${name} at ${servers[name]} (${String(error)})`
    if (process.env['HALLKIT_REQUIRE_SERVICES'] === '1') throw new Error(line)
    process.stderr.write(`SKIPPED: ${line}; what needs it was not tested\n`)
    return false
  }
}

/** A new, empty database with a name of its own. */
export async function serviceDatabase(name: ServiceName): Promise<ServiceDatabase> {
  const database = `hallkit_${randomBytes(6).toString('hex')}`
  const server = await open(name, servers[name])
  await server.run(`CREATE DATABASE ${database}`)
  const url = new URL(servers[name])
  url.pathname = `/${database}`
  const own = await open(name, url.href)
  return {
    ...{ name: database, url: url.href, run: own.run },
    drop: async () => {
      await own.close()
      await server.run(`DROP DATABASE ${database}${name === 'mariadb' ? '' : ' WITH (FORCE)'}`)
      await server.close()
    },
  }
}

async function open(name: ServiceName, url: string) {
  return name === 'mariadb' ? openMariaDb(url) : openPostgres(url)
}

async function openMariaDb(uri: string) {
  const connection = await createConnection({ uri, charset: 'utf8mb4', connectTimeout: 3000 })
  return {
    run: async (sql: string, values: readonly unknown[] = []) => {
      const [rows] = await connection.query(sql, [...values])
      return Array.isArray(rows) ? rows : []
    },
    close: () => connection.end(),
  }
}

async function openPostgres(connectionString: string) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3000 })
  await client.connect()
  return {
    run: async (sql: string, values: readonly unknown[] = []) =>
      (await client.query(sql, [...values])).rows as readonly unknown[],
    close: () => client.end(),
  }
}
