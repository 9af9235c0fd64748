import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import SheetInspect from '../../src/commands/sheet/inspect.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const inbox = new URL('../../fixtures/menghai/inbox/', import.meta.url).pathname

async function strangeTable(): Promise<string> {
  const file = join(await tempFolder(), '车辆.csv')
  await writeFile(file, '车牌,品牌,里程\n云K00001,甲,100\n云K00002,乙,4.40524E+17\n')
  return file
}

test('a returned sheet is shown with its header, the field of each column and why', async () => {
  const file = join(decodeURIComponent(inbox), '地震局2015年梳理表.xlsx')

  const { json, exitCode } = await runCommand(SheetInspect, [file, '--json'])

  const [first] = json?.result.sheets ?? []
  expect(exitCode).toBe(0)
  expect(json?.result).toMatchObject({ format: 'xlsx', encoding: null })
  expect(first).toMatchObject({ form: 'items', state: 'visible' })
  expect(first.header.find((column: { field: string }) => column.field === 'name')).toMatchObject({
    match: expect.stringMatching(/exact|alias/),
  })
  expect(first.sample).toHaveLength(5)
})

test('on the screen a clerk reads the names of fields, not keys or scores', async () => {
  const file = join(decodeURIComponent(inbox), '地震局2015年梳理表.xlsx')

  const { stdout } = await runCommand(SheetInspect, [file, '--rows', '0'])

  expect(stdout).toContain('表样：审批（服务）事项信息梳理表')
  expect(stdout).toMatch(/事项名称\s+事项名称\s+完全一致/)
  expect(stdout).toMatch(/受理 办理时限\s+受理.*时限\s+同义/)
  expect(stdout).not.toMatch(/accept|statutory|0\.95|得分/)
})

test.each([
  ['English', 'No.,Name\n1,Permit\n', [1], ['No.', 'Name']],
  ['Japanese', '番号,手続名\n1,営業許可\n', [1], ['番号', '手続名']],
  ['numbers without a header', '1,2\n3,4\n', [], []],
  ['one column', '姓名\n张三\n', [1], ['姓名']],
])('any table of the world is shown: %s', async (_, text, headerRows, header) => {
  const file = join(await tempFolder(), 'table.txt')
  await writeFile(file, text)

  const { json, exitCode } = await runCommand(SheetInspect, [file, '--all', '--json'])

  const [sheet] = json?.result.sheets ?? []
  expect(exitCode).toBe(0)
  expect(sheet).toMatchObject({ form: null, headerRows, rows: 2, merges: [] })
  expect(sheet.header.map((column: { text: string }) => column.text)).toEqual(header)
  expect(sheet.sample.map(({ cells }: { cells: string[] }) => cells.join(','))).toEqual(
    text.trim().split('\n'),
  )
})

test('a table that is none of ours is shown too, with its suspicious cells', async () => {
  const { json } = await runCommand(SheetInspect, [await strangeTable(), '--all', '--json'])

  const [sheet] = json?.result.sheets ?? []
  expect(json?.result).toMatchObject({ format: 'csv', encoding: 'utf-8' })
  expect(sheet).toMatchObject({ form: null, headerRows: [1], rows: 3, columns: 3 })
  expect(sheet.header.map((column: { text: string }) => column.text)).toEqual([
    '车牌',
    '品牌',
    '里程',
  ])
  expect(sheet.sample).toHaveLength(3)
  expect(sheet.suspicious).toMatchObject([{ code: 'HK-SHEET-101', cell: 'C3' }])
})

test('on the screen it speaks Chinese by default and English when asked', async () => {
  const file = await strangeTable()

  const chinese = await runCommand(SheetInspect, [file, '--rows', '1'])
  const english = await runCommand(SheetInspect, [file, '--lang', 'en'])

  expect(chinese.stdout).toContain('文本表格')
  expect(chinese.stdout).toContain('第 1 行  车牌 | 品牌 | 里程')
  expect(chinese.stdout).not.toContain('云K00001')
  expect(chinese.stderr).toContain('4.40524E+17')
  expect(english.stdout).toContain('delimited text')
})

test('a file that is no table ends with exit code 2 and says what it is', async () => {
  const file = join(await tempFolder(), '扫描件.xlsx')
  await writeFile(file, '%PDF-1.4\n')

  const { json, exitCode } = await runCommand(SheetInspect, [file, '--json'])

  expect(exitCode).toBe(2)
  expect(json?.error).toMatchObject({ code: 'HK-SHEET-005' })
  expect(json?.error?.message).toContain('PDF')
})
