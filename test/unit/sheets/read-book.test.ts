import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { type Book, openBook, readBook } from '../../../src/lib/sheets/index.js'
import { fileOf, type SheetPlan, workbook, xlsxOf } from './books.js'

async function bookOf(plan: SheetPlan, type: 'xlsx' | 'biff8' | 'xlsb' | 'xlml' = 'xlsx') {
  return readBook(await fileOf(`表.${type}`, workbook([plan], type)))
}

function texts(book: Book, sheet = 0): readonly (readonly string[])[] {
  return book.sheets[sheet]?.rows.map(({ cells }) => cells) ?? []
}

function codes(book: Book): readonly (readonly [string, string | undefined])[] {
  return book.sheets.flatMap(({ suspicious }) => suspicious.map(({ code, cell }) => [code, cell]))
}

const inline = (address: string, text: string) =>
  `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`

describe('values', () => {
  const types = ['xlsx', 'biff8', 'xlsb', 'xlml'] as const

  test.each(types)('are text as a person sees them, in %s', async (type) => {
    const number = (v: number, z: string) => ({ t: 'n' as const, v, z })
    const book = await bookOf(
      {
        rows: [
          ['勐海', 20, 0.1 + 0.2, true],
          [number(1234.5, '#,##0.00'), number(0.35, '0%'), number(42102, 'yyyy"年"m"月"d"日"')],
          [number(42102, 'yyyy/m/d'), number(42102.354166667, 'yyyy-mm-dd hh:mm')],
        ],
      },
      type,
    )

    expect(texts(book)).toEqual([
      ['勐海', '20', '0.3', 'TRUE'],
      ['1,234.50', '35%', '2015年4月8日'],
      ['2015/4/8', '2015-04-08 08:30'],
    ])
  })

  test('a date whose format hides the year keeps it', async () => {
    const date = (z: string) => ({ t: 'n' as const, v: 42102, z })
    const book = await bookOf({ rows: [[date('m"月"d"日"'), date('m/d'), date('yy.m.d')]] })

    expect(texts(book)).toEqual([['2015-04-08', '2015-04-08', '2015-04-08']])
  })

  test('dates of a workbook that counts from 1904 are the same days', async () => {
    const rows = [[{ t: 'n' as const, v: 42102 - 1462, z: 'yyyy-mm-dd' }]]
    const book = await readBook(await fileOf('mac.xlsx', workbook([{ rows }], 'xlsx', true)))

    expect(texts(book)).toEqual([['2015-04-08']])
  })

  test('a time of day stays one', async () => {
    const book = await bookOf({ rows: [[{ t: 'n', v: 8.5 / 24, z: 'h:mm' }]] })

    expect(texts(book)).toEqual([['8:30']])
  })

  test('ISO date cells, rich text, _x000D_ and phonetic guides come out plain', async () => {
    const xml = `<sheetData><row r="1"><c r="A1" t="d"><v>2015-04-08</v></c>
      <c r="B1" t="inlineStr"><is><r><t>林木</t></r><r><t>采伐_x000D_
许可</t></r><rPh sb="0" eb="1"><t>lin</t></rPh></is></c></row></sheetData>`
    const book = await readBook(await fileOf('iso.xlsx', xlsxOf(xml)))

    expect(texts(book)).toEqual([['2015-04-08', '林木采伐\n许可']])
  })

  test('a whole number of 12 digits is not shortened', async () => {
    const book = await bookOf({
      rows: [[153938068881, { t: 'n', v: 153938068881, z: '0.00E+00' }]],
    })

    expect(texts(book)).toEqual([['153938068881', '153938068881']])
    expect(codes(book)).toEqual([])
  })
})

describe('cells with something to say', () => {
  test('an ID number typed as a number is damaged, whatever its format', async () => {
    const id = Number('440524188001010014')
    const book = await bookOf({ rows: [['身份证'], [id], [{ t: 'n', v: id, z: '0' }]] })

    expect(codes(book)).toEqual([
      ['HK-SHEET-101', 'A2'],
      ['HK-SHEET-101', 'A3'],
    ])
  })

  test('a number that was shortened before it became text is damaged', async () => {
    const book = await readBook(
      await fileOf('证.csv', '号\n4.40524E+17\n1.5E+3\n1.53938068881E+11\n'),
    )

    expect(codes(book)).toEqual([['HK-SHEET-101', 'A2']])
  })

  test('a formula without a stored result is a finding and blank, one with 0 is 0', async () => {
    const xml =
      '<sheetData><row r="1"><c r="A1"><f>B1*2</f></c><c r="B1"><f>C1</f><v>0</v></c></row></sheetData>'
    const book = await readBook(await fileOf('式.xlsx', xlsxOf(xml)))

    expect(texts(book)).toEqual([['', '0']])
    expect(codes(book)).toEqual([['HK-SHEET-102', 'A1']])
  })

  test('an error value is shown and found', async () => {
    const book = await bookOf({ rows: [[{ t: 'e', v: 0x17 }, '在']] })

    expect(texts(book)).toEqual([['#REF!', '在']])
    expect(codes(book)).toEqual([['HK-SHEET-103', 'A1']])
  })
})

describe('the shape of a sheet', () => {
  test('a merged cell gives its value to every row that it spans', async () => {
    const rows = [
      ['林业局', '甲'],
      [null, '乙'],
      [null, '丙'],
    ]
    const book = await bookOf({ rows, merges: ['A1:A3'] }, 'biff8')

    expect(texts(book)).toEqual([
      ['林业局', '甲'],
      ['林业局', '乙'],
      ['林业局', '丙'],
    ])
    expect(book.sheets[0]?.merges).toEqual(['A1:A3'])
  })

  test('rows keep the number seen in Excel, blank ones between included', async () => {
    const xml = `<sheetData><row r="3">${inline('B3', '三')}</row><row r="5">${inline('A5', '五')}</row></sheetData>`
    const book = await readBook(await fileOf('空.xlsx', xlsxOf(xml)))

    expect(book.sheets[0]?.rows).toEqual([
      { row: 1, cells: [], hidden: false },
      { row: 2, cells: [], hidden: false },
      { row: 3, cells: ['', '三'], hidden: false },
      { row: 4, cells: [], hidden: false },
      { row: 5, cells: ['五'], hidden: false },
    ])
  })

  test('hidden rows and sheets are read and flagged', async () => {
    const first = { name: '见', rows: [['a'], ['b']], hiddenRows: [1] }
    const second = { name: '隐', rows: [['c']], hidden: 1 as const }
    const third = { name: '深', rows: [['d']], hidden: 2 as const }
    const book = await readBook(await fileOf('隐.xlsx', workbook([first, second, third])))

    expect(book.sheets.map(({ name, state }) => [name, state])).toEqual([
      ['见', 'visible'],
      ['隐', 'hidden'],
      ['深', 'veryHidden'],
    ])
    expect(book.sheets[0]?.rows.map(({ hidden }) => hidden)).toEqual([false, true])
  })

  test('the name of a file never decides its format', async () => {
    const bytes = workbook([{ rows: [['甲']] }], 'biff8')
    const book = await readBook(await fileOf('表.csv', bytes))

    expect(book).toMatchObject({ format: 'xls', encoding: null, file: '表.csv' })
    expect(book.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  test('old .xls files written in GBK are read by their code page', async () => {
    const bytes = Buffer.from(workbook([{ name: 'a', rows: [['QXWZ', 'b']] }], 'biff5'))
    iconv.encode('林木', 'gbk').copy(bytes, bytes.indexOf('QXWZ'))
    const codePage = bytes.indexOf(Buffer.from('42000200', 'hex'))
    bytes.writeUInt16LE(936, codePage + 4)

    expect(codePage).toBeGreaterThan(0)
    expect(texts(await readBook(await fileOf('旧.xls', bytes)))).toEqual([['林木', 'b']])
  })

  test('HTML saved as .xls keeps leading zeros and long numbers', async () => {
    const html =
      '<html><table><tr><td>编号</td><td>证号</td></tr><tr><td>011234</td><td>440524188001010014</td></tr></table></html>'
    const book = await readBook(await fileOf('导出.xls', iconv.encode(html, 'gb18030')))

    expect(book).toMatchObject({ format: 'html', encoding: 'gb18030' })
    expect(texts(book)).toEqual([
      ['编号', '证号'],
      ['011234', '440524188001010014'],
    ])
  })
})

describe('text tables', () => {
  const table = '姓名,部门\r\n张三,教育局\r\n䶮某,㐂局①\r\n'

  test.each([
    ['utf-8', Buffer.from(table)],
    ['utf-8', Buffer.from(`\ufeff${table}`)],
    ['utf-16le', Buffer.from(`\ufeff${table}`, 'utf16le')],
    ['gb18030', iconv.encode(table, 'gb18030')],
  ])('are decoded strictly as %s', async (encoding, bytes) => {
    const book = await readBook(await fileOf('人.csv', bytes))

    expect(book.encoding).toBe(encoding)
    expect(texts(book)).toEqual([
      ['姓名', '部门'],
      ['张三', '教育局'],
      ['䶮某', '㐂局①'],
    ])
  })

  test('are decoded as the person says', async () => {
    const file = await fileOf('繁.csv', iconv.encode('姓名,部門\n張三,教育局\n', 'big5'))

    expect(texts(await readBook(file, { encoding: 'big5' }))[1]).toEqual(['張三', '教育局'])
  })

  test('in no known encoding ask for one', async () => {
    const file = await fileOf('乱.csv', Buffer.from([0xff, 0xff, 0x41, 0x2c, 0xff, 0x0a]))

    await expect(readBook(file)).rejects.toMatchObject({ code: 'HK-SHEET-012' })
    await expect(readBook(file, { encoding: 'klingon' })).rejects.toMatchObject({
      code: 'HK-SHEET-013',
    })
    await expect(readBook(file, { encoding: 'utf-8' })).rejects.toMatchObject({
      code: 'HK-SHEET-014',
    })
  })

  test('number rows as Excel does: a cell with line breaks is one row, a blank line is one too', async () => {
    const text = '标题\r\n\r\n名称,"多\r\n行"\n甲,乙\r\n"a\nb\nc",x\r\n\r\n末\r\n'
    const book = await readBook(await fileOf('行.csv', text))

    expect(book.sheets[0]?.rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, '标题'],
      [2],
      [3, '名称', '多\n行'],
      [4, '甲', '乙'],
      [5, 'a\nb\nc', 'x'],
      [6],
      [7, '末'],
    ])
  })

  test.each([['\t'], [';'], [','], ['|']])('find their delimiter %j', async (delimiter) => {
    const text = [
      ['名称', '时限'],
      ['甲', '"1,5"'],
      ['乙', '2'],
    ]
      .map((row) => row.join(delimiter))
      .join('\n')
    const book = await readBook(await fileOf('分.txt', text))

    expect(texts(book)).toEqual([
      ['名称', '时限'],
      ['甲', '1,5'],
      ['乙', '2'],
    ])
  })

  test('unwrap ="0123" and stand stray quotes', async () => {
    const book = await readBook(await fileOf('引.csv', '号,管径\n="0123",5" 管\n'))

    expect(texts(book)[1]).toEqual(['0123', '5" 管'])
  })
})

test('a text file that changes while it is read is told, not mixed', async () => {
  const line = `${'取水许可审批,行政许可'.repeat(8)}\n`
  const file = await fileOf('改.csv', line.repeat(2000))
  const book = await openBook(file)
  await writeFile(file, line.replace('取', '用').repeat(2000))

  expect(() => [...(book.sheets[0]?.rows ?? [])]).toThrow(
    expect.objectContaining({ code: 'HK-SHEET-017' }),
  )
  book.close()
})
