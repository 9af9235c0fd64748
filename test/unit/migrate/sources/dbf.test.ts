import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DBFFile } from 'dbffile'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSource } from '../../../../src/lib/migrate/index.js'
import { type DbfTestFile, dbfFile, dbtFile, fptFile } from '../../../support/dbf-file.js'
import { keptFolder } from '../../../support/kept-folder.js'
import { allRows, keepsTheContract, placeIn } from '../../../support/migrate-source.js'

const kept = await keptFolder()
const folder = kept.path
afterAll(kept.remove)

const gbk = (text: string) => iconv.encode(text, 'gb18030')
const open = (path: string, more: object = {}) =>
  openSource(
    { driver: 'dbf', path, rows: 'header', deleted: 'exclude', together: {}, ...more },
    placeIn(folder),
  )

async function written(name: string, file: DbfTestFile): Promise<string> {
  await writeFile(join(folder, name), dbfFile(file))
  return name
}

async function rowsOf(name: string, more: object = {}) {
  const source = await open(name, more)
  const [table] = await source.describe()
  const { rows, numbers } = await allRows(source, table?.name ?? '')
  await source.close()
  return { rows, numbers, columns: table?.columns.map(({ name: column }) => column), table }
}

beforeAll(async () => {
  const records = Array.from({ length: 3000 }, (_, n) => ({
    cells: [String(n), gbk(['王伟', '李㐂', '𠮷磊'][n % 3] ?? ''), '20040506'],
    deleted: n % 10 === 3,
  }))
  const fields = [
    { name: 'AJBH', type: 'N', size: 18 },
    { name: gbk('姓名'), type: 'C', size: 20 },
    { name: 'SLRQ', type: 'D', size: 8 },
  ]
  await written('AJ.DBF', { language: 0x4d, fields, records })
})

describe('a folder of dBase tables', () => {
  keepsTheContract(() => open('.'), { table: 'AJ', rows: 1000 })

  test('gives every record, deleted ones with their mark, names of four bytes whole', async () => {
    const { rows, numbers, columns } = await rowsOf('AJ.DBF')
    expect(columns).toEqual(['AJBH', '姓名', 'SLRQ', '_deleted'])
    expect(rows[1]).toEqual(['1', '李㐂', '20040506', 0])
    expect(rows[3]).toEqual(['3', '王伟', '20040506', 1])
    expect(rows[2]?.[1]).toBe('𠮷磊')
    expect(numbers.at(-1)).toBe(3000)
    expect(rows.filter((row) => row[3] === 1).length).toBe(300)
  })

  test('agrees with dbffile on what both can read', async () => {
    const other = await DBFFile.open(join(folder, 'AJ.DBF'), {
      encoding: 'latin1',
      includeDeletedRecords: true,
    })
    const theirs = await other.readRecords()
    const { rows } = await rowsOf('AJ.DBF')
    expect(theirs.length).toBe(rows.length)
    expect(theirs.map((record) => String(record['AJBH']))).toEqual(rows.map(([no]) => no))
    expect(
      theirs.map((record) => iconv.encode(String(Object.values(record)[1]), 'latin1')),
    ).toEqual(rows.map(([, name]) => gbk(String(name))))
  })
})

describe('what dbffile loses is kept', () => {
  const one = async (
    field: DbfTestFile['fields'][number],
    cell: string | Buffer,
    version = 0x30,
  ) => {
    const name = await written(`one-${field.type}${field.size}.dbf`, {
      version,
      fields: [field],
      records: [{ cells: [cell] }],
    })
    const other = await DBFFile.open(join(folder, name), { readMode: 'loose' })
    const [theirs] = await other.readRecords()
    return { ours: (await rowsOf(name)).rows[0]?.[0], theirs: theirs?.['F'] }
  }

  test('digits of long numbers', async () => {
    const { ours, theirs } = await one({ name: 'F', type: 'N', size: 19 }, '4401061990010112345')
    expect(ours).toBe('4401061990010112345')
    expect(String(theirs)).not.toBe(ours)
  })

  test('money beyond nine thousand million', async () => {
    const cell = Buffer.alloc(8)
    cell.writeBigInt64LE(90_071_992_547_409_931n)
    const { ours, theirs } = await one({ name: 'F', type: 'Y', size: 8 }, cell)
    expect(ours).toBe('9007199254740.9931')
    expect(String(theirs)).not.toBe(ours)
  })

  test('dates that are none', async () => {
    const { ours, theirs } = await one({ name: 'F', type: 'D', size: 8 }, '20040231')
    expect(ours).toBe('20040231')
    expect(JSON.stringify(theirs)).not.toContain('0231')
  })

  test('characters that the standard moved in 2022', async () => {
    const { ours } = await one({ name: 'F', type: 'C', size: 10 }, Buffer.from('a6d9fe59', 'hex'))
    expect(ours).toBe('︐龴')
  })

  test('times stay local and whole, whatever the zone', async () => {
    const cell = Buffer.alloc(8)
    cell.writeInt32LE(2_453_132, 0)
    cell.writeInt32LE(35_999_999, 4)
    expect((await one({ name: 'F', type: 'T', size: 8 }, cell)).ours).toBe('2004-05-06 10:00:00')
  })
})

describe('Visual FoxPro', () => {
  test('NULL, varying lengths, integers and doubles are read by the hidden flags', async () => {
    const double = Buffer.alloc(8)
    double.writeDoubleLE(2.5)
    const integer = Buffer.alloc(4)
    integer.writeInt32LE(-7)
    const short = Buffer.concat([gbk('张三'), Buffer.alloc(5), Buffer.of(4)])
    const { rows, columns } = await rowsOf(
      await written('vfp.dbf', {
        version: 0x32,
        fields: [
          { name: 'XM', type: 'V', size: 10, flags: 0x02 },
          { name: 'SL', type: 'I', size: 4, flags: 0x02 },
          { name: 'BL', type: 'B', size: 8 },
          { name: '_NullFlags', type: '0', size: 1, flags: 0x05 },
        ],
        records: [
          { cells: [short, integer, double, Buffer.of(0b001)] },
          { cells: [short, integer, double, Buffer.of(0b111)] },
        ],
      }),
    )
    expect(columns).toEqual(['XM', 'SL', 'BL', '_deleted'])
    expect(rows).toEqual([
      ['张三', -7, 2.5, 0],
      [null, null, 2.5, 0],
    ])
  })
})

describe('memos', () => {
  const memo = { name: 'BZ', type: 'M', size: 10 }
  test.each([
    ['fpt', 0xf5, fptFile],
    ['dbt', 0x83, dbtFile],
  ])('of .%s are read, and a lost one damages its record only', async (ending, version, make) => {
    const long = '备注'.repeat(400)
    const { bytes, blocks } = make([gbk(long), gbk('短')])
    const name = `memo-${ending}.dbf`
    await writeFile(join(folder, `memo-${ending}.${ending.toUpperCase()}`), bytes)
    await written(name, {
      version,
      fields: [memo],
      records: [String(blocks[0]), String(blocks[1]), '', '999999999', 'x'].map((cell) => ({
        cells: [cell],
      })),
    })
    const source = await open(name)
    const batches = []
    for await (const batch of source.read({ table: `memo-${ending}`, from: null, rows: 10 })) {
      batches.push(batch)
    }
    expect([...(batches[0]?.rows ?? [])].map(([text]) => text)).toEqual([
      long,
      '短',
      null,
      null,
      null,
    ])
    expect(
      [...(batches[0]?.flaws ?? [])].map(([at, { code, field }]) => [at, code, field]),
    ).toEqual([
      [3, 'HK-MIG-204', 'BZ'],
      [4, 'HK-MIG-204', 'BZ'],
    ])
  })

  test('whose length is a lie, or that never end, are lost and cost no memory', async () => {
    const bytes = Buffer.alloc(4096, 0x41)
    bytes.writeUInt16BE(64, 6)
    bytes.writeUInt32BE(0xffffffff, 64 * 8 + 4)
    await writeFile(join(folder, 'liar.fpt'), bytes)
    await writeFile(join(folder, 'endless.dbt'), Buffer.alloc(3 * 1024 * 1024, 0x41))
    for (const [name, version] of [
      ['liar.dbf', 0xf5],
      ['endless.dbf', 0x83],
    ] as const) {
      await written(name, { version, fields: [memo], records: [{ cells: ['8'] }] })
      const source = await open(name)
      for await (const { flaws } of source.read({
        table: name.slice(0, -4),
        from: null,
        rows: 9,
      })) {
        expect(flaws.get(0)?.code).toBe('HK-MIG-204')
      }
    }
  })
})

describe('a file that is not what it says', () => {
  const fields = [{ name: 'A', type: 'C', size: 4 }]
  const records = [{ cells: ['a'] }, { cells: ['b'] }]

  test.each([
    ['claims more records than it holds', 4_000_000_000],
    ['holds more records than it claims', 1],
  ])('%s: refused by name, read as it is when told so', async (_, claimed) => {
    const name = await written(`claims-${claimed}.dbf`, { fields, records, claimed })
    await expect(rowsOf(name)).rejects.toMatchObject({
      code: 'HK-MIG-007',
      params: { claimed, found: 2 },
    })
    expect((await rowsOf(name, { rows: 'file' })).rows.length).toBe(2)
  })

  test.each([
    ['dbase2', (bytes: Buffer) => bytes.fill(0x02, 0, 1)],
    ['dbase7', (bytes: Buffer) => bytes.fill(0x8c, 0, 1)],
    ['length', (bytes: Buffer) => bytes.fill(9, 10, 11)],
    ['header', (bytes: Buffer) => bytes.fill(0, 8, 12)],
    ['short', (bytes: Buffer) => bytes.subarray(0, 40)],
    ['short', () => Buffer.from('a')],
    ['short', () => Buffer.alloc(0)],
  ])('is refused: %s', async (reason, spoil) => {
    await writeFile(join(folder, 'spoilt.dbf'), spoil(dbfFile({ fields, records })))
    await expect(rowsOf('spoilt.dbf')).rejects.toMatchObject({
      code: 'HK-MIG-006',
      params: { reason },
    })
  })

  test('long texts of Clipper and fields of one name are told apart', async () => {
    const name = await written('clipper.dbf', {
      fields: [
        { name: 'A', type: 'C', size: 300 },
        { name: 'A', type: 'C', size: 2 },
      ],
      records: [{ cells: ['x'.repeat(300), 'y'] }],
    })
    const { rows, columns } = await rowsOf(name)
    expect(columns).toEqual(['A', 'A#2', '_deleted'])
    expect(rows).toEqual([['x'.repeat(300), 'y', 0]])
  })
})

describe('a table whose language byte says nothing', () => {
  const named = (texts: readonly Buffer[]): DbfTestFile => ({
    fields: [
      { name: 'BH', type: 'N', size: 4 },
      { name: 'XM', type: 'C', size: 10 },
    ],
    records: texts.map((text, at) => ({ cells: [String(at), text] })),
  })
  const people = ['王伟', '欧阳娜娜', '勐海县民', '张㐂']

  test('is read as what its texts are, UTF-8 or GB18030, also when fields are cut off inside a character', async () => {
    const long = Buffer.from('勐海县民政局').subarray(0, 10)
    const utf8 = [...Array(5)].flatMap(() => people.slice(0, 1).map((text) => Buffer.from(text)))
    await written('U8.DBF', named([...utf8, ...utf8, ...utf8, long]))
    expect((await rowsOf('U8.DBF')).rows[0]?.[1]).toBe('王伟')
    const half = gbk('司法局城区').subarray(0, 9)
    await written('GB.DBF', named([...people.map(gbk), half, gbk('联通')]))
    expect((await rowsOf('GB.DBF')).rows.map(([, text]) => text).slice(0, 4)).toEqual(people)
  })

  test('is a question where they look like Big5, which the mapping answers', async () => {
    const texts = ['陳小明', '林志玲', '黃國輝'].map((text) => iconv.encode(text, 'big5'))
    await written('B5.DBF', named(texts))
    await expect(rowsOf('B5.DBF')).rejects.toMatchObject({
      code: 'HK-SHEET-012',
      params: { likely: 'big5' },
    })
    expect((await rowsOf('B5.DBF', { encoding: 'big5' })).rows[0]?.[1]).toBe('陳小明')
  })
})
