import { type OracleDriver, openOracle } from '../../src/lib/migrate/sources/sql/oracle.js'
import { openSqlserver, type SqlServerDriver } from '../../src/lib/migrate/sources/sql/sqlserver.js'
import { placeIn } from './migrate-source.js'

// No server of these kinds is at hand: these drivers give what theirs document, and keep what they are asked.

/** What a server was asked. */
export interface Asked {
  readonly sql: string
  readonly values: readonly unknown[]
}

type Rows = readonly (readonly unknown[])[]

/** What a server answers to a query. */
export type Answer = (sql: string, values: readonly unknown[]) => Rows

/** Opens `old:1433/sp` through a driver of the test; `config` is what the driver was given. */
export async function fakeSqlserver(answer: Answer) {
  let config: unknown
  const driver: SqlServerDriver = {
    connect: async (given) => {
      config = given
      return {
        request: () => {
          const values: unknown[] = []
          return {
            arrayRowMode: false,
            input: (_name, value) => values.push(value),
            query: async (sql) => ({ recordset: answer(sql, values) }),
          }
        },
        close: async () => undefined,
      }
    },
  }
  const options = {
    host: 'old',
    port: 1433,
    database: 'sp',
    schema: 'dbo',
    user: 'u',
    password: 'p',
  }
  const source = await openSqlserver(
    { driver: 'sqlserver', ...options, encrypt: false, trust_certificate: false },
    placeIn('.'),
    async () => driver,
  )
  return { source, config }
}

/** Opens the schema of `SP` through a driver of the test. */
export async function fakeOracle(answer: Answer) {
  const driver: OracleDriver = {
    ...{ CLOB: 'clob', NCLOB: 'nclob', BLOB: 'blob', fetchAsString: [], fetchAsBuffer: [] },
    getConnection: async () => ({
      execute: async (sql, values) => ({ rows: answer(sql, values) }),
      close: async () => undefined,
    }),
  }
  const options = { host: 'old', port: 1521, service: 'orcl', user: 'sp', password: 'p' }
  const source = await openOracle(
    { driver: 'oracle', ...options, timezone: '+08:00' },
    placeIn('.'),
    async () => driver,
  )
  return { source, driver }
}
