import { describe, expect, test } from 'vitest'
import { momentOf } from '../../../../src/lib/migrate/run/since.js'
import type { Source } from '../../../../src/lib/migrate/sources/index.js'
import {
  type Answer,
  type Asked,
  fakeOracle,
  fakeSqlserver,
} from '../../../support/thin-drivers.js'

const changed = { column: 'XGSJ', day: '2014-12-31' }

/** A table of one row that was changed at a moment, as its server writes it. */
function server(type: string, written: string | null) {
  const asked: Asked[] = []
  const columns = [
    ['AJ', 'ID', 'int'],
    ['AJ', 'XGSJ', type],
  ]
  const told = [
    [/INFORMATION_SCHEMA|all_tab_columns c/, columns],
    [/sys\.indexes/, [['AJ', 'PK', 'ID', false]]],
    [/all_constraints/, [['AJ', 'PK', 'ID', 'N']]],
    [/count\(\*\)/, [[1]]],
    [/max\(/, [[written]]],
    [/> (?:@p|:)1/, []],
    [/^SELECT/, [['1', 1, written]]],
  ] as const
  const answer: Answer = (sql, values) => {
    asked.push({ sql, values })
    return told.find(([pattern]) => pattern.test(sql))?.[1] ?? []
  }
  return { answer, asked }
}

/** What the server is asked for what was changed since, page by page, and for the latest change; a moment that it tells. */
async function asking(source: Source, asked: readonly Asked[]) {
  const cells: unknown[] = []
  for await (const { rows } of source.read({ table: 'AJ', from: null, rows: 2000, changed })) {
    for (const row of rows) cells.push(row[1])
  }
  const latest = await source.latest?.('AJ', changed)
  await source.close()
  const told = [cells[0], latest].map((cell) => (typeof cell === 'string' ? momentOf(cell) : cell))
  const pages = asked.filter(({ sql }) => /ORDER BY t\./.test(sql))
  return { pages, greatest: asked.filter(({ sql }) => /max\(t.+XGSJ/.test(sql)), told }
}

describe('a SQL Server source leaves rows of earlier days at the server', () => {
  const text = (column: string) => `CONVERT(varchar(33), ${column}, 126)`
  test.each([
    ['date', '2015-06-01', '2015-06-01T00:00:00+08:00'],
    ['datetime', '2015-06-01T10:20:30.123', '2015-06-01T10:20:30+08:00'],
    ['smalldatetime', '2015-06-01T10:20:00', '2015-06-01T10:20:00+08:00'],
    ['datetime2', '2015-06-01T10:20:30.1234567', '2015-06-01T10:20:30+08:00'],
    ['datetimeoffset', '2015-06-01T02:20:30.0000000+00:00', '2015-06-01T10:20:30+08:00'],
  ])('by a column of %s', async (type, written, moment) => {
    const { answer, asked } = server(type, written)
    const { source } = await fakeSqlserver(answer)
    const { pages, greatest, told } = await asking(source, asked)
    expect(pages[0]).toEqual({
      sql:
        `SELECT TOP (2000) CONVERT(nvarchar(4000), t.[ID], 126), t.[ID], ${text('t.[XGSJ]')} FROM [dbo].[AJ] t` +
        " WHERE (t.[XGSJ] IS NULL OR t.[XGSJ] >= '20141231') ORDER BY t.[ID]",
      values: [],
    })
    const behind = "WHERE ((t.[ID] > @p1)) AND (t.[XGSJ] IS NULL OR t.[XGSJ] >= '20141231')"
    expect(pages[1]).toEqual({ sql: expect.stringContaining(behind), values: ['1'] })
    expect(greatest[0]).toEqual({
      sql:
        `SELECT ${text('t.[XGSJ]')} FROM [dbo].[AJ] t WHERE t.[XGSJ] =` +
        " (SELECT max(t.[XGSJ]) FROM [dbo].[AJ] t WHERE t.[XGSJ] < '20141231')",
      values: [],
    })
    expect(told).toEqual([moment, moment])
  })

  test.each(['timestamp', 'rowversion', 'time', 'varchar', 'nvarchar', 'int', 'bigint'])(
    'and reads all of them by a column of %s, which holds no days',
    async (type) => {
      const { answer, asked } = server(type, null)
      const { source } = await fakeSqlserver(answer)
      const { pages, greatest, told } = await asking(source, asked)
      expect(pages[0]?.sql).not.toContain('WHERE')
      expect([greatest, told[1]]).toEqual([[], undefined])
    },
  )
})

describe('an Oracle source leaves rows of earlier days at the server', () => {
  test.each([
    ['DATE', '2015-06-01 10:20:30', '2015-06-01T10:20:30+08:00'],
    ['TIMESTAMP(0)', '2015-06-01 10:20:30.000000000', '2015-06-01T10:20:30+08:00'],
    ['TIMESTAMP(6)', '2015-06-01 10:20:30.123456000', '2015-06-01T10:20:30+08:00'],
    [
      'TIMESTAMP(6) WITH TIME ZONE',
      '2015-06-01 02:20:30.000000000 +00:00',
      '2015-06-01T10:20:30+08:00',
    ],
    [
      'TIMESTAMP(6) WITH LOCAL TIME ZONE',
      '2015-06-01 10:20:30.000000000',
      '2015-06-01T10:20:30+08:00',
    ],
  ])('by a column of %s', async (type, written, moment) => {
    const { answer, asked } = server(type, written)
    const { source } = await fakeOracle(answer)
    const { pages, greatest, told } = await asking(source, asked)
    expect(pages[0]).toEqual({
      sql:
        'SELECT * FROM (SELECT TO_CHAR(t."ID"), t."ID", TO_CHAR(t."XGSJ") FROM "SP"."AJ" t' +
        ' WHERE (t."XGSJ" IS NULL OR t."XGSJ" >= DATE \'2014-12-31\') ORDER BY t."ID") WHERE ROWNUM <= 2000',
      values: [],
    })
    const behind = 'WHERE ((t."ID" > :1)) AND (t."XGSJ" IS NULL OR t."XGSJ" >= DATE'
    expect(pages[1]).toEqual({ sql: expect.stringContaining(behind), values: ['1'] })
    expect(greatest[0]).toEqual({
      sql:
        'SELECT TO_CHAR(t."XGSJ") FROM "SP"."AJ" t WHERE t."XGSJ" =' +
        ' (SELECT max(t."XGSJ") FROM "SP"."AJ" t WHERE t."XGSJ" < DATE \'2014-12-31\')',
      values: [],
    })
    expect(told).toEqual([moment, moment])
  })

  test.each(['VARCHAR2', 'CHAR', 'NUMBER', 'INTERVAL DAY(2) TO SECOND(6)', 'RAW'])(
    'and reads all of them by a column of %s, which holds no days',
    async (type) => {
      const { answer, asked } = server(type, null)
      const { source } = await fakeOracle(answer)
      const { pages, greatest, told } = await asking(source, asked)
      expect(pages[0]?.sql).not.toContain('XGSJ" IS NULL')
      expect([greatest, told[1]]).toEqual([[], undefined])
    },
  )
})
