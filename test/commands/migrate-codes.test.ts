import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import MigrateCodesExport from '../../src/commands/migrate/codes/export.js'
import MigrateCodesImport from '../../src/commands/migrate/codes/import.js'
import { nonZero, oldCase, oldSystem, people, run } from '../support/migration.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const cases = [
  oldCase('A1'),
  ...['A2', 'A3'].map((no) => oldCase(no, { state: '作废' })),
  oldCase('A4', { state: '挂起', unit: '县民政局' }),
  oldCase('A5', { state: '不明', note: '测试' }),
]
const withUnits = (text: string) =>
  text
    .replace(
      'unit: [{ get: 单位 }, trim, required]',
      'unit: [{ get: 单位 }, trim, { code: unit_map }, required]',
    )
    .replace(
      '{ code: status_map }]',
      '{ code: status_map }, { one_of: [accepted, closed, withdrawn] }]',
    )
    .replace('codes:', 'codes:\n  unit_map: { 民政局: 1 }')

describe('migrate codes', () => {
  test('from the open codes to the answers of business staff, and into the migration', async () => {
    const folder = await tempFolder()
    const mapping = await oldSystem(folder, { people, cases, mapping: withUnits })
    const output = join(folder, '代码.xlsx')

    expect(
      await runCommand(MigrateCodesExport, [mapping, '--output', output, '--json']),
    ).toMatchObject({
      exitCode: 1,
      json: { result: { file: output, codes: 3, rows: 4 } },
    })
    expect(await linesOf(output)).toEqual([
      ['unit_map', '县民政局', '1', '办件.csv:5', '1'],
      ['status_map', '作废', '2', '办件.csv:3 办件.csv:4', 'accepted、closed、withdrawn'],
      ['status_map', '挂起', '1', '办件.csv:5', 'accepted、closed、withdrawn'],
    ])

    await fillIn(output, { 县民政局: '1', 作废: 'withdrawn', 挂起: 'suspended' })
    const order = [mapping, output, '--by', '业务科李某', '--json']
    const taken = await runCommand(MigrateCodesImport, order)
    expect(taken).toMatchObject({
      exitCode: 1,
      json: {
        result: {
          ...{ added: 2, changed: 0, same: 0, blank: 0 },
          findings: [
            { code: 'HK-MIG-512', row: expect.any(Number), params: { target: 'suspended' } },
          ],
        },
      },
    })
    const codes = join(folder, 'lsp.codes.yaml')
    const text = await readFile(codes, 'utf8')
    expect(text).toMatch(/unit_map:\n {4}县民政局: 1/)
    expect(text).toMatch(/作废:\n {6}by: 业务科李某\n {6}at: .*\+08:00/)

    const before = await stat(codes)
    expect((await runCommand(MigrateCodesImport, order)).json?.result).toMatchObject({
      added: 0,
      same: 2,
    })
    expect((await stat(codes)).mtimeMs).toBe(before.mtimeMs)

    const result = await run(mapping)
    expect(nonZero(result.entities[1] ?? { name: '' })).toEqual({
      read: 5,
      created: 3,
      excluded: 1,
      quarantined: 1,
    })
  })

  test('two answers to one question are none; a strange file is no sheet of codes', async () => {
    const folder = await tempFolder()
    const mapping = await oldSystem(folder, { people, cases })
    const output = join(folder, '代码.xlsx')
    await runCommand(MigrateCodesExport, [mapping, '--output', output])
    await fillIn(output, { 作废: 'closed', 挂起: 'held' }, ['status_map', '作废', 'accepted'])
    const { json } = await runCommand(MigrateCodesImport, [
      mapping,
      output,
      '--by',
      '李某',
      '--json',
    ])
    expect(json?.result.findings).toMatchObject([
      { code: 'HK-MIG-510' },
      { code: 'HK-MIG-510' },
      { code: 'HK-MIG-513', params: { target: 'held' } },
    ])
    expect(json?.result).toMatchObject({ added: 1, blank: 0 })
    await fillIn(output, {})
    const open = await runCommand(MigrateCodesImport, [mapping, output, '--by', '李某', '--json'])
    expect(open.json?.result).toMatchObject({ added: 0, blank: 3 })
    expect(
      await runCommand(MigrateCodesImport, [mapping, mapping, '--by', '李某', '--json']),
    ).toMatchObject({
      json: { error: { code: expect.stringMatching(/HK-MIG-037|HK-SHEET/) } },
    })
  })
})

async function sheetOf(file: string) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(file)
  const sheet = book.worksheets[0]
  if (sheet === undefined) throw new Error('no sheet')
  const head = Array.from({ length: sheet.rowCount }, (_, at) => at + 1).find(
    (row) => sheet.getCell(row, 1).text === '对照表',
  )
  return { book, sheet, first: (head ?? 0) + 1 }
}

/** Table, value, rows, places and what may be filled in. */
async function linesOf(file: string) {
  const { sheet, first } = await sheetOf(file)
  const rows = Array.from({ length: sheet.rowCount }, (_, at) => first + at)
  return rows
    .map((row) => [1, 3, 4, 5, 6].map((column) => sheet.getCell(row, column).text))
    .filter(([table]) => table?.endsWith('_map'))
}

async function fillIn(file: string, answers: Record<string, string>, more?: readonly string[]) {
  const { book, sheet, first } = await sheetOf(file)
  let row = first
  for (; sheet.getCell(row, 3).text !== ''; row += 1) {
    sheet.getCell(row, 7).value = answers[sheet.getCell(row, 3).text] ?? null
  }
  for (const [at, column] of [1, 3, 7].entries()) {
    if (more !== undefined) sheet.getCell(row, column).value = more[at] ?? ''
  }
  await book.xlsx.writeFile(file)
}
