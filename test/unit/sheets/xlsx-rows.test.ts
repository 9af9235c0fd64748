import * as XLSX from '@e965/xlsx'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { loadForm, readBook, readForm } from '../../../src/lib/sheets/index.js'
import { type Cell, fileOf, workbook, xlsxOf, xlsxParts } from './books.js'

async function textsOf(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const book = await readBook(await fileOf('表.xlsx', bytes))
  return book.sheets[0]?.rows.map(({ cells }) => cells) ?? []
}

const inline = (at: string, text: string) =>
  `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join('')}</row>`

describe('rows of an .xlsx', () => {
  const word = fc.stringMatching(/^[\u4e00-\u9fa5a-z<>&"'_x 0-9]{0,12}$/)
  const number = fc.oneof(
    fc.integer(),
    fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 1000),
  )
  const formats = ['0', '0.00', '#,##0.00', '0%', 'yyyy-mm-dd', 'yyyy"年"m"月"d"日"', 'h:mm', '@']
  const formatted = fc
    .tuple(fc.integer({ min: 0, max: 60_000 }), fc.constantFrom(...formats))
    .map(([v, z]) => ({ t: 'n' as const, v, z }))
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    word,
    number,
    fc.boolean(),
    formatted,
    fc.constant(null),
  )
  const table = fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 8 })

  test('say what SheetJS says of the same workbook in another format', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const filled = [['起'], ...rows]
        const ours = await textsOf(workbook([{ rows: filled }]))
        const xlsb = await textsOf(workbook([{ rows: filled }], 'xlsb'))
        expect(ours).toEqual(xlsb)
      }),
      { numRuns: 60 },
    )
  })

  test('are the same whatever prefix, quotes, comments and sections the writer chose', async () => {
    const prefixed = `<x:sheetData><x:row r='1'><x:c r = 'A1' t="inlineStr"><x:is><x:t><![CDATA[甲 & <乙>]]></x:t></x:is></x:c>
      <!-- 说明 --><x:c t="str"><x:v>丙&#x4e01;&#19969;</x:v></x:c></x:row><x:row/><x:row r="4"><x:c r="B4"><x:v>7</x:v></x:c></x:row></x:sheetData>`
    const parts = xlsxParts('')
    const sheet = strToU8(
      `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${prefixed}</x:worksheet>`,
    )

    expect(await textsOf(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': sheet }))).toEqual([
      ['甲 & <乙>', '丙丁丁'],
      [],
      [],
      ['', '7'],
    ])
  })

  test('of a sheet of any size are all there, in order', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => [at, `第${at}项`, '行政许可'])
    const texts = await textsOf(workbook([{ rows }]))

    expect(texts).toHaveLength(30_000)
    expect(texts.every(([first], at) => first === String(at))).toBe(true)
  })
})

describe('damaged XML in a sound archive', () => {
  const whole = [1, 2, 3].map((at) => row(at, inline(`A${at}`, `第${at}行`)))
  const sheetOf = (rows: string) => xlsxOf(`<sheetData>${rows}</sheetData>`)

  test.each([
    ['cut off in the middle', xlsxOf(`<sheetData>${whole.join('').slice(0, -70)}`)],
    ['a row that never ends', sheetOf(`${whole[0]}<row r="2">${inline('A2', '二')}${whole[2]}`)],
    ['an end that never began', sheetOf(`${whole[0]}${inline('A2', '二')}</row>${whole[2]}`)],
    ['text between the rows', sheetOf(`${whole[0]}第二行${whole[2]}`)],
    ['rows that go back', sheetOf(`${whole[1]}${whole[0]}`)],
    ['a shared string that is not there', sheetOf(row(1, '<c r="A1" t="s"><v>7</v></c>'))],
    ['a cell that never ends', sheetOf(row(1, '<c r="A1"><v>7</v>'))],
    [
      'a tag that swallows the next',
      sheetOf(row(1, '<c r="A1" t="st</v></c><c r="B1"><v>7</v></c>')),
    ],
    ['an attribute that never ends', sheetOf(row(1, '<c r="A1 t="str"><v>7</v></c>'))],
    ['a type that is none', sheetOf(row(1, '<c r="A1" t="sxr"><v>7</v></c>'))],
    ['a row whose number is none', sheetOf(`<row r="/c">${inline('A1', '一')}</row>`)],
    ['a value that ends as another', sheetOf(row(1, '<c r="A1"><v>7</w></c>'))],
    ['a value of another name', sheetOf(row(1, '<c r="A1"><vv>7</vv></c>'))],
    ['a value without a name', sheetOf(row(1, '<c r="A1">7</c>'))],
    ['a text that never ends', sheetOf(row(1, inline('A1', '甲<t>')))],
    ['a run that never ends', sheetOf(row(1, inline('A1', '甲</t><r><t>乙</r><t>')))],
  ])('is told, never read with rows missing: %s', async (_, bytes) => {
    await expect(textsOf(bytes)).rejects.toMatchObject({ code: 'HK-SHEET-007' })
  })

  test('an XML or HTML table that ends in the middle is told', async () => {
    const xml = Buffer.from(workbook([{ rows: [['甲'], ['乙']] }], 'xlml')).toString('utf8')
    const html = '<html><body><table><tr><td>甲</td></tr><tr><td>乙</td>'

    for (const text of [xml.slice(0, xml.indexOf('乙')), html]) {
      await expect(readBook(await fileOf('表.xls', text))).rejects.toMatchObject({
        code: 'HK-SHEET-007',
      })
    }
  })
})

describe('other formats', () => {
  const rows = [
    ['事项名称', '期限'],
    ['取水许可审批', 20],
  ]

  test.each([
    ['ods', 'ods'],
    ['xlsb', 'xlsb'],
    ['biff8', 'xls'],
    ['xlml', 'xml'],
  ] as const)('%s is read whatever it is called', async (type, format) => {
    const book = await readBook(await fileOf('表.et', workbook([{ rows }], type)))

    expect(book.format).toBe(format)
    expect(book.sheets[0]?.rows.map(({ cells }) => cells)).toEqual([
      ['事项名称', '期限'],
      ['取水许可审批', '20'],
    ])
  })

  test('hidden rows of an .xls are flagged', async () => {
    const file = XLSX.CFB.read(workbook([{ rows: [['甲'], ['乙']] }], 'biff8'), { type: 'buffer' })
    const stream = XLSX.CFB.find(file, '/Workbook')
    if (stream === null) throw new Error('no stream')
    const content = Buffer.from(stream.content)
    const sheet = content.indexOf(Buffer.from('09081000000610', 'hex'))
    const dimensions = content.indexOf(Buffer.from('00020e00', 'hex'), Math.max(0, sheet))
    const hidden = Buffer.from('08021000010000000100ff000000000020010f00', 'hex')
    const at = dimensions + 4 + 14
    stream.content = Buffer.concat([content.subarray(0, at), hidden, content.subarray(at)])
    stream.size = stream.content.length
    const bytes = Buffer.from(XLSX.CFB.write(file, { type: 'buffer' }) as Uint8Array)
    const book = await readBook(await fileOf('隐.xls', bytes))

    expect(book.sheets[0]?.rows.map((one) => one.hidden)).toEqual([false, true])
  })
})

test('hidden columns are read and told', async () => {
  const columns = '<cols><col min="2" max="2" width="9" hidden="1"/></cols>'
  const head = ['事项名称', '事项类型', '法定期限', '承诺期限']
  const cells = (at: number, texts: readonly string[]) =>
    row(at, ...texts.map((text, column) => inline(`${'ABCD'.charAt(column)}${at}`, text)))
  const body = cells(2, ['取水许可审批', '行政许可', '20个工作日', '10个工作日'])
  const file = await fileOf(
    '隐.xlsx',
    xlsxOf(`${columns}<sheetData>${cells(1, head)}${body}</sheetData>`),
  )
  const book = await readBook(file)
  const [sheet] = book.sheets
  if (sheet === undefined) throw new Error('no sheet')
  const { records, findings } = readForm(book, sheet, await loadForm('items'))

  expect(sheet.hiddenColumns).toEqual(['B'])
  expect(records[0]?.values['type']).toBe('行政许可')
  expect(findings).toMatchObject([{ code: 'HK-SHEET-107', params: { columns: ['B 事项类型'] } }])
})
