import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { everything, loadMapping, planMigration } from '../../../src/lib/migrate/index.js'
import { dbfFile } from '../../support/dbf-file.js'
import {
  folderWith,
  header,
  inTarget,
  nonZero,
  oldCase,
  oldSystem,
  people,
  run,
  writeTable,
} from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

test('columns nobody mentioned are told, and stop a run when the contract says so', async () => {
  const { folder, file } = await folderWith([oldCase('A1')])
  await writeTable(folder, '办件', [`${header},新列`, `${oldCase('A1')},x`])

  expect((await run(file)).findings).toMatchObject([
    { code: 'HK-MIG-401', params: { columns: ['新列'] } },
  ])
  const strict = await oldSystem(folder, {
    people,
    cases: [],
    mapping: (text) => text.replace('codes:', 'contract: { new_columns: stop }\ncodes:'),
  })
  await writeTable(folder, '办件', [`${header},新列`])
  await expect(run(strict)).rejects.toMatchObject({ code: 'HK-MIG-014', exit: 5 })
})

test('of entities that share a table the first tells of the columns that none of them reads', async () => {
  const share = (text: string) =>
    text.replace(
      'codes:',
      `  event:
    from: { table: 办件, key: [案号] }
    to: { table: events, unique: legacy_key }
    fields: { legacy_key: { key: true }, more: 新列 }
codes:`,
    )
  const { folder, file } = await folderWith([oldCase('A1')], share)
  await writeTable(folder, '办件', [`${header},新列,无人读`, `${oldCase('A1')},x,y`])

  expect((await run(file)).findings).toMatchObject([
    { code: 'HK-MIG-401', params: { entity: 'case', columns: ['无人读'] } },
  ])
})

test('a column that the mapping reads and the source lost stops the run at once', async () => {
  const { folder, file } = await folderWith([oldCase('A1')])
  await writeTable(folder, '办件', ['案号,申请人,单位,状态,受理日期,收费,备注', oldCase('A1')])

  await expect(run(file)).rejects.toMatchObject({
    code: 'HK-MIG-010',
    exit: 2,
    params: { column: '受理', nearest: ['受理日期'] },
  })
})

test('a total at the foot of a list is kept out, or set aside by a rule that says so', async () => {
  const total = '合计,,,,,21.00,'
  const { file } = await folderWith([oldCase('A1'), oldCase('A2'), total])
  expect(nonZero((await run(file)).entities[1] ?? { name: '' })).toEqual({
    ...{ read: 3, created: 2, quarantined: 1 },
  })
  const excluded = await folderWith([oldCase('A1'), total], (text) =>
    text.replace(
      'exclude:',
      `exclude:\n      - { id: E02, when: 'r["案号"] == "合计"', reason: 合计行, approved_by: 科室甲 }`,
    ),
  )
  expect(nonZero((await run(excluded.file)).entities[1] ?? { name: '' })).toEqual({
    ...{ read: 2, created: 1, excluded: 1 },
  })
})

test('keys of bytes are told apart by every byte', async () => {
  const folder = await tempFolder()
  const db = new Sqlite(join(folder, 'old.db'))
  db.exec("CREATE TABLE aj (id BLOB); INSERT INTO aj VALUES (x'fe01'), (x'ff01')")
  db.close()
  const file = join(folder, 'guid.yaml')
  await writeFile(
    file,
    `version: 1
system: guid
source: { driver: sqlite, path: old.db }
target: { driver: sqlite, path: hall.sqlite }
entities:
  case:
    from: { table: aj, key: [id] }
    to: { table: cases, unique: legacy_key }
    fields: { legacy_key: { key: true } }
`,
  )
  expect(nonZero((await run(file)).entities[0] ?? { name: '' })).toEqual({ read: 2, created: 2 })
  const keys = inTarget(folder, (db) => db.prepare('SELECT legacy_key FROM cases').pluck().all())
  expect(keys).toEqual(['guid/case/fe01', 'guid/case/ff01'])
})

describe('records that dBase has marked as deleted', () => {
  const fields = [
    { name: 'AJBH', type: 'C', size: 10 },
    { name: 'XM', type: 'C', size: 20 },
  ]
  const records = ['A1', 'A2', 'A3'].map((no) => ({ cells: [no, 'x'], deleted: no === 'A2' }))
  const mapping = (more: string) => `version: 1
system: fox
source: { driver: dbf, path: AJ.dbf${more} }
target: { driver: sqlite, path: hall.sqlite }
entities:
  case:
    from: { table: AJ, key: [AJBH], ignore: [XM] }
    to: { table: cases, unique: legacy_key }
    fields: { legacy_key: { key: true }, case_no: AJBH }
`
  async function folderOf(more: string) {
    const folder = await tempFolder()
    await writeFile(join(folder, 'AJ.dbf'), dbfFile({ fields, records }))
    await writeFile(join(folder, 'fox.yaml'), mapping(more))
    return join(folder, 'fox.yaml')
  }
  const request = {
    ...{ scope: everything, now: () => '2026-11-22T10:00:00+08:00', clock: Date.now },
    ...{ signal: new AbortController().signal, resume: () => '', mark: 'm' },
  }

  test('are not migrated without a rule, and the plan says how many', async () => {
    const file = await folderOf('')

    expect((await planMigration(await loadMapping(file), request)).asides).toMatchObject([
      { entity: 'case', kind: 'excluded', rule: '_deleted', rows: 1 },
    ])
    expect((await run(file)).entities.map(nonZero)).toEqual([{ read: 3, created: 2, excluded: 1 }])
  })

  test('are rows like all others where the mapping keeps them', async () => {
    const { entities, findings } = await run(await folderOf(', deleted: keep'))

    expect(entities.map(nonZero)).toEqual([{ read: 3, created: 3 }])
    expect(findings).toMatchObject([{ code: 'HK-MIG-401', params: { columns: ['_deleted'] } }])
  })
})

test('a column that has another type than at the last run is told once, or stops the run', async () => {
  const folder = await tempFolder()
  const database = new Sqlite(join(folder, 'old.sqlite'))
  const made = (type: string) => `CREATE TABLE AJ (AJBH TEXT PRIMARY KEY, JE ${type})`
  database.exec(`${made('TEXT')}; INSERT INTO AJ VALUES ('A1', '10')`)
  const file = join(folder, 'old.yaml')
  const mapping = (more: string) => `version: 1
system: old
source: { driver: sqlite, path: old.sqlite }
target: { driver: sqlite, path: hall.sqlite }
${more}entities:
  case:
    from: { table: AJ, key: [AJBH] }
    to: { table: cases, unique: legacy_key }
    fields: { legacy_key: { key: true }, fee: JE }
`
  await writeFile(file, mapping(''))
  expect((await run(file)).findings).toEqual([])
  database.exec(`DROP TABLE AJ; ${made('REAL')}; INSERT INTO AJ VALUES ('A1', 10)`)
  database.close()
  await writeFile(file, mapping('contract: { type_change: stop }\n'))
  await expect(run(file)).rejects.toMatchObject({
    ...{ code: 'HK-MIG-015', exit: 5, params: { columns: ['JE TEXT → REAL'] } },
  })
  await writeFile(file, mapping(''))

  expect((await run(file)).findings).toMatchObject([{ code: 'HK-MIG-403' }])
  expect((await run(file)).findings).toEqual([])
})
