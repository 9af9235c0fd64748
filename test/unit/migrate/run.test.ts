import { chmod, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import {
  everything,
  loadMapping,
  openMigration,
  planMigration,
} from '../../../src/lib/migrate/index.js'
import { dbfFile } from '../../support/dbf-file.js'
import {
  inTarget,
  nonZero,
  oldCase,
  oldSystem,
  people,
  run,
  writeTable,
} from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

const header = '案号,申请人,单位,状态,受理,收费,备注'

async function folderWith(cases: readonly string[], mapping?: (text: string) => string) {
  const folder = await tempFolder()
  return { folder, file: await oldSystem(folder, { people, cases, ...(mapping && { mapping }) }) }
}

const reasons = (folder: string) =>
  inTarget(folder, (db) =>
    db.prepare('SELECT key, place, flaws FROM hallkit_quarantine ORDER BY key').all(),
  ).map((row) => {
    const { key, place, flaws } = row as { key: string; place: string; flaws: string }
    return [
      key,
      place,
      ...JSON.parse(flaws).map((one: { code: string; field: string }) =>
        `${one.code} ${one.field}`.trim(),
      ),
    ]
  })

test('every row ends in exactly one disposition, and the target holds what the mapping says', async () => {
  const { folder, file } = await folderWith([
    oldCase('A1', { fee: '"￥1,234.5"' }),
    oldCase('A2', { by: '2', state: '受理', on: '2014年12月1日', fee: '' }),
    oldCase('A3', { note: '测试' }),
    oldCase('A4', { note: '国垂' }),
    oldCase('A5', { state: '在办' }),
    oldCase('A6', { by: '9', state: '作废', on: '2014-2-30' }),
    oldCase('A7', { fee: '-1' }),
    'A8,1',
    oldCase('A1'),
    oldCase(''),
  ])
  const result = await run(file)

  expect(result.entities.map(nonZero)).toEqual([
    { read: 3, created: 2, merged: 1 },
    { read: 10, created: 2, excluded: 1, interfaced: 1, manual: 1, quarantined: 5 },
  ])
  expect(result).toMatchObject({ run: 1, balanced: true, quarantine: { open: 5 } })
  expect(inTarget(folder, (db) => db.prepare('SELECT * FROM cases').all())).toEqual([
    {
      ...{ legacy_key: 'lsp-2014/case/A1', case_no: 'A1', applicant: '532822185001010010' },
      ...{ unit: '民政局', status: 'closed', accepted_on: '2014-03-05', fee_fen: 123450 },
    },
    {
      ...{ legacy_key: 'lsp-2014/case/A2', case_no: 'A2', applicant: '532822185101010020' },
      ...{ unit: '民政局', status: 'accepted', accepted_on: '2014-12-01', fee_fen: null },
    },
  ])
  expect(reasons(folder)).toEqual([
    ['@办件.csv:11', '办件.csv:11', 'HK-MIG-321'],
    ['@办件.csv:9', '办件.csv:9', 'HK-MIG-201'],
    ['A1#2', '办件.csv:10', 'HK-MIG-320'],
    ['A6', '办件.csv:7', 'HK-MIG-306 applicant', 'HK-MIG-305 status', 'HK-MIG-303 accepted_on'],
    ['A7', '办件.csv:8', 'HK-MIG-319'],
  ])
})

test('a second run of unchanged data creates nothing and updates nothing', async () => {
  const { folder, file } = await folderWith([
    oldCase('A1'),
    oldCase('A2'),
    oldCase('A3', { state: '作废' }),
    oldCase('A1'),
  ])
  await run(file)
  const before = inTarget(folder, (db) => db.prepare('SELECT * FROM cases').all())
  const again = await run(file)

  expect(again.entities.map(nonZero)).toEqual([
    { read: 3, same: 2, merged: 1 },
    { read: 4, same: 2, quarantined: 2 },
  ])
  expect(again.run).toBe(2)
  expect(inTarget(folder, (db) => db.prepare('SELECT * FROM cases').all())).toEqual(before)
})

describe('when the source changed between two runs', () => {
  test('changed rows are updated, new ones created, mended ones let in, gone ones told', async () => {
    const { folder, file } = await folderWith([
      oldCase('A1'),
      oldCase('A2'),
      oldCase('A3'),
      oldCase('A4', { state: '作废' }),
      oldCase('A5', { state: '废' }),
    ])
    await run(file)
    await writeTable(folder, '办件', [
      header,
      oldCase('A1', { fee: '11' }),
      oldCase('A3'),
      oldCase('A4'),
      oldCase('A6'),
    ])
    const { entities, findings, quarantine } = await run(file)

    expect(nonZero(entities[1] ?? { name: '' })).toEqual({
      read: 4,
      created: 2,
      updated: 1,
      same: 1,
    })
    expect(findings).toMatchObject([
      { code: 'HK-MIG-402', params: { entity: 'case', count: 1, sample: ['A2'] } },
    ])
    expect(quarantine.open).toBe(0)
  })

  test('what people edited in the target is not written over', async () => {
    const { folder, file } = await folderWith([oldCase('A1'), oldCase('A2')])
    await run(file)
    inTarget(folder, (db) =>
      db.exec(
        "UPDATE cases SET unit = '林业局' WHERE case_no = 'A1'; DELETE FROM cases WHERE case_no = 'A2'",
      ),
    )
    await writeTable(folder, '办件', [
      header,
      oldCase('A1', { fee: '1' }),
      oldCase('A2', { fee: '2' }),
    ])
    await run(file)

    expect(reasons(folder)).toEqual([
      ['A1', '办件.csv:2', 'HK-MIG-324'],
      ['A2', '办件.csv:3', 'HK-MIG-324'],
    ])
    expect(inTarget(folder, (db) => db.prepare('SELECT unit, fee_fen FROM cases').all())).toEqual([
      { unit: '林业局', fee_fen: 1050 },
    ])
  })
})

test('of one person with two names, the second row is a question', async () => {
  const folder = await tempFolder()
  const file = await oldSystem(folder, {
    people: [...people, '4,张喜娜,532822185001010010,'],
    cases: [],
  })
  await run(file)

  expect(reasons(folder)).toEqual([['4', '人员.csv:5', 'HK-MIG-323']])
})

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

test('a column that the mapping reads and the source lost stops the run at once', async () => {
  const { folder, file } = await folderWith([oldCase('A1')])
  await writeTable(folder, '办件', ['案号,申请人,单位,状态,受理日期,收费,备注', oldCase('A1')])

  await expect(run(file)).rejects.toMatchObject({
    code: 'HK-MIG-010',
    exit: 2,
    params: { column: '受理', nearest: ['受理日期'] },
  })
})

test('too many rows kept out stop the run; what was written stays, and a mended mapping goes through it again', async () => {
  const bad = Array.from({ length: 40 }, (_, n) =>
    oldCase(`A${n}`, { state: n % 2 === 0 ? '办结' : '作废' }),
  )
  const limit = (text: string) =>
    text.replace('codes:', 'limits: { quarantine: { ratio: 0.2, after: 10 } }\ncodes:')
  const { folder, file } = await folderWith(bad, limit)

  await expect(run(file)).rejects.toMatchObject({
    code: 'HK-MIG-022',
    exit: 5,
    params: { quarantined: 20, read: 40 },
  })
  await expect(run(file, { onlyResume: true })).rejects.toMatchObject({ code: 'HK-MIG-022' })
  const mended = await oldSystem(folder, {
    people,
    cases: bad,
    mapping: (text) => limit(text).replace('办结: closed', '办结: closed, 作废: void'),
  })
  await expect(run(mended, { onlyResume: true })).rejects.toMatchObject({
    code: 'HK-MIG-021',
    exit: 5,
    params: { what: 'mapping' },
  })
  expect(nonZero((await run(mended)).entities[1] ?? { name: '' })).toEqual({
    read: 40,
    created: 20,
    same: 20,
  })
})

test('a part: some entities, some keys, so many rows', async () => {
  const { file } = await folderWith([oldCase('A1'), oldCase('A2'), oldCase('A3')])
  const part = { ...everything, entities: ['case'] }

  await expect(run(file, { scope: part })).rejects.toMatchObject({ code: 'HK-MIG-013' })
  await run(file, { scope: { ...everything, entities: ['person'] } })
  expect((await run(file, { scope: { ...part, keys: ['A2'] } })).entities.map(nonZero)).toEqual([
    { read: 1, created: 1 },
  ])
  expect((await run(file, { scope: { ...part, limit: 2 } })).entities.map(nonZero)).toEqual([
    { read: 2, created: 1, same: 1 },
  ])
  await expect(run(file, { scope: { ...everything, entities: ['cases'] } })).rejects.toMatchObject({
    code: 'HK-MIG-011',
    params: { nearest: ['case'] },
  })
})

test('interrupted behind any batch, the next run goes on and comes to the same target', async () => {
  const cases = Array.from({ length: 9000 }, (_, n) =>
    oldCase(`A${n}`, {
      note: '窗口收件，资料齐全，按规定程序办理，当场告知',
      state: n % 700 === 3 ? '作废' : '办结',
    }),
  )
  const whole = await folderWith(cases)
  await run(whole.file)
  const cut = await folderWith(cases)
  const stop = new AbortController()
  stop.abort()
  await expect(run(cut.file, { signal: stop.signal })).rejects.toMatchObject({
    code: 'HK-INT-001',
    exit: 3,
  })
  await expect(run(cut.file, { signal: stop.signal })).rejects.toMatchObject({ code: 'HK-INT-001' })
  const result = await run(cut.file, { onlyResume: true })

  expect(result).toMatchObject({ run: 1, balanced: true })
  expect(nonZero(result.entities[1] ?? { name: '' })).toEqual({
    read: 9000,
    created: 8987,
    quarantined: 13,
  })
  const all = (folder: string) =>
    inTarget(folder, (db) => JSON.stringify(db.prepare('SELECT * FROM cases ORDER BY 1').all()))
  expect(all(cut.folder)).toBe(all(whole.folder))
  await expect(run(cut.file, { onlyResume: true })).rejects.toMatchObject({ code: 'HK-MIG-020' })
})

test('a source that changed under an interrupted run is not gone on with', async () => {
  const { folder, file } = await folderWith([oldCase('A1')])
  const stop = new AbortController()
  stop.abort()
  await expect(run(file, { signal: stop.signal })).rejects.toMatchObject({ code: 'HK-INT-001' })
  await writeTable(folder, '办件', [header, oldCase('A2')])

  await expect(run(file, { onlyResume: true })).rejects.toMatchObject({
    code: 'HK-MIG-021',
    exit: 5,
    params: { what: 'source', name: 'case' },
  })
  expect((await run(file)).run).toBe(2)
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

test('target and ledger are made for their owner alone, and a mode that somebody gave stays', async () => {
  const { folder, file } = await folderWith([oldCase('A1', { by: '9' })])
  const mode = async (name: string) => ((await stat(join(folder, name))).mode & 0o777).toString(8)
  const mapping = await loadMapping(file)
  const migration = await openMigration(mapping, { started: '2026-11-22', clock: Date.now })
  const made = (await readdir(folder)).filter((name) => name.startsWith('hall.sqlite'))
  expect(made).toContain('hall.sqlite-wal')
  for (const name of made.filter((one) => !one.endsWith('lock'))) {
    expect([name, await mode(name)]).toEqual([name, '600'])
  }
  await migration.close()
  await chmod(join(folder, 'hall.sqlite'), 0o640)
  await run(file)
  expect(await mode('hall.sqlite')).toBe('640')
})
