import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSource } from '../../../../src/lib/migrate/index.js'
import { keptFolder } from '../../../support/kept-folder.js'
import { allRows, batchesOf, keepsTheContract, placeIn } from '../../../support/migrate-source.js'

const kept = await keptFolder()
afterAll(kept.remove)
const open = (more: object = {}) =>
  openSource(
    { driver: 'excel', path: '台账.xlsx', header: { 办件: 2 }, together: {}, ...more },
    placeIn(kept.path),
  )

beforeAll(async () => {
  const book = new ExcelJS.Workbook()
  const cases = book.addWorksheet('办件')
  cases.addRow(['某县行政审批台账'])
  cases.addRow(['编号', '姓名', '姓名', '日期'])
  for (let n = 1; n <= 40; n += 1) {
    cases.addRow([`AJ${n}`, '王伟', '李四', new Date(Date.UTC(2004, 4, 6))])
    if (n % 10 === 0) cases.addRow([])
  }
  cases.getCell('A4').value = 440_106_199_001_011_200
  book.addWorksheet('空表')
  book.addWorksheet('人员').addRows([
    ['工号', '姓名'],
    ['001', '张三'],
  ])
  await book.xlsx.writeFile(join(kept.path, '台账.xlsx'))
})

describe('a workbook', () => {
  keepsTheContract(() => open(), { table: '办件', rows: 15 })

  test('gives rows by the number that Excel shows, values as a person sees them', async () => {
    const source = await open()
    const { rows, numbers } = await allRows(source, '办件')
    const [table] = await source.describe()
    expect(table?.columns.map(({ name }) => name)).toEqual(['编号', '姓名', '姓名#3', '日期'])
    expect(rows[0]?.slice(0, 3)).toEqual(['AJ1', '王伟', '李四'])
    expect(numbers[0]).toBe(3)
    expect(numbers[10]).toBe(14)
    expect(rows.length).toBe(40)
  })

  test('sheets without a word are no tables; digits that Excel lost make a row a damaged one', async () => {
    const source = await open()
    expect((await source.describe()).map(({ name }) => name)).toEqual(['办件', '人员'])
    expect((await allRows(source, '人员')).rows).toEqual([['001', '张三']])
    const [batch] = await batchesOf(source, '办件')
    expect([...(batch?.flaws ?? [])].map(([at, { field }]) => [at, field])).toEqual([[1, '编号']])
  })
})

test('a sheet loses no row for its header: doubled names, none at all, a header on every page, totals', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('两人').addRows([
    ['序号', '姓名', '电话', '姓名', '电话'],
    ['1', '王伟', '甲', '李娜', '乙'],
    ['2', '张三', '丙', '李四', '丁'],
  ])
  book.addWorksheet('无表头').addRows([
    ['53282220140001', '王伟', '2014-05-06'],
    ['53282220140002', '李娜', '2014-05-07'],
  ])
  book.addWorksheet('分页').addRows([
    ['编号', '姓名', '收费'],
    ['A1', '甲', '1'],
    ['编号', '姓名', '收费'],
    ['A2', '乙', '2'],
    ['合计', '', ''],
  ])
  await book.xlsx.writeFile(join(kept.path, '杂.xlsx'))
  const source = await open({ path: '杂.xlsx', header: {} })
  const names = Object.fromEntries(
    (await source.describe()).map(({ name, columns }) => [name, columns.map((one) => one.name)]),
  )
  expect(names['两人']).toEqual(['序号', '姓名', '电话', '姓名#4', '电话#5'])
  expect((await allRows(source, '两人')).rows.length).toBe(2)
  expect(names['无表头']).toEqual(['#1', '#2', '#3'])
  expect((await allRows(source, '无表头')).rows.length).toBe(2)
  const [page] = await batchesOf(source, '分页')
  expect([...(page?.rows ?? [])].map(([key]) => key)).toEqual(['A1', 'A2', '合计'])
  expect([...(page?.flaws ?? [])].map(([at, { code }]) => [at, code])).toEqual([[2, 'HK-MIG-205']])
})

test('numbers and times are whole, whatever the formats of their cells hide; codes keep their zeros', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('数')
  sheet.addRow(['编号', '收费', '时间'])
  const at = new Date(Date.UTC(2014, 4, 6, 9, 5))
  sheet.addRow([17, 1234.56, at])
  sheet.addRow([18, -25.5, new Date(Date.UTC(2014, 4, 6))])
  sheet.addRow([19, 123_456_789_012.35, at])
  sheet.getColumn(1).numFmt = '0000'
  sheet.getColumn(2).numFmt = '#,##0'
  sheet.getColumn(3).numFmt = 'yyyy"年"m"月"d"日"'
  sheet.getCell('B2').numFmt = '#,##0.00"元"'
  await book.xlsx.writeFile(join(kept.path, '数.xlsx'))
  const source = await open({ path: '数.xlsx', header: {} })
  expect((await allRows(source, '数')).rows).toEqual([
    ['0017', '1,234.56元', '2014-05-06 09:05:00'],
    ['0018', '-25.5', '2014年5月6日'],
    ['0019', '123456789012.35', '2014-05-06 09:05:00'],
  ])
})
