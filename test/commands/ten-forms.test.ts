import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import FormEntries from '../../src/commands/form/entries.js'
import FormExport from '../../src/commands/form/export.js'
import Inbox from '../../src/commands/inbox.js'
import Init from '../../src/commands/init.js'
import { loadInboxRules } from '../../src/lib/inbox/index.js'
import { type Form, type FormField, listForms, loadForm } from '../../src/lib/sheets/index.js'
import { type KeptFolder, keptFolder } from '../support/kept-folder.js'
import { runCommand } from '../support/run-command.js'

/** The forms that units send back; lists out of a hall (case-list and its like) are not taken in. */
const taken = new Set((await loadInboxRules()).forms.map(({ id }) => id))
const ids = (await listForms()).filter((id) => taken.has(id))
const forms = await Promise.all(ids.map((id) => loadForm(id)))
/** How many records two rows of a form are; four officers stand in each row of theirs. */
const RECORDS: Readonly<Record<string, number>> = { 'four-officers': 8 }

const LIMITS: Readonly<Record<string, string>> = { statutory: '20个工作日', promised: '10个工作日' }
const BY_TYPE: Readonly<Record<string, (key: string, row: number) => string>> = {
  duration: (key) => LIMITS[key] ?? '1个工作日',
  person: (_, row) => `张某${'甲乙丙丁'[row]}`,
  phone: (_, row) => `0691-555000${row}`,
  yesno: () => '否',
  date: () => '2015-04-07',
  count: (_, row) => String(row),
}
/** What tells two rows apart. */
const DISTINCT = new Set(['name', 'title', 'station', 'area'])

/** What a clerk writes into a field, by its choices, its example and its type. */
function answer({ key, type, choices, example, header }: FormField, row: number): string {
  if (key === 'seq') return String(row)
  if (choices.length > 0) return choices.at(-1) ?? ''
  const typed = BY_TYPE[type]?.(key, row)
  if (typed !== undefined) return typed
  if (key === 'unit') return '勐海县林业局'
  return DISTINCT.has(key) || example === '' ? `${header}${row}号` : example
}

/** Fills two rows below the header of a blank sheet, each column by the key that the second row hides. */
async function fillIn(path: string, form: Form): Promise<void> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const [sheet] = book.worksheets
  if (sheet === undefined) throw new Error(`${path} has no sheet`)
  const fields = new Map(form.fields.map((field) => [field.key, field]))
  const [view] = sheet.views as readonly ExcelJS.WorksheetViewFrozen[]
  for (const row of [1, 2]) {
    sheet.getRow(2).eachCell(({ col, text: key }) => {
      const field = fields.get(key)
      if (field !== undefined)
        sheet.getCell((view?.ySplit ?? 0) + row, Number(col)).value = answer(field, row)
    })
  }
  await book.xlsx.writeFile(path)
}

describe('a form that was sent out, filled in and returned', () => {
  let folder: KeptFolder
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what the document must hold
  let result: any
  let dir: string
  const paths: string[] = []
  beforeAll(async () => {
    folder = await keptFolder()
    dir = join(folder.path, '演练')
    const at = ['--workspace', dir, '--json']
    await runCommand(Init, [dir, '--notice', 'menghai-2015', '--json'])
    for (const form of forms) {
      const args = [form.id, '--unit', '林业局', '--output', folder.path, ...at]
      const { json } = await runCommand(FormExport, args)
      const path: string = json?.result.files[0].path
      await fillIn(path, form)
      paths.push(path)
    }
    result = (await runCommand(Inbox, [...paths, ...at])).json?.result
  })
  afterAll(() => folder.remove())

  test.each(forms.map((form) => [form.title, form] as const))('%s', (title, form) => {
    const [file] = result.files.filter((one: { file: string }) => one.file.includes(title))
    const errors = result.findings.filter(
      (one: { file: string; level: string }) => one.file === file.file && one.level === 'error',
    )
    const read = RECORDS[form.id] ?? 2

    expect(errors).toEqual([])
    expect(file).toMatchObject({
      form: form.id,
      unit: { name: '勐海县林业局' },
      error: null,
      recordRows: 2,
      ...{ read, stored: read, unchanged: 0, quarantined: 0 },
    })
    const skipped: readonly number[] = Object.values(file.skipped)
    expect(file.rows).toBe(skipped.reduce((sum, one) => sum + one, file.recordRows))
    const asked = form.fields.filter((field) => field.asked !== false).map(({ key }) => key)
    const fields = file.mapping.map((one: { field: string }) => one.field)
    expect(fields).toEqual(asked)
  })
  test('is nothing new when it comes again', async () => {
    const { json } = await runCommand(Inbox, [...paths, '--workspace', dir, '--json'])

    const again = Object.values(json?.result.totals) as readonly { read: number; stored: number }[]
    expect(again.map(({ stored }) => stored)).toEqual(again.map(() => 0))
    expect(again.every(({ read }) => read > 0)).toBe(true)
  })

  test('on the blank sheet of an older edition is told of it, and read by the columns it has', async () => {
    const path = paths.find((one) => one.includes('系统登记表')) ?? ''
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(path)
    const stamp = book.worksheets[0]?.getCell('A1')
    if (stamp !== undefined) stamp.value = stamp.text.replace(/:1:/, ':0:')
    const older = join(folder.path, '旧表样.xlsx')
    await book.xlsx.writeFile(older)

    const { json } = await runCommand(Inbox, [older, '--workspace', dir, '--json'])

    const [file] = json?.result.files ?? []
    expect(file).toMatchObject({ form: 'systems', read: 2, stored: 0, unchanged: 2 })
    expect(json?.result.findings).toMatchObject([{ code: 'HK-INBOX-017', level: 'warning' }])
  })

  test('can be looked at line by line where it is a register, and in no other case', async () => {
    const at = ['--workspace', dir, '--json'] as const
    const { json } = await runCommand(FormEntries, ['systems', '--unit', '林业局', ...at])

    expect(json?.result).toMatchObject({ form: 'systems', title: '行政审批业务系统登记表' })
    expect(json?.result.entries).toHaveLength(2)
    expect(json?.result.entries[0]).toMatchObject({
      unit: { name: '勐海县林业局' },
      values: { name: '系统名称1号', ministry: '否', network: '单机' },
      version: 1,
      source: { row: 7 },
    })
    const { stdout } = await runCommand(FormEntries, ['terminals', '--workspace', dir])
    expect(stdout).toContain('《镇村便民服务站终端设备表》共 2 条')
    const wrong = await runCommand(FormEntries, ['items', ...at])
    expect(wrong.json?.error).toMatchObject({ code: 'HK-FORM-004' })
  })

  test('is checked by its own types, choices, dates and telephones', async () => {
    const file = join(folder.path, '林业局.csv')
    const header =
      '序号,镇,站点名称,级别,站长,代办员,联系电话,设备电脑,设备高拍仪,设备读卡器,设备打印机,光纤接入,开通日期'
    const good = '1,城关镇,甲站,村,张三,李四,0691-5120000转2,1台,０,2,1,有,2014.6'
    const bad = '2,城关镇,乙站,乡,王五,赵六,见门牌,两个,1,1,1,不清楚,2014年2月30日'
    await writeFile(file, [header, good, bad].join('\n'))

    const { json } = await runCommand(Inbox, [file, '--workspace', dir, '--json'])

    expect(json?.result.files[0]).toMatchObject({ form: 'terminals', stored: 1, quarantined: 1 })
    const told = json?.result.findings.map((one: { code: string; cell: string }) => [
      one.code,
      one.cell,
    ])
    expect(told).toEqual([
      ['HK-INBOX-018', 'D3'],
      ['HK-INBOX-019', 'G3'],
      ['HK-INBOX-018', 'H3'],
      ['HK-INBOX-018', 'L3'],
      ['HK-INBOX-018', 'M3'],
    ])
  })
})
