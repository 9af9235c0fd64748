import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { profileFindings, profileSources, sourcesOf } from '../../../src/lib/migrate/index.js'
import { rowHash } from '../../../src/lib/migrate/mapping/hash.js'
import { meantBy, signsOf } from '../../../src/lib/migrate/profile/characters.js'
import { ColumnWatch } from '../../../src/lib/migrate/profile/column.js'
import { contentOf } from '../../../src/lib/migrate/profile/content.js'
import { Sketch, shareIn, Uniqueness } from '../../../src/lib/migrate/profile/distinct.js'
import { shapeOf } from '../../../src/lib/migrate/profile/shape.js'
import { tempFolder } from '../../support/temp-folder.js'

describe('characters that were lost or mistaken', () => {
  const read = (text: string, as: string, from: string) =>
    new TextDecoder(as).decode(iconv.encode(text, from))

  test.each([
    ['张?娜', ['question']],
    ['是否同意?', ['question']],
    ['what?', []],
    ['张\ufffd', ['replaced']],
    ['锟斤拷', ['replaced']],
    ['玉\ue5e5', ['private']],
    ['民政局\u0000', ['control']],
    [read('王伟', 'windows-1252', 'gbk'), ['gbk-as-latin1']],
    [read('王伟', 'windows-1252', 'utf-8'), ['utf8-as-latin1']],
    [read('勐海县民政局', 'gbk', 'utf-8'), ['utf8-as-gbk']],
    ['勐海县民政局', []],
    ['Müller', []],
    ['㐂娜磊', []],
  ])('%j: %j', (text, signs) => {
    expect(signsOf(text)).toEqual(signs)
  })

  test('what was mistaken is given back', () => {
    expect(meantBy(read('王伟', 'windows-1252', 'gbk'))).toBe('王伟')
    expect(meantBy(read('办结', 'windows-1252', 'utf-8'))).toBe('办结')
    expect(meantBy('王伟')).toBeNull()
  })

  test('none of twenty thousand ordinary words looks mistaken', () => {
    const decoder = new TextDecoder('gbk')
    const common = Array.from({ length: 20_000 }, (_, n) => {
      const bytes = [0, 1, 2].flatMap((k) => [
        0xb0 + ((n * 7 + k * 13) % 39),
        0xa1 + ((n * 31 + k * 17) % 94),
      ])
      return decoder.decode(Uint8Array.from(bytes))
    })
    expect(common.filter((text) => signsOf(text).length > 0).length).toBe(0)
  })
})

describe('what a column holds', () => {
  const kit = { today: '2026-11-22', hasRegion: (code: string) => code.startsWith('53') }

  test.each([
    [['532822197001010011', '532822700101001', '53282219850315123X'], 'id-number'],
    [['532822', '530100', '532801001'], 'region'],
    [['2014-03-05', '2014/3/6', '20140307', '2014年3月8日'], 'date'],
    [['97.03.05', '04.12.31'], 'short-date'],
    [['13900000000', '0691-5122345'], 'phone'],
    [['1', '22', '-3'], 'integer'],
    [['1.50', '200', '1,300.00'], 'decimal'],
    [['王伟', '李秀英', '岩温', '阿卜杜拉·买买提'], 'person'],
    [['办结', '受理'], 'text'],
    [[], 'empty'],
  ] as const)('%j is %s', (values, content) => {
    expect(contentOf(values, kit)).toBe(content)
  })

  test.each([
    ['53282219700101001X', '9{17}A'],
    ['2014年3月', '9{4}汉9汉'],
    ['张㐂𠮷', '汉{3}'],
    ['ＡＢ１', 'A{2}9'],
    ['x'.repeat(49), '…'],
  ])('%s has the shape %s', (text, shape) => {
    expect(shapeOf(text)).toBe(shape)
  })

  test.each([
    [['2', '18446744073709551615', '3'], '2 .. 18446744073709551615'],
    [['-5.0000', '12345678901234.5678', '1,300.00'], '-5.0000 .. 12345678901234.5678'],
    [['20150408', '20140307'], '2014-03-07 .. 2015-04-08'],
  ])('%j goes from %s', (values, range) => {
    const watch = new ColumnWatch()
    for (const value of values) watch.add(value, () => '')
    const { min, max } = watch.profile('x', 'text', kit)
    expect(`${min} .. ${max}`).toBe(range)
  })

  test('different values are counted exactly while they are few, within some 5 % when they are many', () => {
    const few = sketchOf(Array.from({ length: 5000 }, (_, n) => `v${n % 700}`))
    expect(few.distinct).toEqual({ count: 700, isExact: true })
    const many = sketchOf(Array.from({ length: 40_000 }, (_, n) => `v${n % 20_000}`)).distinct
    expect(many.isExact).toBe(false)
    expect(Math.abs(many.count - 20_000)).toBeLessThan(2000)
  })

  test('how much of one column stands in another is told from their sketches', () => {
    const whole = sketchOf(Array.from({ length: 9000 }, (_, n) => `k${n}`)).hashes()
    const half = sketchOf(Array.from({ length: 6000 }, (_, n) => `k${n + 6000}`)).hashes()
    expect(Math.abs((shareIn(half, whole)?.share ?? 0) - 0.5)).toBeLessThan(0.15)
    expect(shareIn(sketchOf(['k1', 'k2']).hashes(), sketchOf(['k1', 'k2', 'k3']).hashes())).toEqual(
      { share: 1, of: 2 },
    )
  })

  test('a value that comes again is seen at once among many', () => {
    const unique = new Uniqueness()
    for (let n = 0; n < 50_000; n += 1) unique.add(rowHash([`k${n}`]))
    expect(unique.repeats).toBe(0)
    unique.add(rowHash(['k7']))
    expect(unique.repeats).toBe(1)
  })

  function sketchOf(values: readonly string[]): Sketch {
    const sketch = new Sketch()
    for (const value of values) sketch.add(rowHash([value]), value)
    return sketch
  }
})

describe('a profile', () => {
  test('tells keys, pairs that are keys, and references of the tables of a database', async () => {
    const folder = await tempFolder()
    const file = join(folder, 'old.sqlite')
    const database = new Sqlite(file)
    database.exec(`CREATE TABLE sqr (bh TEXT, xm TEXT); CREATE TABLE bj (lsh TEXT, sqr_bh TEXT, zt TEXT);
      CREATE TABLE fj (lsh TEXT, xh INTEGER, mc TEXT)`)
    database.exec('BEGIN')
    for (let n = 1; n <= 30; n += 1) {
      database.prepare('INSERT INTO sqr VALUES (?, ?)').run(`G${n}`, n % 2 ? '王伟' : '李某')
      database
        .prepare('INSERT INTO bj VALUES (?, ?, ?)')
        .run(`A${n}`, `G${(n % 7) + 1}`, n % 3 ? '办结' : '受理')
      for (const xh of [1, 2])
        database.prepare('INSERT INTO fj VALUES (?, ?, ?)').run(`A${n}`, xh, '申请表')
    }
    database.exec('COMMIT')
    database.close()

    const { tables, references } = await look(file)

    const of = (name: string) => tables.find((table) => table.name === name)
    expect(of('fj')).toMatchObject({ rows: 60, candidates: [['lsh', 'xh']], entity: 'material' })
    expect(of('bj')).toMatchObject({ candidates: [['lsh']], entity: 'case' })
    expect(of('bj')?.columns[2]).toMatchObject({
      meaning: 'status',
      distinct: 2,
      values: [
        { text: '办结', rows: 20 },
        { text: '受理', rows: 10 },
      ],
    })
    expect(references).toEqual(
      expect.arrayContaining([
        { table: 'bj', column: 'sqr_bh', to: 'sqr', toColumn: 'bh', share: 1 },
        { table: 'fj', column: 'lsh', to: 'bj', toColumn: 'lsh', share: 1 },
      ]),
    )
  })

  test('never shows values of people, and says where characters were lost', async () => {
    const folder = await tempFolder()
    const file = join(folder, '申请人.csv')
    const rows = Array.from(
      { length: 20 },
      (_, n) => `${n},532822197001${String(n + 10)}001X,1390000${1000 + n}`,
    )
    await writeFile(file, `编号,身份证号,电话\n${rows.join('\n')}\n21,张?娜,\n`)
    const profile = await look(file)

    expect(JSON.stringify(profile.tables)).not.toMatch(/53282219700|1390000/)
    expect(profileFindings(profile)).toMatchObject([
      {
        code: 'HK-MIG-501',
        params: { column: '身份证号', sign: 'question', places: ['申请人.csv:22'] },
      },
    ])
  })

  test('a folder of several kinds of files is several sources; a password in an address is refused', async () => {
    const folder = await tempFolder()
    await writeFile(join(folder, 'a.csv'), '编号\n1\n')
    new Sqlite(join(folder, 'b.db')).exec('CREATE TABLE t (x)').close()
    await writeFile(join(folder, '说明.pdf'), 'x')

    const { sources } = await sourcesOf(folder, {}, {})
    expect(sources.map(({ driver }) => driver)).toEqual(['csv', 'sqlite'])
    await expect(sourcesOf(join(folder, '说明.pdf'), {}, {})).rejects.toMatchObject({
      code: 'HK-MIG-030',
    })
    await expect(sourcesOf('mysql://u:secret@h/d', {}, {})).rejects.toMatchObject({
      code: 'HK-MIG-031',
    })
    await expect(sourcesOf('oracle://u@h/s', {}, {})).rejects.toMatchObject({ code: 'HK-MIG-032' })
    const { sources: server } = await sourcesOf(
      'mysql://reader@10.1.2.3:3307/oa?encoding=gb18030',
      {},
      {},
    )
    expect(server[0]).toMatchObject({
      driver: 'mysql',
      port: 3307,
      database: 'oa',
      encoding: 'gb18030',
    })
  })

  async function look(path: string) {
    const pointed = await sourcesOf(path, {}, {})
    const { signal } = new AbortController()
    return profileSources({
      pointed,
      tables: null,
      today: '2026-11-22',
      signal,
      onRows: () => undefined,
    })
  }
})
