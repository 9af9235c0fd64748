import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSource } from '../../../../src/lib/migrate/index.js'
import { keptFolder } from '../../../support/kept-folder.js'
import { allRows, batchesOf, keepsTheContract, placeIn } from '../../../support/migrate-source.js'

const kept = await keptFolder()
const folder = kept.path
afterAll(kept.remove)
const sqlite = (path: string, more: object = {}) =>
  openSource({ driver: 'sqlite', path, ...more }, placeIn(folder))

beforeAll(async () => {
  const db = new Sqlite(join(folder, 'old.db'))
  db.exec(`CREATE TABLE plain (no TEXT, n INTEGER, fee REAL, scan BLOB);
    CREATE TABLE keyed (a TEXT, b INTEGER, v TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
    CREATE TABLE odd (rowid TEXT, v TEXT);
    CREATE TABLE gbk (name TEXT, scan BLOB);
    CREATE VIEW seen AS SELECT no, n FROM plain WHERE n % 2 = 0;`)
  const plain = db.prepare('INSERT INTO plain VALUES (?, ?, ?, ?)')
  const keyed = db.prepare('INSERT INTO keyed VALUES (?, ?, ?)')
  db.transaction(() => {
    for (let n = 0; n < 3000; n += 1) {
      plain.run(n % 7 === 0 ? null : `AJ${n % 50}`, n, n / 10, null)
      keyed.run(`k${n % 3}`, n, '值')
    }
  })()
  db.prepare('INSERT INTO plain VALUES (?, ?, ?, ?)').run(
    'big',
    9_007_199_254_740_993n,
    0,
    Buffer.from([1, 0, 255]),
  )
  db.prepare('INSERT INTO odd VALUES (?, ?), (?, ?)').run('x', '1', 'x', '2')
  db.prepare('INSERT INTO gbk VALUES (CAST(? AS TEXT), ?)').run(
    iconv.encode('张㐂', 'gb18030'),
    Buffer.from([0xd5]),
  )
  db.close()
})

describe.each([
  ['by row id', 'plain'],
  ['by its key', 'keyed'],
  ['of a view, from the beginning', 'seen'],
])('a table %s', (_, table) => {
  keepsTheContract(() => sqlite('old.db'), { table, rows: 400 })
})

test('values stay as stored: NULL, real, bytes, and integers of 64 bits as text', async () => {
  const { rows } = await allRows(await sqlite('old.db'), 'plain')

  expect(rows[0]).toEqual([null, 0, 0, null])
  expect(rows[11]).toEqual(['AJ11', 11, 1.1, null])
  expect(rows.at(-1)).toEqual(['big', '9007199254740993', 0, Buffer.from([1, 0, 255])])
})

test('a column of its own called rowid misleads nobody', async () => {
  expect((await allRows(await sqlite('old.db'), 'odd')).rows).toEqual([
    ['x', '1'],
    ['x', '2'],
  ])
})

test('GBK bytes that were stored as text are decoded when the mapping says so; BLOBs stay bytes', async () => {
  const { rows } = await allRows(await sqlite('old.db', { encoding: 'gbk' }), 'gbk')

  expect(rows).toEqual([['张㐂', Buffer.from([0xd5])]])
})

test('what another program writes meanwhile is not seen by a reading that has begun', async () => {
  const db = new Sqlite(join(folder, 'live.db'))
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE t (v); INSERT INTO t VALUES (1), (2)')
  const source = await sqlite('live.db')
  const [first] = await batchesOf(source, 't', { rows: 1 })
  db.exec('INSERT INTO t VALUES (3)')

  expect(await source.count('t')).toBe(2)
  expect((await allRows(source, 't', first?.end ?? null)).rows).toEqual([[2]])
  expect(await (await sqlite('live.db')).fingerprint('t')).not.toBe(await source.fingerprint('t'))
  db.close()
})

/** A file with table `keyed` of 300 rows. */
function keyed(type: string, value: (n: number) => unknown): string {
  const file = `keyed-${type.replace(/\W/g, '')}.db`
  const db = new Sqlite(join(folder, file))
  db.exec(`CREATE TABLE keyed (k ${type} PRIMARY KEY, n) WITHOUT ROWID`)
  const key = type === 'TEXT' ? 'CAST(? AS TEXT)' : '?'
  const row = db.prepare(`INSERT INTO keyed VALUES (${key}, ?)`)
  db.transaction(() => {
    for (let n = 0; n < 300; n += 1) row.run(value(n), n)
  })()
  db.close()
  return file
}

test.each([
  ['bytes', 'BLOB', (n: number) => Buffer.from([n % 7, n >> 8, n])],
  ['GBK bytes kept as text', 'TEXT', (n: number) => iconv.encode(`编号${n}`, 'gb18030')],
  ['text with NUL in it', 'VARCHAR(9)', (n: number) => `k\0${n}`],
  [
    'whatever was put in',
    '',
    (n: number) => [n, n + 0.5, `t${n}`, Buffer.from([n]), -1 / n][n % 5],
  ],
  ['floats', 'REAL', (n: number) => n / 3],
])('a key of %s sorts every row once', async (_, type, value) => {
  const batches = await batchesOf(await sqlite(keyed(type, value)), 'keyed', { rows: 40 })
  const numbers = batches.flatMap(({ rows }) => [...rows].map((row) => row[1]))
  expect(numbers.length).toBe(300)
  expect(new Set(numbers).size).toBe(300)
})

test('a table whose columns bear all three names of the row id is read whole', async () => {
  const db = new Sqlite(join(folder, 'ids.db'))
  db.exec(`CREATE TABLE t (rowid, oid, _rowid_);
    WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 90) INSERT INTO t SELECT 'x', 'y', n FROM c`)
  db.close()
  const batches = await batchesOf(await sqlite('ids.db'), 't', { rows: 40 })
  expect(batches.flatMap(({ rows }) => [...rows].map((row) => row[2])).length).toBe(90)
})

test('GBK bytes kept as text are found by themselves; beside Chinese in Unicode nothing is guessed', async () => {
  const db = new Sqlite(join(folder, 'ansi.db'))
  db.exec('CREATE TABLE ansi (v); CREATE TABLE both (v)')
  const bytes = iconv.encode('受理窗口张㐂', 'gb18030')
  db.prepare('INSERT INTO ansi VALUES (CAST(? AS TEXT)), (?)').run(bytes, 'A1')
  db.prepare('INSERT INTO both VALUES (CAST(? AS TEXT)), (?)').run(bytes, '勐海')
  db.close()
  const source = await sqlite('ansi.db')
  expect((await allRows(source, 'ansi')).rows).toEqual([['受理窗口张㐂'], ['A1']])
  const [[odd], [plain]] = (await allRows(source, 'both')).rows as [[string], [string]]
  expect(odd).toContain('\ufffd')
  expect(plain).toBe('勐海')
})

test('a text of UTF-16 is Unicode, not an unknown encoding', async () => {
  const db = new Sqlite(join(folder, 'wide.db'))
  db.exec("PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (v TEXT PRIMARY KEY) WITHOUT ROWID")
  db.exec("INSERT INTO t VALUES ('甲𠮷'), ('乙')")
  db.close()
  const source = await sqlite('wide.db')
  const rows = (await batchesOf(source, 't', { rows: 1 })).flatMap((batch) => [...batch.rows])
  expect(rows).toEqual([['甲𠮷'], ['乙']])
})

test('a file with a log of writes, beside which SQLite can put no files, says to copy it', async () => {
  const db = new Sqlite(join(folder, 'log.db'))
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE t (v)')
  db.close()
  await mkdir(join(folder, 'log.db-wal'))
  await expect(sqlite('log.db')).rejects.toMatchObject({ code: 'HK-MIG-046', exit: 4 })
})

test('a file that is no database, or is not there, is refused by name', async () => {
  await writeFile(join(folder, 'no.db'), 'this is not a database at all, just text')

  await expect(sqlite('no.db')).rejects.toMatchObject({ code: 'HK-MIG-001', exit: 4 })
  await expect(sqlite('none.db')).rejects.toMatchObject({ code: 'HK-MIG-001', exit: 4 })
})
