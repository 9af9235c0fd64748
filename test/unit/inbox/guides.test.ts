import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { collectFiles } from '../../../src/lib/inbox/index.js'
import { type Item, listItems } from '../../../src/lib/items/index.js'
import { inspectBook, loadForm, readBook } from '../../../src/lib/sheets/index.js'
import { listQuarantine } from '../../../src/lib/workspace/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { freshStore, take } from './menghai.js'

interface Page {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  readonly merges?: readonly string[]
}

/** A guide of two labels a row, in sections, with small tables of materials and of the flow. */
const felling = (promised: string): Page => ({
  name: '林木采伐',
  rows: [
    ['林木采伐许可办事指南'],
    ['基本信息', '事项名称', '林木采伐许可', '', '事项类型', '行政许可'],
    ['', '实施主体', '勐海县林业局', '', '承办科室', '林政股'],
    ['', '设定依据', '《中华人民共和国森林法》第三十二条', '', '是否收费', '否'],
    ['', '', '《云南省林地管理条例》第十条'],
    ['办理时限', '法定', '20个工作日', '', '承诺', promised],
    ['受理条件', '持有林权证'],
    ['申请材料', '序号', '材料名称', '材料形式', '份数', '备注'],
    ['', '1', '采伐申请表', '纸质', '1', ''],
    ['', '2', '林权证', '电子', '1', ''],
    ['办理流程', '序号', '环节名称', '办理人', '环节时限', '审查标准'],
    ['', '1', '受理', '张三', '1个工作日', '略'],
    ['', '2', '审核', '李四', '3个工作日', '略'],
    [],
    ['服务信息', '咨询电话', '0691-5121111', '', '监督电话', '0691-5122222'],
    ['', '网上办理深度', '三级', '', '实施主体性质', '法定机关'],
  ],
  merges: ['A1:F1', 'A2:A5', 'B4:B5', 'C2:D2', 'C3:D3', 'A8:A10', 'A11:A13', 'A15:A16'],
})

/** A guide of one label a row, numbered, whose last row is empty. */
const transport: Page = {
  name: '木材运输',
  rows: [
    ['木材运输证核发办事指南'],
    ['填报单位：勐海县林业局（盖章）'],
    ['一、事项名称', '木材运输证核发'],
    ['二、事项类型', '行政许可'],
    ['三、法定办结时限', '5个工作日'],
    ['四、承诺办结时限', '即办'],
    ['办理依据', '《森林法》第三十七条'],
    ['五、申请材料', '1. 身份证；2. 木材来源证明'],
    ['六、监督投诉电话：0691-5122222'],
    ['七、网办深度', ''],
  ],
}

async function bookOf(folder: string, pages: readonly Page[]): Promise<string> {
  await mkdir(folder, { recursive: true })
  const book = new ExcelJS.Workbook()
  for (const { name, rows, merges = [] } of pages) {
    const page = book.addWorksheet(name)
    for (const row of rows) page.addRow([...row])
    for (const range of merges) page.mergeCells(range)
  }
  const file = join(folder, '办事指南.xlsx')
  await book.xlsx.writeFile(file)
  return file
}

test('guides are read: one item a sheet, in sections, two labels a row, small tables inside', async () => {
  const folder = await tempFolder()
  const file = await bookOf(folder, [felling('10个工作日'), transport])
  const store = await freshStore()

  const { files } = await take(store, await collectFiles([file], folder))

  const form = files[0]?.forms[0]
  expect(form).toMatchObject({ form: 'items', read: 2, stored: 2, quarantined: 0 })
  expect(form?.rows).toBe((form?.recordRows ?? 0) + 4)
  expect(form?.skipped).toMatchObject({ title: 3, blank: 1 })
  const [one, two] = listItems(store)
  expect(one).toMatchObject({
    name: '木材运输证核发',
    unit: { name: '勐海县林业局' },
    promised: { unit: 'instant' },
    materials: ['身份证', '木材来源证明'],
    supervision: '0691-5122222',
  })
  expect(two).toMatchObject({
    name: '林木采伐许可',
    basis: '《中华人民共和国森林法》第三十二条\n《云南省林地管理条例》第十条',
    office: '林政股',
    statutory: { value: 20, unit: 'workday' },
    promised: { value: 10 },
    depth: 3,
    materials: ['采伐申请表', '林权证'],
    nodes: [
      { label: '受理', people: ['张三'], limit: { value: 1 } },
      { label: '审核', people: ['李四'], limit: { value: 3 } },
    ],
    fee: { charged: false },
    source: { sheet: '林木采伐', row: 2 },
  })
})

test('a mistake in a guide is told at its own cell, an empty value where it should stand', async () => {
  const folder = await tempFolder()
  const lacking = { ...felling('25个工作日'), name: '甲' }
  const [, , ...rest] = transport.rows
  const empty = {
    ...transport,
    rows: [...rest.slice(0, 1), ['二、事项类型', ''], ...rest.slice(2)],
  }
  const file = await bookOf(folder, [lacking, empty])
  const store = await freshStore()

  const { files } = await take(store, await collectFiles([file], folder), {
    unit: { code: '11532822999700060G', name: '勐海县林业局' },
  })

  const errors = files[0]?.findings.filter(({ level }) => level === 'error')
  expect(errors).toMatchObject([
    { code: 'HK-ITEM-012', sheet: '甲', row: 6, cell: 'F6', value: '25个工作日' },
    { code: 'HK-ITEM-010', sheet: '木材运输', row: 2, cell: 'B2' },
  ])
  expect(listQuarantine<Item>(store, 'item')).toHaveLength(2)
})

test('several guides below each other on a sheet are as many items; delimited text is read the same', async () => {
  const folder = await tempFolder()
  const one = (name: string): string[] => [
    `项目名称,${name}`,
    '事项类别,行政许可',
    '法定时限,20日',
    '承诺时限,10日',
    '设定依据,《森林法》第三十二条',
    '是否涉密,否',
    '',
  ]
  await writeFile(join(folder, '林业局.csv'), [...one('甲许可'), ...one('乙许可')].join('\n'))
  const store = await freshStore()

  const { files } = await take(store, await collectFiles([join(folder, '林业局.csv')], folder))

  expect(files[0]?.forms[0]).toMatchObject({ read: 2, recordRows: 12 })
  expect(listItems(store).map(({ name }) => name)).toEqual(['乙许可', '甲许可'])
})

test('an inspection names the labels of a guide with what stands beside them', async () => {
  const file = await bookOf(await tempFolder(), [transport])

  const { sheets } = inspectBook(await readBook(file), [await loadForm('items')], 0)

  expect(sheets[0]).toMatchObject({ form: 'items', layout: 'guide', headerRows: [] })
  expect(sheets[0]?.header).toContainEqual({
    address: 'A5',
    text: '三、法定办结时限',
    field: 'statutory',
    match: 'alias',
    score: 0.95,
    type: 'text',
  })
})

test('a folder called like a unit tells whose a file is that does not tell itself, also inside an archive', async () => {
  const folder = await tempFolder()
  const line = '甲许可,行政许可,《森林法》第三十二条,20日,10日'
  const sheet = `事项名称,事项类型,设定依据,法定期限,承诺期限\n${line}`
  const packed = zipSync({
    '报送/县林业局/事项表.csv': strToU8(sheet),
    '事项表.csv': strToU8(sheet),
  })
  await writeFile(join(folder, '收到.zip'), packed)
  await mkdir(join(folder, '水务局'))
  await writeFile(join(folder, '水务局', '事项表.csv'), sheet.replace('甲', '乙'))

  const { files } = await take(await freshStore(), await collectFiles([folder], folder))

  expect(files.map(({ file, forms, error }) => [file, forms[0]?.unit.name ?? error?.code])).toEqual(
    [
      ['收到.zip/事项表.csv', 'HK-INBOX-002'],
      ['收到.zip/报送/县林业局/事项表.csv', '勐海县林业局'],
      ['水务局/事项表.csv', '勐海县水务局'],
    ],
  )
})
