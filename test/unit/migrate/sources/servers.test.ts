import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSource } from '../../../../src/lib/migrate/index.js'
import type { Source } from '../../../../src/lib/migrate/sources/index.js'
import { allRows, keepsTheContract, placeIn } from '../../../support/migrate-source.js'
import {
  hasService,
  type ServiceDatabase,
  type ServiceName,
  serviceDatabase,
} from '../../../support/services.js'

const place = placeIn('.')

function opener(driver: 'mysql' | 'postgres', database: () => ServiceDatabase) {
  return (more: object = {}): Promise<Source> => {
    const { hostname: host, port, username: user } = new URL(database().url)
    const at = { host, port: Number(port), user, database: database().name }
    if (driver === 'mysql') return openSource({ driver, timezone: '+08:00', ...at, ...more }, place)
    return openSource(
      { driver, schema: 'public', timezone: 'Asia/Shanghai', ...at, ...more },
      place,
    )
  }
}

async function withDatabase(name: ServiceName, statements: readonly string[]) {
  const database = await serviceDatabase(name)
  for (const statement of statements) await database.run(statement)
  return database
}

describe.skipIf(!(await hasService('mariadb')))('a MariaDB database', () => {
  let database: ServiceDatabase
  const open = opener('mysql', () => database)
  beforeAll(async () => {
    database = await withDatabase('mariadb', [
      `CREATE TABLE aj (bh VARCHAR(20), nd INT, xm VARCHAR(40), je DECIMAL(20,2), slsj DATETIME, gx TIMESTAMP NULL,
        sl BIGINT UNSIGNED, sc BLOB, bz JSON, bs BIT(12), PRIMARY KEY (bh, nd)) CHARACTER SET utf8mb4`,
      `INSERT INTO aj SELECT concat('AJ', seq % 50), seq, '王𠮷', seq / 3, '2004-05-06 07:08:09', '2004-05-06 07:08:09',
        18446744073709551615, x'00ff', '{"a":1}', b'101' FROM seq_1_to_1200`,
      "SET sql_mode = ''",
      "UPDATE aj SET slsj = '0000-00-00 00:00:00' WHERE nd = 1",
      'CREATE TABLE nokey (a VARCHAR(10), n INT) COLLATE utf8mb4_general_ci',
      "INSERT INTO nokey SELECT if(seq % 2, 'a', 'A'), seq % 7 FROM seq_1_to_30",
      'CREATE TABLE uniq (a INT NULL UNIQUE, b INT NOT NULL, UNIQUE (b))',
      'CREATE TABLE lat (id INT PRIMARY KEY, xm VARCHAR(40)) CHARACTER SET latin1',
      "INSERT INTO lat VALUES (1, x'cdf5ceb0')",
    ])
  })
  afterAll(() => database?.drop())
  keepsTheContract(open, { table: 'aj', rows: 400 })

  test('gives values as stored: decimals, large integers, impossible dates, bits, bytes, JSON', async () => {
    const source = await open()
    const { rows } = await allRows(source, 'aj')
    const one = rows.find(([, nd]) => nd === 1)
    expect(one?.slice(2, 5)).toEqual(['王𠮷', '0.33', '0000-00-00 00:00:00'])
    expect(one?.[6]).toBe('18446744073709551615')
    expect(Buffer.from(one?.[7] as Uint8Array).toString('hex')).toBe('00ff')
    expect(one?.slice(8)).toEqual(['{"a":1}', 5])
    await source.close()
  })

  test('tables without a key have one order, also of texts that the server takes for equal', async () => {
    const [first, again] = [await open(), await open()]
    const { rows } = await allRows(first, 'nokey')
    expect(rows.length).toBe(30)
    expect((await allRows(again, 'nokey')).rows).toEqual(rows)
    expect(rows.slice(0, 15).every(([a]) => a === 'A')).toBe(true)
    const uniq = (await first.describe()).find(({ name }) => name === 'uniq')
    expect(uniq?.key).toEqual(['b'])
    await Promise.all([first.close(), again.close()])
  })

  test('GBK kept in latin1 columns is read as GBK when the mapping says so', async () => {
    const source = await open({ encoding: 'gbk' })
    expect((await allRows(source, 'lat')).rows).toEqual([[1, '王伟']])
    await source.close()
  })

  test('is read only, and a server that is not there or refuses is named', async () => {
    await expect(open({ port: 1 })).rejects.toMatchObject({ code: 'HK-MIG-001' })
    await expect(open({ database: 'no_such_db' })).rejects.toMatchObject({ code: 'HK-MIG-001' })
  })
})

describe.skipIf(!(await hasService('postgresql')))('a PostgreSQL database', () => {
  let database: ServiceDatabase
  const open = opener('postgres', () => database)
  beforeAll(async () => {
    database = await withDatabase('postgresql', [
      `CREATE TABLE "办件" (bh text, nd int, xm text, je numeric(30,4), gx timestamptz, sl bigint, sc bytea, ok boolean,
        PRIMARY KEY (bh, nd))`,
      `INSERT INTO "办件" SELECT 'AJ' || n % 50, n, '王𠮷', n / 3.0, '2004-05-06 07:08:09+08',
        9223372036854775807, '\\x00ff', n % 2 = 0 FROM generate_series(1, 1200) n`,
      'CREATE TABLE nokey (a text, n int)',
      "INSERT INTO nokey SELECT 'a', n % 3 FROM generate_series(1, 30) n",
      'CREATE VIEW seen AS SELECT a FROM nokey',
    ])
  })
  afterAll(() => database?.drop())
  keepsTheContract(open, { table: '办件', rows: 400 })

  test('gives values as stored, in local time', async () => {
    const source = await open()
    const { rows } = await allRows(source, '办件')
    const one = rows.find(([, nd]) => nd === 1)
    expect(one?.slice(2, 6)).toEqual([
      '王𠮷',
      '0.3333',
      '2004-05-06 07:08:09+08',
      '9223372036854775807',
    ])
    expect(Buffer.from(one?.[6] as Uint8Array).toString('hex')).toBe('00ff')
    await source.close()
  })

  test('tables without a key and views are read whole, and from a position', async () => {
    const source = await open()
    const all = await allRows(source, 'nokey')
    const [first] = await firstBatch(source, 'nokey')
    expect(all.rows.length).toBe(30)
    expect((await allRows(source, 'nokey', first?.end)).rows).toEqual(all.rows.slice(10))
    expect((await allRows(source, 'seen')).rows.length).toBe(30)
    await source.close()
  })

  test('a server that is not there is named', async () => {
    await expect(open({ port: 1 })).rejects.toMatchObject({ code: 'HK-MIG-001' })
  })
})

async function firstBatch(source: Source, table: string) {
  for await (const batch of source.read({ table, from: null, rows: 10 })) return [batch]
  return []
}
