import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { loadForm, readBook, readForm } from '../../../src/lib/sheets/index.js'
import { fileOf } from './books.js'

const p = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const tc = (text: string, shape = '') => `<w:tc><w:tcPr>${shape}</w:tcPr>${p(text)}</w:tc>`
const tr = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`
const span = (columns: number) => `<w:gridSpan w:val="${columns}"/>`
const first = '<w:vMerge w:val="restart"/>'
const below = '<w:vMerge/>'

function docx(body: string): Uint8Array {
  const xml = `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`
  return zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(xml) })
}

async function bookOf(body: string) {
  return readBook(await fileOf('报送.docx', docx(body)))
}

const header = tr(
  ...['序号', '事项名称', '事项类型', '法定期限', '承诺期限'].map((text) => tc(text)),
)

test('a table of a Word file is a sheet, the lines above it are its title', async () => {
  const rows = [
    tr(...['1', '取水许可审批', '行政许可', '20个工作日', '10个工作日'].map((t) => tc(t))),
  ]
  const table = `<w:tbl>${header}${rows.join('')}</w:tbl>`
  const book = await bookOf(
    `${p('填报单位：县水务局（盖章）')}${table}${p('联系电话：0691-5122345')}`,
  )

  expect(book).toMatchObject({ format: 'docx', sheets: [{ name: '表格1', state: 'visible' }] })
  const [sheet] = book.sheets
  if (sheet === undefined) throw new Error('no sheet')
  const reading = readForm(book, sheet, await loadForm('items'))
  expect(reading.unit).toBe('县水务局')
  expect(
    reading.records.map(({ row, values }) => [row, values['name'], values['statutory']]),
  ).toEqual([[3, '取水许可审批', '20个工作日']])
})

test('cells merged downwards and across are as in a workbook', async () => {
  const rows = [
    tr(tc('水务局', first), tc('甲'), tc('一')),
    tr(tc('', below), tc('乙'), tc('二')),
    tr(tc('合计', span(2)), tc('三')),
  ]
  const [sheet] = (await bookOf(`<w:tbl>${rows.join('')}</w:tbl>`)).sheets

  expect(sheet?.rows.map(({ cells }) => cells)).toEqual([
    ['水务局', '甲', '一'],
    ['水务局', '乙', '二'],
    ['合计', '', '三'],
  ])
  expect(sheet?.merges).toEqual(['A1:A2', 'A3:B3'])
})

test('several paragraphs of a cell are its lines; a table inside a cell is one of its own', async () => {
  const inner = `<w:tbl>${tr(tc('内'))}</w:tbl>`
  const cell = `<w:tc>${p('申请表')}${p('身份证 &amp; 权属证明')}${inner}${p('')}</w:tc>`
  const book = await bookOf(`<w:tbl>${tr(cell, tc('右'))}</w:tbl>`)

  expect(book.sheets.map(({ rows }) => rows.map(({ cells }) => cells))).toEqual([
    [['内']],
    [['申请表\n身份证 & 权属证明', '右']],
  ])
})

test('what old programs are told again is not read twice', async () => {
  const twice = `<mc:AlternateContent><mc:Choice>${p('甲')}</mc:Choice><mc:Fallback>${p('甲')}</mc:Fallback></mc:AlternateContent>`
  const [sheet] = (await bookOf(`<w:tbl>${tr(`<w:tc>${twice}</w:tc>`)}</w:tbl>`)).sheets

  expect(sheet?.rows.map(({ cells }) => cells)).toEqual([['甲']])
})

test('a Word file without a table is told as such', async () => {
  await expect(bookOf(p('此件没有表格'))).rejects.toMatchObject({
    code: 'HK-SHEET-005',
    params: { kind: 'Word (.docx)' },
  })
})
