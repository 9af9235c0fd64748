import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvOf } from '../../../src/lib/roster/export-csv.js'
import { rosterExport } from '../../../src/lib/roster/export-model.js'
import { pageBreaks } from '../../../src/lib/roster/export-pages.js'
import { workbookOf } from '../../../src/lib/roster/export-workbook.js'
import {
  draftPeople,
  EXPORT_FORMATS,
  exportRoster,
  generateMapping,
} from '../../../src/lib/roster/index.js'
import { loadForm, readBook, readForm } from '../../../src/lib/sheets/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { aSource } from './build.js'
import { at, exported, exportSources, given, mapping, PHONE, rules, STRAY } from './export-build.js'

describe('privacy', () => {
  test.each(EXPORT_FORMATS.filter((format) => format !== 'table2'))(
    '%s holds no telephone and no ID number, wherever clerks wrote it',
    async (format) => {
      const data = await exported(format)
      const text = typeof data === 'string' ? unfolded(data) : await allText(data)

      expect(text).toContain('张三')
      expect(text).toContain('窗口人员***')
      for (const number of [PHONE, ...STRAY]) expect(text).not.toContain(number)
    },
  )
})

/** The text with its base64 values (LDIF) read. */
function unfolded(text: string): string {
  const lines = text.replaceAll('\n ', '').split('\n')
  return lines
    .map((line) => {
      const [, coded] = /^\w+:: (.+)$/.exec(line) ?? []
      return coded === undefined ? line : Buffer.from(coded, 'base64').toString('utf8')
    })
    .join('\n')
}

async function openBook(data: string | Uint8Array): Promise<ExcelJS.Workbook> {
  const folder = await tempFolder()
  await writeFile(join(folder, 'x.xlsx'), data)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(join(folder, 'x.xlsx'))
  return workbook
}

async function allText(data: Uint8Array): Promise<string> {
  const texts: string[] = []
  for (const sheet of (await openBook(data)).worksheets) {
    sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)))
  }
  return texts.join('\n')
}

describe('the mapping workbook', () => {
  test('has a matrix of item x node x person for each unit, people, gaps, a line to sign', async () => {
    const workbook = await openBook(await exported('xlsx'))
    const [, matrix] = workbook.worksheets
    const rows = matrix?.getSheetValues().slice(3) ?? []

    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      '汇总',
      '勐海县测试局',
      '人员',
      '缺口',
    ])
    expect(rows).toContainEqual(expect.arrayContaining(['序号', '事项名称', '受理', '审核']))
    expect(rows).toContainEqual(expect.arrayContaining(['乙', '缺', '张三（A）', '李四（A）']))
    expect(JSON.stringify(rows.at(-1))).toContain('单位负责人（签字）')
    expect(workbook.getWorksheet('缺口')?.rowCount).toBe(3 + mapping.gaps.length)
  })

  test('prints on A4, one page wide, its header row on every page, every row high enough', async () => {
    for (const sheet of (await openBook(await exported('xlsx'))).worksheets) {
      const { paperSize, fitToWidth, fitToHeight, printTitlesRow } = sheet.pageSetup
      expect([paperSize, fitToWidth, fitToHeight, printTitlesRow]).toEqual([9, 1, 0, '1:3'])
      sheet.eachRow((row) => expect(row.height).toBeGreaterThanOrEqual(20))
    }
  })

  test('holds text only: a name that looks like a formula is a name', async () => {
    for (const sheet of (await openBook(await exported('xlsx'))).worksheets) {
      sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()))
    }
  })
})

test('two people of one name in a unit are told apart by their numbers, others are not', async () => {
  const model = rosterExport(exportSources, null)
  const units = model.units.map((unit) => ({
    ...unit,
    users: unit.users.map((user) => (user.name === '王五' ? { ...user, name: '李四' } : user)),
  }))
  const text = await allText(await workbookOf({ ...model, units }, at))
  expect(text).toContain('李四（A）\nA-1')
  expect(text).toMatch(/张三（A）$/m)
})

test('a node that a whole office holds goes on in further rows: no row is as tall as Excel cuts', async () => {
  const model = rosterExport(exportSources, null)
  const holders = Array.from({ length: 45 }, (_, n) => {
    return { workNo: `N${n}`, name: `经办${n}`, ab: 'A' as const, reason: '' }
  })
  const units = model.units.map((unit) => ({
    ...unit,
    items: unit.items.map((item) => ({
      ...item,
      nodes: item.nodes.map((node) => ({ ...node, holders })),
    })),
  }))
  const data = await workbookOf({ ...model, units }, at)
  const text = await allText(data)
  for (const { name } of holders) expect(text).toContain(`${name}（A）`)
  expect(text).toContain('甲（续）')
  for (const sheet of (await openBook(data)).worksheets) {
    sheet.eachRow((row) => expect(row.height).toBeLessThan(409))
  }
})

test('whatever their heights, rows fill no page beyond its room, and a signature is never alone', () => {
  const heights = fc.array(fc.integer({ min: 22, max: 120 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(heights, (rows) => {
      const [room, foot] = [430, 120]
      const breaks = [0, ...pageBreaks(rows, room, foot), rows.length]
      const pages = breaks.slice(1).map((end, index) => rows.slice(breaks[index], end))
      const sums = pages.map((page) => page.reduce((sum, height) => sum + height, 0))
      expect(pages.every((page) => page.length > 0)).toBe(true)
      expect(Math.max(...sums)).toBeLessThanOrEqual(room)
      expect((sums.at(-1) ?? 0) + foot).toBeLessThanOrEqual(room)
    }),
  )
})

test.each(['=1', '+1', '-1', '@x', ' =1', '\t=1', '＝1', '\r1'])(
  'the CSV guards %j, a formula, in every column',
  (text) => {
    const model = rosterExport(exportSources, null)
    const units = model.units.map((unit) => ({
      ...unit,
      name: text,
      users: unit.users.map((user) => ({ ...user, name: text, title: text, office: text })),
    }))
    const cells = csvOf({ ...model, units })
      .replaceAll('\r\n', ',')
      .split(',')
    expect(cells.filter((cell) => cell.includes(`'${text}`)).length).toBeGreaterThan(4)
    expect(cells.filter((cell) => cell.replace(/^"/, '').startsWith(text))).toEqual([])
  },
)

test('the CSV has a row for each person and node, each gap, and guards formulas', async () => {
  const lines = String(await exported('csv')).split('\r\n')
  const spots = mapping.assignments.length + mapping.gaps.length

  // 王五 and the applicant hold no node.
  expect(lines).toHaveLength(1 + spots + 2 + 1)
  expect(lines[0]).toMatch(/^\ufeff单位代码,/u)
  expect(lines.join()).toContain(`"'=HYPERLINK(""x"")"`)
})

test('table 2 goes out filled, with the telephone that it asks for, and reads back as the same mapping', async () => {
  const forms = await exportRoster(exportSources, { format: 'table2', unit: 'U1', at })
  const folder = await tempFolder()
  await writeFile(join(folder, '表2.xlsx'), forms[0]?.data ?? '')
  const book = await readBook(join(folder, '表2.xlsx'))
  const sheet = book.sheets[0] ?? expect.fail('no sheet')
  const reading = readForm(book, sheet, await loadForm('node-staff'))

  const drafts = draftPeople([reading], aSource(rules))
  const again = drafts.map((draft) => ({ ...draft, kind: 'person' as const, version: 1 }))
  const back = generateMapping({ ...given, people: again })

  const spots = (list: typeof mapping.assignments) =>
    list.map(({ item, node, workNo, ab }) => `${item} ${node} ${workNo} ${ab}`).sort()
  expect(forms.map(({ unit }) => unit)).toEqual(['勐海县测试局'])
  expect(drafts.flatMap(({ findings }) => findings)).toEqual([])
  expect(spots(back.mapping.assignments)).toEqual(spots(mapping.assignments))
  expect(back.mapping.users.map(({ workNo, roles }) => [workNo, roles])).toEqual(
    mapping.users.map(({ workNo, roles }) => [workNo, roles]),
  )
  expect(drafts.map(({ data }) => data.phone)).toContain(PHONE)
})
