import { describe, expect, test } from 'vitest'
import { type OracleDriver, openOracle } from '../../../../src/lib/migrate/sources/sql/oracle.js'
import {
  openSqlserver,
  type SqlServerDriver,
} from '../../../../src/lib/migrate/sources/sql/sqlserver.js'
import { allRows, placeIn } from '../../../support/migrate-source.js'

// No server of these kinds is at hand: a driver of the test gives what theirs document, and keeps what it is asked.

interface Asked {
  readonly sql: string
  readonly values: readonly unknown[]
}

type Rows = readonly (readonly unknown[])[]

/** Five rows in pages of two, behind the key that is asked for. */
function answers(columns: Rows, keys: Rows) {
  const asked: Asked[] = []
  const data = [1, 2, 3, 4, 5].map((n) => [`k${n}`, String(n), `王${n}`])
  const answer = (sql: string, values: readonly unknown[]): Rows => {
    asked.push({ sql, values })
    if (/INFORMATION_SCHEMA|all_tab_columns c/.test(sql)) return columns
    if (/sys\.indexes|all_constraints/.test(sql)) return keys
    if (/count\(\*\)/.test(sql)) return [[data.length]]
    const behind = data.filter(([key]) => values.length === 0 || String(key) > String(values[0]))
    return /^SELECT/.test(sql) ? behind.slice(0, 2) : []
  }
  return { asked, answer }
}

const pages = (asked: readonly Asked[]) => asked.filter(({ sql }) => /TOP|ROWNUM/.test(sql))

describe('a SQL Server source', () => {
  const { asked, answer } = answers(
    [
      ['AJ', 'ID', 'bigint'],
      ['AJ', '姓名', 'varchar'],
    ],
    [['AJ', 'PK', 'ID', false]],
  )
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

  test('reads in pages behind the key, everything as text that loses nothing', async () => {
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
    const { rows } = await allRows(source, 'AJ')
    expect(rows).toEqual([1, 2, 3, 4, 5].map((n) => [String(n), `王${n}`]))
    expect(pages(asked)[1]).toEqual({
      sql:
        'SELECT TOP (5000) CONVERT(nvarchar(4000), t.[ID], 126), CONVERT(varchar(50), t.[ID]), CONVERT(nvarchar(max), t.[姓名])' +
        ' FROM [dbo].[AJ] t WHERE ((t.[ID] > @p1)) ORDER BY t.[ID]',
      values: ['k2'],
    })
    expect(config).toMatchObject({ server: 'old', password: 'p', options: { encrypt: false } })
    await source.close()
  })
})

describe('an Oracle source', () => {
  test('reads in pages behind the row id where there is no key, and lets the server write dates', async () => {
    const { asked, answer } = answers(
      [
        ['AJ', 'BH', 'VARCHAR2'],
        ['AJ', 'RQ', 'DATE'],
      ],
      [],
    )
    const driver: OracleDriver = {
      ...{ CLOB: 'clob', NCLOB: 'nclob', BLOB: 'blob', fetchAsString: [], fetchAsBuffer: [] },
      getConnection: async () => ({
        execute: async (sql, values) => ({ rows: answer(sql, values) }),
        close: async () => undefined,
      }),
    }
    const options = { host: 'old', port: 1521, service: 'orcl', user: 'sp', password: 'p' }
    const source = await openOracle(
      { driver: 'oracle', ...options },
      placeIn('.'),
      async () => driver,
    )
    expect((await allRows(source, 'AJ')).rows.length).toBe(5)
    expect(pages(asked)[1]).toEqual({
      sql:
        'SELECT * FROM (SELECT ROWIDTOCHAR(t.ROWID), t."BH", TO_CHAR(t."RQ") FROM "SP"."AJ" t' +
        ' WHERE ((t.ROWID > CHARTOROWID(:1))) ORDER BY t.ROWID) WHERE ROWNUM <= 5000',
      values: ['k2'],
    })
    expect(asked.some(({ sql }) => sql.includes('NLS_DATE_FORMAT'))).toBe(true)
    expect(driver.fetchAsString).toEqual(['clob', 'nclob'])
    await source.close()
  })
})

test('a driver that is not installed is named', async () => {
  const options = {
    host: 'old',
    port: 1433,
    database: 'sp',
    schema: 'dbo',
    user: 'u',
    password: 'p',
  }
  await expect(
    openSqlserver(
      { driver: 'sqlserver', ...options, encrypt: true, trust_certificate: false },
      placeIn('.'),
    ),
  ).rejects.toMatchObject({ code: 'HK-MIG-009', params: { driver: 'mssql' } })
})
