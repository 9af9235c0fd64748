import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { insertRows } from '../../../src/lib/migrate/insert-rows.js'

const tables = {
  'a key': 'CREATE TABLE t (k TEXT PRIMARY KEY, n)',
  'a key that keeps what came before its conflict': 'CREATE TABLE t (k UNIQUE ON CONFLICT FAIL, n)',
  'a trigger that keeps what came before it': `CREATE TABLE t (k, n); CREATE TRIGGER g BEFORE INSERT ON t
     WHEN EXISTS (SELECT 1 FROM t WHERE k = new.k) BEGIN SELECT raise(FAIL, 'taken'); END`,
}

describe('rows that go into a table several at once', () => {
  test.each(Object.entries(tables))('%s: only the row that is refused stays out', (_, sql) => {
    const database = new Sqlite(':memory:')
    database.exec(`${sql}; INSERT INTO t VALUES ('7', -1), ('23', -1)`)
    const insert = insertRows(database, 'INSERT INTO t', (at) => `(?, @n + ${at})`)
    const keys = Array.from({ length: 34 }, (_, n) => String(n))
    const outcomes = insert(
      [...keys, '5'],
      (key) => [key],
      (before) => ({ n: before }),
    )
    const refused = outcomes.flatMap((error, at) => (error === null ? [] : [at]))
    expect(refused).toEqual([7, 23, 34])
    const numbers = database.prepare('SELECT n FROM t WHERE n >= 0 ORDER BY n').pluck().all()
    expect(numbers, 'numbered without a gap').toEqual(Array.from({ length: 32 }, (_, n) => n))
  })

  test('a value of the wrong kind is a fault of its row, a lost table is not', () => {
    const database = new Sqlite(':memory:')
    database.exec('CREATE TABLE t (n INTEGER) STRICT')
    const insert = insertRows(database, 'INSERT INTO t', () => '(?)')
    const values = [...Array.from({ length: 19 }, (_, n) => n), 'nineteen']
    const outcomes = insert(values, (value) => [value])
    expect(outcomes.map((error) => error?.message ?? '').join('')).toMatch(/cannot store TEXT/)
    expect(database.prepare('SELECT count(*) FROM t').pluck().get()).toBe(19)
    database.exec('DROP TABLE t')
    expect(() => insert([1], (value) => [value])).toThrow('no such table')
  })
})
