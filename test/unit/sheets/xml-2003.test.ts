import { expect, test } from 'vitest'
import { readBytes } from '../../../src/lib/sheets/index.js'

const text = (value: string) => `<Cell><Data ss:Type="String">${value}</Data></Cell>`

function spreadsheet(...rows: readonly string[]): Uint8Array {
  const table = rows.map((cells) => (cells.startsWith('<Row') ? cells : `<Row>${cells}</Row>`))
  return Buffer.from(
    `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table>${table.join('')}</Table></Worksheet></Workbook>`,
  )
}

test('a formula that was never worked out is told, as in an .xlsx; one with a value is its value', async () => {
  const book = await readBytes(
    spreadsheet(
      text('事项名称') + text('承诺办结时限'),
      '<Cell ss:Formula="=R1C1"/><Cell ss:Formula="=IF(R1C1&gt;3,&quot;是&quot;,1)"></Cell>',
      `${text('取水许可')}<Cell ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell>`,
      `${text('空串')}<Cell ss:Formula="=&quot;&quot;"><Data ss:Type="String"></Data></Cell>`,
    ),
    '表.xls',
  )

  const [sheet] = book.sheets
  expect(sheet?.rows.map(({ cells }) => cells)).toEqual([
    ['事项名称', '承诺办结时限'],
    [],
    ['取水许可', '2'],
    ['空串'],
  ])
  expect(sheet?.suspicious.map(({ code, cell, params }) => ({ code, cell, params }))).toEqual([
    { code: 'HK-SHEET-102', cell: 'A2', params: { formula: '$A$1' } },
    { code: 'HK-SHEET-102', cell: 'B2', params: { formula: 'IF($A$1>3,"是",1)' } },
  ])
})

test('blank rows in one element, itself and its span, keep the rows below in their places', async () => {
  const book = await readBytes(spreadsheet(text('甲'), '<Row ss:Span="3"/>', text('乙')), '表.xls')

  expect(book.sheets[0]?.rows.map(({ row, cells }) => [row, cells.join()])).toEqual([
    [1, '甲'],
    [2, ''],
    [3, ''],
    [4, ''],
    [5, ''],
    [6, '乙'],
  ])
})
