import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import {
  type Book,
  firstDifference,
  makeReturnFile,
  type ReturnMark,
  type ReturnOrder,
  readBytes,
  withoutReturnMarks,
} from '../../../src/lib/sheets/index.js'

async function bytesOf(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

async function orderFor(
  bytes: Uint8Array,
  mark: Partial<ReturnMark> = {},
): Promise<ReturnOrder & { readonly book: Book }> {
  const book = await readBytes(bytes, '表.xlsx')
  const sheet = book.sheets.find(({ rows }) => rows.length > 0)?.name ?? ''
  const one = { sheet, row: 2, cell: 'A2', level: 'error' as const, text: '改', ...mark }
  return {
    bytes,
    book,
    tables: [{ sheet, headerRows: [1], keep: [2] }],
    excerptNote: ['怎么改', '只摘录'],
    marks: [one],
    summary: {
      title: '核验结果',
      unit: '林业局',
      origin: 'inbox/表.xlsx',
      facts: [],
      counts: [['表', '读取']],
      columns: ['位置', '问题'],
      lines: [{ sheet, cell: one.cell ?? 'A2', level: 'error', texts: ["它's A2", '=1+1'] }],
    },
    notes: { title: '填写说明', rows: [['栏目'], ['名称']] },
  }
}

/** A workbook of two rows, changed before it is written. */
async function small(change: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void) {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('表')
  sheet.addRow(['名称', '时限'])
  sheet.addRow(['林木采伐许可', '20个工作日'])
  change(sheet, workbook)
  return bytesOf(workbook)
}

async function styles(bytes: Uint8Array) {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  return (address: string) => workbook.getWorksheet('表')?.getCell(address)
}

const text = fc.oneof(
  fc.constantFrom(
    '',
    '0123456789012345678',
    '=cmd|x',
    '２０个工作日',
    '三级\n（预审）',
    "'",
    '错误',
  ),
  fc.string({ maxLength: 12 }),
)
const value = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.date({
    min: new Date('1950-01-01T00:00:00Z'),
    max: new Date('2050-01-01T00:00:00Z'),
    noInvalidDate: true,
  }),
)
const rows = fc.array(fc.array(value, { minLength: 1, maxLength: 6 }), {
  minLength: 2,
  maxLength: 8,
})
const merge = fc.record({
  top: fc.integer({ min: 1, max: 8 }),
  left: fc.integer({ min: 1, max: 6 }),
  high: fc.integer({ min: 0, max: 3 }),
  wide: fc.integer({ min: 0, max: 3 }),
})

/** Workbooks tried; all of them under HALLKIT_LONG. */
const WORKBOOKS = process.env['HALLKIT_LONG'] === undefined ? 15 : 200

describe('a return file', () => {
  test(`never alters an original value, whatever the workbook holds and whichever way it is made (${WORKBOOKS} workbooks)`, async () => {
    await fc.assert(
      fc.asyncProperty(rows, merge, fc.boolean(), async (cells, at, isLegacy) => {
        const workbook = new ExcelJS.Workbook()
        const sheet = workbook.addWorksheet("甲'乙")
        sheet.addRow(['名称', '时限'])
        for (const line of cells) sheet.addRow(line)
        sheet.mergeCells(at.top, at.left, at.top + at.high, at.left + at.wide)
        const hidden = workbook.addWorksheet('隐藏', { state: 'hidden' })
        hidden.addRow(['一', '二'])
        hidden.getRow(1).hidden = true
        const order = await orderFor(await bytesOf(workbook))
        const book: Book = isLegacy ? { ...order.book, format: 'xls' } : order.book

        const { bytes, way } = await makeReturnFile({ ...order, book })

        expect(way).toBe(isLegacy ? 'copied' : 'annotated')
        const produced = await readBytes(bytes, '表.xlsx')
        expect(firstDifference(order.book, produced)).toBeNull()
        const clean = withoutReturnMarks(produced)
        expect(clean.origin).toEqual({ file: 'inbox/表.xlsx', unit: '林业局' })
      }),
      {
        numRuns: WORKBOOKS,
        examples: [[[[null], [0]], { top: 1, left: 1, high: 2, wide: 0 }, false]],
      },
    )
  }, 120_000)

  test('colours the marked cell and no other, though styles are shared', async () => {
    const bytes = await small((sheet) => {
      const shared = { font: { bold: true } }
      for (const row of [1, 2])
        sheet.getRow(row).eachCell((cell) => Object.assign(cell, { style: shared }))
    })

    const { bytes: made, way } = await makeReturnFile(await orderFor(bytes))

    const cell = await styles(made)
    expect(way).toBe('annotated')
    expect(cell('A2')?.fill).toMatchObject({ fgColor: { argb: 'FFFFC7CF' } })
    expect(cell('B2')?.fill).not.toMatchObject({ fgColor: { argb: 'FFFFC7CF' } })
    expect(cell('A2')?.font?.bold).toBe(true)
    expect(cell('C1')?.value).toBe('错误说明')
    expect(cell('C2')?.value).toBe('改')
  })

  test('prints its words on the page of what they are about', async () => {
    const bytes = await small((sheet) => {
      sheet.pageSetup.printArea = 'A1:B2'
    })
    const { bytes: made } = await makeReturnFile(await orderFor(bytes))
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(new Uint8Array(made).buffer)
    const { pageSetup } = workbook.worksheets[1] ?? {}

    expect(pageSetup).toMatchObject({ printArea: 'A1:C2', fitToPage: true, fitToHeight: 0 })
  })

  test('returned again loses the marks of before and keeps one column of words', async () => {
    const first = await makeReturnFile(await orderFor(await small(() => undefined)))

    const second = await makeReturnFile(
      await orderFor(first.bytes, { sheet: '表', row: 2, cell: 'B2', text: '再改' }).then(
        (order) => ({
          ...order,
          tables: [{ sheet: '表', headerRows: [1], keep: [2] }],
        }),
      ),
    )

    const cell = await styles(second.bytes)
    expect(cell('A2')?.fill).not.toMatchObject({ fgColor: { argb: 'FFFFC7CF' } })
    expect(cell('B2')?.fill).toMatchObject({ fgColor: { argb: 'FFFFC7CF' } })
    expect([cell('C2')?.value, cell('D1')?.value ?? null]).toEqual(['再改', null])
    const book = await readBytes(second.bytes, '表.xlsx')
    expect(book.sheets.map(({ name }) => name)).toEqual(['核验结果', '表', '填写说明'])
  })

  test('keeps formulas with what they showed, also a nought', async () => {
    const bytes = await small((sheet) => {
      sheet.getCell('B3').value = { formula: '1-1', result: 0 }
      sheet.getCell('B4').value = { formula: 'A2', result: '林木采伐许可' }
    })

    const { bytes: made } = await makeReturnFile(await orderFor(bytes))

    const book = await readBytes(made, '表.xlsx')
    const own = book.sheets.find(({ name }) => name === '表')
    expect([own?.rows[2]?.cells[1], own?.rows[3]?.cells[1]]).toEqual(['0', '林木采伐许可'])
  })

  test.each([
    ['a chart', 'xl/charts/chart1.xml'],
    ['a picture', 'xl/drawings/drawing1.xml'],
    ['a control', 'xl/ctrlProps/ctrlProp1.xml'],
    ['a pivot table', 'xl/pivotTables/pivotTable1.xml'],
    ['a link to another workbook', 'xl/externalLinks/externalLink1.xml'],
    ['a macro', 'xl/vbaProject.bin'],
  ])('of a workbook with %s is a copy of all its values', async (_, part) => {
    const plain = await small(() => undefined)
    const bytes = zipSync({ ...unzipSync(plain), [part]: new Uint8Array([60, 120, 47, 62]) })

    const { way, bytes: made } = await makeReturnFile(await orderFor(bytes))

    expect(way).toBe('copied')
    const original = await readBytes(plain, '表.xlsx')
    expect(firstDifference(original, await readBytes(made, '表.xlsx'))).toBeNull()
  })

  test('of a sheet with choices down to its last row is a copy: one by one they would be a million', async () => {
    const plain = unzipSync(await small(() => undefined))
    const name = 'xl/worksheets/sheet1.xml'
    const xml = new TextDecoder().decode(plain[name])
    const rule =
      '<dataValidations count="1"><dataValidation type="list" sqref="A2:A1048576"><formula1>"a"</formula1></dataValidation></dataValidations>'
    const bytes = zipSync({
      ...plain,
      [name]: new TextEncoder().encode(xml.replace('<pageMargins', `${rule}<pageMargins`)),
    })

    expect((await makeReturnFile(await orderFor(bytes))).way).toBe('copied')
  })

  test('of a very large sheet holds its head and the rows in question, each record whole', async () => {
    const head = `名称,材料${','.repeat(99)}备注`
    const lines = [head, ...Array.from({ length: 4_200 }, (_, row) => `事项${row},甲`)]
    const order = await orderFor(new TextEncoder().encode(lines.join('\n')), {
      row: 3_000,
      cell: 'B3000',
    })

    const { way, bytes } = await makeReturnFile({
      ...order,
      tables: [{ sheet: '', headerRows: [1], keep: [3_000, 3_001] }],
    })

    expect(way).toBe('excerpt')
    const { sheets } = await readBytes(bytes, '表.xlsx')
    const rows = sheets.find(({ name }) => name === '原表')?.rows ?? []
    expect(rows.map(({ cells }) => cells.filter((text) => text !== ''))).toEqual([
      ['名称', '材料', '备注', '错误说明'],
      ['事项2998', '甲', '改'],
      ['事项2999', '甲'],
    ])
  })

  test('says nothing as a formula that a unit wrote as text', async () => {
    const { bytes } = await makeReturnFile(await orderFor(await small(() => undefined)))

    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(new Uint8Array(bytes).buffer)
    const summary = workbook.getWorksheet('核验结果')
    const formulas: string[] = []
    summary?.eachRow((row) => row.eachCell((cell) => cell.formula && formulas.push(cell.formula)))
    expect(formulas).toEqual([`HYPERLINK("#'表'!A2","它's A2")`])
  })
})
