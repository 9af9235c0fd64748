import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSource } from '../../../../src/lib/migrate/index.js'
import { keptFolder } from '../../../support/kept-folder.js'
import { allRows, batchesOf, keepsTheContract, placeIn } from '../../../support/migrate-source.js'

const names = ['张㐂娜', '王𠮷磊', '李䶮', '赵小明']
const kept = await keptFolder()
const folder = kept.path
afterAll(kept.remove)

beforeAll(async () => {
  const lines = Array.from({ length: 20_000 }, (_, n) => `${n},${names[n % 4]},"第${n}件\n说明",x`)
  await writeFile(
    join(folder, '办件.csv'),
    iconv.encode(`编号,姓名,说明,备注\r\n${lines.join('\r\n')}\r\n`, 'gb18030'),
  )
})

const csv = (path: string, more: object = {}) =>
  openSource(
    { driver: 'csv', path, columns: {}, header: {}, together: {}, ...more },
    placeIn(folder),
  )

async function fileOf(text: string, encoding = 'utf8', more: object = {}) {
  const name = `f${Math.abs(hash(text + encoding))}.csv`
  await writeFile(join(folder, name), iconv.encode(text, encoding))
  const source = await csv(name, more)
  const table = name.slice(0, -4)
  return { source, table, ...(await allRows(source, table)) }
}

const hash = (text: string) => [...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) | 0, 7)

describe('a large file in GB18030', () => {
  keepsTheContract(() => csv('办件.csv'), { table: '办件', rows: 3000 })

  test('keeps rare names of four bytes, and line breaks inside quoted fields', async () => {
    const source = await csv('办件.csv')
    const { rows } = await allRows(source, '办件')

    expect(rows.slice(0, 3)).toEqual([
      ['0', '张㐂娜', '第0件\n说明', 'x'],
      ['1', '王𠮷磊', '第1件\n说明', 'x'],
      ['2', '李䶮', '第2件\n说明', 'x'],
    ])
    expect(await source.describe()).toMatchObject([{ encoding: 'gb18030' }])
  })

  test('is another file by its fingerprint when a byte was changed', async () => {
    await writeFile(join(folder, '变.csv'), 'a,b\n1,2\n')
    const before = await (await csv('变.csv')).fingerprint('变')
    await appendFile(join(folder, '变.csv'), '3,4\n')

    expect(await (await csv('变.csv')).fingerprint('变')).not.toBe(before)
  })
})

describe('encodings and layouts', () => {
  test.each([
    ['utf8', ''],
    ['utf8', '\ufeff'],
    ['gbk', ''],
    ['utf-16le', '\ufeff'],
    ['utf-16be', '\ufeff'],
  ])('%s %j is found and read', async (encoding, bom) => {
    const { rows, numbers } = await fileOf(`${bom}姓名,单位\n王伟,民政局\n`, encoding)

    expect(rows).toEqual([['王伟', '民政局']])
    expect(numbers).toEqual([2])
  })

  test.each(['\t', ';', '|', ','])(
    'delimiter %j is found, also behind Chinese in GBK',
    async (mark) => {
      // 亅 is 81 7C in GBK: its second byte is a bar.
      const { rows } = await fileOf(`编号${mark}姓名\n1${mark}亅亅\n2${mark}丙\n`, 'gbk')

      expect(rows).toEqual([
        ['1', '亅亅'],
        ['2', '丙'],
      ])
    },
  )

  test('files of old Macs end their lines with a return', async () => {
    expect((await fileOf('a,b\r1,2\r3,4\r')).rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  test('columns without a name, or with a name twice, can still be told apart', async () => {
    const { source } = await fileOf('姓名,,姓名\n1,2,3\n')

    expect((await source.describe())[0]?.columns.map(({ name }) => name)).toEqual([
      '姓名',
      '#2',
      '姓名#3',
    ])
  })

  test('a file without a header takes its columns from the mapping', async () => {
    await writeFile(join(folder, '无表头.txt'), '1,甲\n2,乙\n')
    const source = await csv('无表头.txt', { columns: { 无表头: ['编号', '姓名'] } })

    expect(await allRows(source, '无表头')).toEqual({
      rows: [
        ['1', '甲'],
        ['2', '乙'],
      ],
      numbers: [1, 2],
    })
  })

  test('a file without a header loses no row for one: its columns are numbered', async () => {
    const { source, rows, numbers } = await fileOf(
      '53282220140001,王伟,受理\n53282220140002,李娜,办结\n',
    )
    expect((await source.describe())[0]?.columns.map(({ name }) => name)).toEqual([
      '#1',
      '#2',
      '#3',
    ])
    expect(rows.length).toBe(2)
    expect(numbers).toEqual([1, 2])
  })

  test('the header is the first row that is as full as the others, below titles and dates, or the one that is said', async () => {
    const text = '办件台账,,\n制表日期：2014-12-31,,\n编号,姓名,收费\nA1,王伟,12.50\nA2,李娜,3.00\n'
    const { source, rows, numbers } = await fileOf(text)
    expect((await source.describe())[0]?.columns.map(({ name }) => name)).toEqual([
      '编号',
      '姓名',
      '收费',
    ])
    expect([rows.length, numbers[0]]).toEqual([2, 4])
    await writeFile(join(folder, '年度.csv'), '单位,20140101,20150101\n甲,1,2\n')
    const told = await csv('年度.csv', { header: { 年度: 1 } })
    expect((await allRows(told, '年度')).rows).toEqual([['甲', '1', '2']])
  })

  test('files copied into one: marks, headers and the end mark between them are no data', async () => {
    const one = (n: number) => `\ufeff编号,姓名\r\n"A${n}",甲\r\n`
    for (const encoding of ['utf8', 'utf16le']) {
      const { rows } = await fileOf(`${one(1)}${one(2)}\ufeffA3,乙\r\n\u001a`, encoding)
      expect(rows).toEqual([
        ['A1', '甲'],
        ['A2', '甲'],
        ['A3', '乙'],
      ])
    }
  })

  test('the line that tells Excel the delimiter is no row', async () => {
    const { source, rows, numbers } = await fileOf('sep=;\r\n编号;姓名\r\nA1;甲\r\n', 'gb18030')
    expect((await source.describe())[0]?.columns.map(({ name }) => name)).toEqual(['编号', '姓名'])
    expect([rows, numbers]).toEqual([[['A1', '甲']], [2]])
  })

  test('totals and signatures at the foot of a list are told, not taken for rows', async () => {
    const text = '编号,姓名,状态,收费\nA1,合计,受理,1\n合计,,,1\n制表人：张三,,,\n总务科,,受理,\n'
    const { source, table } = await fileOf(text)
    const [batch] = await batchesOf(source, table)
    expect([...(batch?.flaws ?? [])].map(([at, { code }]) => [at, code])).toEqual([
      [1, 'HK-MIG-205'],
      [2, 'HK-MIG-205'],
    ])
  })

  test('two files of a folder with one name and two endings are two tables', async () => {
    const both = join(folder, '同名')
    await mkdir(both)
    await writeFile(join(both, 'bj.csv'), '编号\nA1\n')
    await writeFile(join(both, 'BJ.txt'), '编号\nA2\n')
    const source = await csv('同名')
    expect((await source.describe()).map(({ name }) => name)).toEqual(['BJ.txt', 'bj.csv'])
    expect((await allRows(source, 'bj.csv')).rows).toEqual([['A1']])
  })

  test('lines of UTF-8 beside lines that are not are a question, not a guess', async () => {
    const mixed = Buffer.concat([Buffer.from('姓名\n王伟\n'), iconv.encode('李娜\n', 'gbk')])
    await writeFile(join(folder, '混.csv'), mixed)

    await expect((await csv('混.csv')).describe()).rejects.toMatchObject({
      code: 'HK-MIG-004',
      params: { line: 3 },
    })
    const { rows } = await allRows(await csv('混.csv', { encoding: 'utf-8' }), '混')
    expect(rows[0]).toEqual(['王伟'])
    expect(rows[1]?.[0]).toContain('\ufffd')
  })
})

describe('damage in the file costs one row, by name', () => {
  test('too few and too many fields', async () => {
    const { source, table } = await fileOf('a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3,\n')
    const [batch] = await batchesOf(source, table)

    expect([...(batch?.flaws ?? [])].map(([at, { code, params }]) => [at, code, params])).toEqual([
      [0, 'HK-MIG-201', { expected: 3, found: 2 }],
      [2, 'HK-MIG-201', { expected: 3, found: 4 }],
      // A comma too many may just as well stand further left: nobody can tell.
      [3, 'HK-MIG-201', { expected: 3, found: 4 }],
    ])
  })

  test('a quotation mark that is never closed does not swallow the rest', async () => {
    const { source, table } = await fileOf('a,b\n1,"open\n2,x\n3,"good"\n')
    const [batch] = await batchesOf(source, table)

    expect([...(batch?.rows ?? [])].map(([first]) => first)).toEqual(['1', '2', '3'])
    expect([...(batch?.flaws.keys() ?? [])]).toEqual([0])
  })

  test('quotation marks that old programs did not double are characters', async () => {
    const { rows } = await fileOf('a,b\n5" 管,"他说"好"的"\n')

    expect(rows).toEqual([['5" 管', '他说"好"的']])
  })

  test('a control character that an old database kept is a character, not a reason to refuse the file', async () => {
    const text = '编号,备注\n1,张\u0001三\n2,李四\u0000\n3,王五王五王五王五王五王五王五王五王五\n'
    for (const encoding of ['utf8', 'gb18030']) {
      const { rows } = await fileOf(text, encoding)
      expect(rows.slice(0, 2)).toEqual([
        ['1', '张\u0001三'],
        ['2', '李四\u0000'],
      ])
    }
  })

  test('blank lines are no rows, and the numbers stay those of Excel', async () => {
    expect(await fileOf('a,b\n1,2\n\n\n3,4\n\n')).toMatchObject({
      rows: [
        ['1', '2'],
        ['3', '4'],
      ],
      numbers: [2, 5],
    })
  })

  test('a file of one endless line is refused', async () => {
    await writeFile(join(folder, '长.csv'), `a,b\n${'x'.repeat(17 * 1024 * 1024)}`)

    await expect(csv('长.csv').then((s) => s.describe())).rejects.toMatchObject({
      code: 'HK-MIG-003',
    })
  })

  test('nothing there, nothing in it', async () => {
    await writeFile(join(folder, '空.csv'), '')

    await expect(csv('没有.csv')).rejects.toMatchObject({ code: 'HK-MIG-001', exit: 4 })
    await expect((await csv('空.csv')).describe()).rejects.toMatchObject({ code: 'HK-MIG-005' })
  })
})

test('reads what csv-parse reads', async () => {
  const cell = fc.stringMatching(/^[a-z,"\n\r 张㐂]{0,6}$/)
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (cells, end) => {
      const quoted = cells.map((row) =>
        row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','),
      )
      const text = `a,b,c${end}${quoted.join(end)}${end}`
      const { rows } = await fileOf(text, 'gb18030', { encoding: 'gb18030', delimiter: ',' })
      expect(rows).toEqual(parse(text, { from_line: 2, record_delimiter: end }))
    }),
    { numRuns: 60 },
  )
})
