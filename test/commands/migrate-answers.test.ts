import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { beforeEach, describe, expect, test } from 'vitest'
import MigrateQuarantineExport from '../../src/commands/migrate/quarantine/export.js'
import MigrateQuarantineImport from '../../src/commands/migrate/quarantine/import.js'
import MigrateQuarantineList from '../../src/commands/migrate/quarantine/list.js'
import MigrateRun from '../../src/commands/migrate/run.js'
import { oldCase, oldSystem, people, writeTable } from '../support/migration.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const HEADER = '案号,申请人,单位,状态,受理,收费,备注'
const kept = [
  oldCase('B1', { state: '作废' }),
  oldCase('B2', { on: '2014-2-30' }),
  oldCase('B3', { fee: '-1' }),
  oldCase('B4', { state: '作废', note: '　行一\u0001 ' }),
]
const by = ['--by', '李某']
let folder: string
let mapping: string
let sheet: string

beforeEach(async () => {
  folder = await tempFolder()
  mapping = await oldSystem(folder, { people, cases: [oldCase('A1'), ...kept] })
  sheet = join(folder, '退回待改.xlsx')
  await runCommand(MigrateRun, [mapping, '--json'])
  await runCommand(MigrateQuarantineExport, [mapping, '--output', sheet])
})

/** Fills the list in as people do: cells by key and column. */
async function fill(answers: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await readFile(sheet)) as never)
  const page = book.worksheets[0]
  const columns = (page?.getRow(1).values ?? []) as string[]
  page?.eachRow((row) => {
    const cells = answers[row.getCell(columns.indexOf('主键')).text] ?? {}
    for (const [column, text] of Object.entries(cells))
      row.getCell(columns.indexOf(column)).value = text
  })
  await writeFile(sheet, new Uint8Array(await book.xlsx.writeBuffer()))
}

const bring = (...more: string[]) =>
  runCommand(MigrateQuarantineImport, [mapping, sheet, ...by, '--json', ...more])

describe('the list of rows that were kept out', () => {
  test('comes back filled in: changed cells are corrections, others are left behind or keyed by hand, and the next run takes them', async () => {
    await fill({
      B1: { 状态: '办结', 处理意见: '与档案核对' },
      B2: { 处理: '不迁', 处理意见: '重复录入' },
      B3: { 处理: '补录', 处理意见: '照票据录' },
    })
    const first = await bring()
    expect(first).toMatchObject({
      exitCode: 0,
      json: { result: { fixed: 1, waived: 1, keyedByHand: 1, left: 1, known: 0, findings: [] } },
    })
    const { json } = await runCommand(MigrateRun, [mapping, '--json'])
    expect(json?.result.entities[1]).toMatchObject({
      ...{ read: 5, created: 1, same: 1, excluded: 1, manual: 1, quarantined: 1 },
    })
    expect((await bring()).json?.result).toMatchObject({
      fixed: 0,
      left: 1,
      known: 3,
      findings: [],
    })
    const list = await runCommand(MigrateQuarantineList, [mapping, '--all', '--json'])
    expect(list.json?.result.rows).toContainEqual(
      expect.objectContaining({ key: 'B2', state: 'waived', by: '李某', reason: '重复录入' }),
    )
    expect(JSON.stringify(list.json)).not.toContain('民政局')
  })

  test('left as it is it decides nothing, whatever signs its cells hold', async () => {
    expect((await bring('--because', '核对')).json?.result).toMatchObject({
      ...{ fixed: 0, waived: 0, keyedByHand: 0, left: 4, known: 0, findings: [] },
    })
  })

  test('is not taken where it gives no reason, says what nobody knows, corrects nothing, or where the old row has changed since', async () => {
    await fill({
      B1: { 状态: '办结' },
      B2: { 处理: '再议', 处理意见: '等等' },
      B3: { 处理: '更正', 处理意见: '核对' },
      B4: { 状态: '办结', 处理意见: '核对' },
    })
    const changed = kept.map((line) => line.replace('B4,1', 'B4,2'))
    await writeTable(folder, '办件', [HEADER, oldCase('A1'), ...changed])
    await runCommand(MigrateRun, [mapping, '--json'])
    const { json, exitCode } = await bring()

    expect(exitCode).toBe(1)
    expect(json?.result).toMatchObject({ fixed: 0, waived: 0, keyedByHand: 0 })
    expect(json?.result.findings).toMatchObject([
      { code: 'HK-MIG-514', file: '退回待改.xlsx', row: 2, params: { key: 'B1', why: 'reason' } },
      { row: 3, params: { key: 'B2', why: 'way', text: '再议' } },
      { row: 4, params: { key: 'B3', why: 'unchanged' } },
      { row: 5, params: { key: 'B4', why: 'changed' } },
    ])
  })

  test('another workbook is refused', async () => {
    await writeFile(sheet, 'a,b\n1,2\n')
    expect((await bring()).json?.error?.code).toBe('HK-MIG-041')
  })
})
