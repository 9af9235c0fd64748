import { describe, expect, test } from 'vitest'
import { openSqlserver } from '../../../../src/lib/migrate/sources/sql/sqlserver.js'
import { allRows, placeIn } from '../../../support/migrate-source.js'
import { type Asked, fakeOracle, fakeSqlserver } from '../../../support/thin-drivers.js'

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
  test('reads in pages behind the key, everything as text that loses nothing', async () => {
    const { asked, answer } = answers(
      [
        ['AJ', 'ID', 'bigint'],
        ['AJ', '姓名', 'varchar'],
      ],
      [['AJ', 'PK', 'ID', false]],
    )
    const { source, config } = await fakeSqlserver(answer)
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

  test('leaves a row version as the bytes that it is: the server has no way to write it as a time', async () => {
    const { asked, answer } = answers(
      [
        ['AJ', 'ID', 'bigint'],
        ['AJ', 'BB', 'timestamp'],
      ],
      [['AJ', 'PK', 'ID', false]],
    )
    const { source } = await fakeSqlserver(answer)
    await allRows(source, 'AJ')
    expect(pages(asked)[0]?.sql).toContain('CONVERT(varchar(50), t.[ID]), t.[BB] FROM')
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
    const { source, driver } = await fakeOracle(answer)
    expect((await allRows(source, 'AJ')).rows.length).toBe(5)
    expect(pages(asked)[1]).toEqual({
      sql:
        'SELECT * FROM (SELECT ROWIDTOCHAR(t.ROWID), t."BH", TO_CHAR(t."RQ") FROM "SP"."AJ" t' +
        ' WHERE ((t.ROWID > CHARTOROWID(:1))) ORDER BY t.ROWID) WHERE ROWNUM <= 5000',
      values: ['k2'],
    })
    const session = asked.map(({ sql }) => sql).filter((sql) => sql.startsWith('ALTER SESSION'))
    expect(session).toContain("ALTER SESSION SET TIME_ZONE = '+08:00'")
    expect(session).toContain("ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY-MM-DD HH24:MI:SS'")
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
