import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSource } from '../../../../src/lib/migrate/index.js'
import type { Source } from '../../../../src/lib/migrate/sources/index.js'
import { allRows, batchesOf, keepsTheContract, placeIn } from '../../../support/migrate-source.js'
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

/** Types of keys, and values of them. */
const KEYS = {
  mysql: [
    ['BINARY(16)', 'unhex(md5(n))'],
    ['VARBINARY(40)', "convert(concat('编号', n) USING gbk)"],
    ['BIT(40)', 'n * 77'],
    ["ENUM('乙', '甲', '丙')", 'n % 3 + 1'],
    ["SET('红', '绿', '蓝')", 'n % 8'],
    ['FLOAT', 'n + 0.1'],
    ['DOUBLE', 'n / 3e0'],
    ['DECIMAL(30,10)', 'n / 7'],
    ['BIGINT UNSIGNED', '18446744073709551615 - n'],
    ['TIME(3)', 'sec_to_time(n * 17.5 - 2000)'],
    ['TIMESTAMP(6)', "'1991-04-01' + INTERVAL n * 1003 SECOND"],
    ['VARCHAR(20) COLLATE utf8mb4_unicode_ci', "concat('É编', n, ' ')"],
  ],
  postgres: [
    ['bytea', "decode(md5(n::text), 'hex')"],
    ['real', 'n + 0.1'],
    ['double precision', 'n / 3.0'],
    ['numeric', "CASE n WHEN 1 THEN 'NaN' ELSE n / 7.0 END"],
    ['timestamp', "CASE n WHEN 1 THEN '-infinity' WHEN 2 THEN '0044-03-15 BC' ELSE now() END"],
    ['money', '(n - 100) * 1234.5::numeric::money'],
    ['char(20)', "'编号' || n"],
    ['int[]', 'array[n, n % 7]'],
    ['jsonb', "jsonb_build_object('a', n)"],
    ['addr', "row('编', n)::addr"],
  ],
} as const

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

  test.each(KEYS.mysql)(
    'a key of %s sorts all rows once, whatever a driver makes of its values',
    async (...key) => {
      await keyed(database, key)
      await readsAllOnce(await open())
    },
  )

  test('a float of many digits keeps them', async () => {
    await database.run('CREATE TABLE je (id INT PRIMARY KEY, je FLOAT, f2 FLOAT(12,2), d DOUBLE)')
    await database.run(
      'INSERT INTO je VALUES (1, 3000000.25, 1234567.25, 0.1), (2, 0.1, 0.1, 1e300)',
    )
    const source = await open()
    expect((await allRows(source, 'je')).rows).toEqual([
      [1, 3000000.25, 1234567.25, 0.1],
      [2, 0.1, 0.1, 1e300],
    ])
    await source.close()
  })

  test('a table that changes behind the reader, and so gives other rows than it has, is told', async () => {
    await database.run('CREATE TABLE live (id INT PRIMARY KEY) ENGINE=MyISAM')
    await database.run('INSERT INTO live SELECT seq FROM seq_1_to_300')
    const source = await open()
    const pages = source.read({ table: 'live', from: null, rows: 100 })
    await pages.next()
    await database.run('DELETE FROM live WHERE id < 50')
    await database.run('INSERT INTO live SELECT seq FROM seq_301_to_320')
    await expect(rest(pages)).rejects.toMatchObject({
      code: 'HK-MIG-028',
      params: { table: 'live', counted: 271, read: 320 },
    })
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
      'CREATE TYPE addr AS (a text, b int)',
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

  test.each(KEYS.postgres)(
    'a key of %s sorts all rows once, whatever a driver makes of its values',
    async (...key) => {
      await keyed(database, key)
      await readsAllOnce(await open())
    },
  )

  test('rows of a table come with those of the tables that inherit from it, each once', async () => {
    for (const statement of [
      'CREATE TABLE old (id int PRIMARY KEY, xm text)',
      'CREATE TABLE old_2004 (PRIMARY KEY (id)) INHERITS (old)',
      'CREATE TABLE old_more (bz text) INHERITS (old)',
      "INSERT INTO old SELECT n, '甲' FROM generate_series(1, 300) n",
      "INSERT INTO old_2004 SELECT n, '乙' FROM generate_series(1, 300) n",
      "INSERT INTO old_more SELECT n, '丙', '备' FROM generate_series(1, 300) n",
      'CREATE TABLE part (id int, nd int) PARTITION BY LIST (nd)',
      'CREATE TABLE part_4 PARTITION OF part FOR VALUES IN (4)',
      'CREATE TABLE part_5 PARTITION OF part DEFAULT',
      'INSERT INTO part SELECT n, n % 6 FROM generate_series(1, 300) n',
    ])
      await database.run(statement)
    const source = await open()
    expect(await onceEach(source, 'old')).toBe(900)
    expect(await onceEach(source, 'part')).toBe(300)
    const shown = (await source.describe()).map(({ name }) => name)
    expect(shown).toEqual(expect.arrayContaining(['old', 'old_more', 'part']))
    expect(shown).not.toContain('old_2004')
    expect(shown).not.toContain('part_4')
    expect(await onceEach(source, 'part_4')).toBe(50)
    await source.close()
  })

  test('floats are numbers, and money has no currency of the server in it', async () => {
    await database.run('CREATE TABLE je (r real, d double precision, m money, n real)')
    await database.run("INSERT INTO je VALUES (1234567, 1e15, -1234.5, 'NaN')")
    const source = await open()
    expect((await allRows(source, 'je')).rows).toEqual([[1234567, 1e15, '-1234.50', 'NaN']])
    await source.close()
  })

  test('a server that is not there is named', async () => {
    await expect(open({ port: 1 })).rejects.toMatchObject({ code: 'HK-MIG-001' })
  })
})

/** The table `keyed` of 300 rows with a key of a type, its values made of the numbers `n`. */
async function keyed(database: ServiceDatabase, [type, value]: readonly string[]) {
  const isMaria = database.url.startsWith('m')
  const numbers = isMaria
    ? 'FROM (SELECT seq n FROM seq_1_to_300) s'
    : 'FROM generate_series(1, 300) n'
  await database.run('DROP TABLE IF EXISTS keyed')
  await database.run(`CREATE TABLE keyed (k ${type} NOT NULL, n int NOT NULL, PRIMARY KEY (k, n))`)
  await database.run(`INSERT INTO keyed SELECT ${value}, n ${numbers}`)
}

async function readsAllOnce(source: Source) {
  try {
    expect(await onceEach(source, 'keyed')).toBe(300)
  } finally {
    await source.close()
  }
}

/** How many different rows a table gives in small pages; -1 when one came twice. */
async function onceEach(source: Source, table: string): Promise<number> {
  const found: string[] = []
  for (const { rows } of await batchesOf(source, table, { rows: 40 })) {
    for (const row of rows) found.push(JSON.stringify(row))
  }
  return new Set(found).size === found.length ? found.length : -1
}

async function rest(pages: AsyncGenerator) {
  for await (const _ of pages);
}

async function firstBatch(source: Source, table: string) {
  for await (const batch of source.read({ table, from: null, rows: 10 })) return [batch]
  return []
}
