import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { everything, openSource, type SourceOptions } from '../../../src/lib/migrate/index.js'
import { sourceOptions } from '../../../src/lib/migrate/sources/index.js'
import { again } from '../../../src/lib/ui/index.js'
import {
  folderWith,
  header,
  inTarget,
  nonZero,
  oldCase,
  run,
  writeTable,
} from '../../support/migration.js'
import { hasService, serviceDatabase } from '../../support/services.js'
import { tempFolder } from '../../support/temp-folder.js'

const since = (text: string) => text.replace('table: 办件,', 'table: 办件, since: 受理,')
const cases = [
  oldCase('A1', { on: '2014-12-31' }),
  oldCase('A2', { on: '2015年1月1日' }),
  oldCase('A3', { on: '2015/1/5' }),
  oldCase('A4', { on: '' }),
  oldCase('A5', { on: '当年' }),
  oldCase('A6', { on: '2013-1-1', note: '测试' }),
]
const scope = { ...everything, since: '2015-01-01' }

test('only such rows are read, with those that do not say when; the counts add up', async () => {
  const { folder, file } = await folderWith(cases, since)
  const result = await run(file, { scope })
  expect(result.balanced).toBe(true)
  expect(result.entities.map(nonZero)[1]).toEqual({
    ...{ read: 4, created: 2, quarantined: 2, unread: 2 },
  })
  expect([result.isWhole, result.scope.since]).toEqual([false, '2015-01-01'])
  expect(
    inTarget(folder, (db) => db.prepare('SELECT case_no FROM cases ORDER BY 1').pluck().all()),
  ).toEqual(['A2', 'A3'])
})

test('rows before it stay as they are, and are not taken for gone', async () => {
  const { folder, file } = await folderWith(cases.slice(0, 3), since)
  await run(file)
  await writeTable(folder, '办件', [
    header,
    oldCase('A1', { on: '2014-12-31', unit: '没有说改过' }),
    oldCase('A3', { on: '2015/1/5', unit: '公安局' }),
  ])
  const result = await run(file, { scope })
  expect(result.entities.map(nonZero)[1]).toEqual({ read: 1, updated: 1, unread: 1 })
  expect(result.findings).toEqual([])
  expect(
    inTarget(folder, (db) => db.prepare('SELECT unit FROM cases ORDER BY case_no').pluck().all()),
  ).toEqual(['民政局', '民政局', '公安局'])
})

test('no date, or no column that would say it: nothing is begun', async () => {
  const { file } = await folderWith(cases, since)
  await expect(run(file, { scope: { ...scope, since: '去年' } })).rejects.toMatchObject({
    code: 'HK-MIG-016',
    params: { reason: 'date' },
  })
  const without = await folderWith(cases)
  await expect(run(without.file, { scope })).rejects.toMatchObject({
    code: 'HK-MIG-016',
    params: { reason: 'column' },
  })
})

test('an interrupted run goes on with what it was begun with, whatever is said later', async () => {
  const { file } = await folderWith(cases, since)
  const aborted = new AbortController()
  aborted.abort()
  const part = { ...scope, entities: ['person'] }
  await expect(run(file, { scope: part, signal: aborted.signal })).rejects.toMatchObject({
    code: 'HK-INT-001',
  })
  const { run: id, entities } = await run(file, { scope: everything, onlyResume: true })
  expect([id, entities.map(({ name }) => name)]).toEqual([1, ['person']])
})

test('the hint after an interruption takes the same part again', () => {
  const line = again('hallkit migrate run', '旧 系统.yaml', { allowCode: false })
  expect(line(everything)).toBe('hallkit migrate run "旧 系统.yaml"')
  const keys = ['A 1', 'B2']
  expect(
    line({ entities: ['case'], limit: 9, keys, since: '2015-01-01', onlyQuarantine: true }),
  ).toBe(
    'hallkit migrate run "旧 系统.yaml" --entity case --limit 9 --keys "A 1" --keys B2 --since 2015-01-01 --only-quarantine',
  )
})

test('--since last goes on from the latest change that was there, ties and rows without a date included', async () => {
  const { file } = await folderWith([...cases, oldCase('A9', { on: '9999-12-31' })], since)
  const last = { ...everything, since: 'last' }
  const first = await run(file, { scope: last })
  expect(first.entities.map(({ read }) => read)).toEqual([3, 7]) // never gone through: all of it

  await writeTable(join(file, '..'), '办件', [
    header,
    ...cases,
    oldCase('A9', { on: '9999-12-31' }),
    oldCase('B1', { on: '2015-1-5' }), // of the very moment of the mark
    oldCase('B2', { on: '2015-1-4' }),
    oldCase('B3', { on: '2015-2-1' }),
  ])
  const second = await run(file, { scope: last })
  // A3 (the mark), A4 and A5 (which do not say), A9 (of no year that anybody has seen), B1, B3.
  expect(nonZero(second.entities[1] ?? { name: '' })).toMatchObject({
    read: 6,
    created: 2,
    unread: 4,
  })

  // A run from a later day leaves a gap behind it: it moves no mark.
  await run(file, { scope: { ...everything, since: '2020-01-01' } })
  const third = await run(file, { scope: last })
  expect(third.entities[1]).toMatchObject({ read: 4, created: 0 }) // B3 is the mark now
})

/** A table of four rows: of 2014, of 2015, without a moment, and (MySQL) of the day that is none. */
const ROWS = "(1, '2014-06-01 10:00:00'), (2, '2015-06-01 10:00:00'), (3, NULL)"
const changed = { column: 'xgsj', day: '2015-01-01' }
const upTo = { column: 'xgsj', day: '2015-06-01' }

async function idsOf(options: SourceOptions, folder = '') {
  const source = await openSource(options, { folder, secret: async (kept) => kept })
  try {
    const ids: unknown[] = []
    for await (const { rows } of source.read({ table: 'bj', from: null, rows: 2, changed })) {
      for (const [id] of rows) ids.push(id)
    }
    return { ids, latest: await source.latest?.('bj', upTo) }
  } finally {
    await source.close()
  }
}

test('an SQLite file leaves earlier rows behind by itself, where their text is a day', async () => {
  const folder = await tempFolder()
  const database = new Sqlite(join(folder, 'old.sqlite'))
  database.exec(
    `CREATE TABLE bj (id INTEGER PRIMARY KEY, XGSJ); INSERT INTO bj VALUES ${ROWS}, (4, '不详'), (5, 20140101)`,
  )
  database.close()
  const { ids } = await idsOf({ driver: 'sqlite', path: 'old.sqlite' }, folder)
  expect(ids).toEqual([2, 3, 4, 5])
})

const SERVERS = [
  [
    'mariadb',
    'mysql',
    'CREATE TABLE bj (id int PRIMARY KEY, xgsj datetime)',
    ", (4, '0000-00-00')",
    [2, 3, 4],
  ],
  ['postgresql', 'postgres', 'CREATE TABLE bj (id int PRIMARY KEY, xgsj timestamptz)', '', [2, 3]],
] as const

const running = new Map(
  await Promise.all(
    SERVERS.map(async ([service]) => [service, await hasService(service)] as const),
  ),
)

describe.each(SERVERS)('%s', (service, driver, table, more, expected) => {
  test.skipIf(!running.get(service))(
    'leaves earlier rows at the server, and tells the latest change before a day',
    async () => {
      const database = await serviceDatabase(service)
      try {
        if (driver === 'mysql') await database.run("SET sql_mode = ''")
        await database.run(table)
        await database.run(`INSERT INTO bj VALUES ${ROWS}${more}`)
        const { hostname: host, port, username: user, password } = new URL(database.url)
        const options = {
          ...{ driver, host, database: database.name, user },
          ...(port !== '' && { port: Number(port) }),
          ...(password !== '' && { password: decodeURIComponent(password) }),
        }
        const { ids, latest } = await idsOf(sourceOptions.parse(options))
        expect(ids).toEqual(expected)
        expect(latest).toMatch(/^2014-06-01 1[08]:00:00/)
      } finally {
        await database.drop()
      }
    },
  )
})
