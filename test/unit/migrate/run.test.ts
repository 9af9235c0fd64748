import { chmod, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  folderWith,
  header,
  inTarget,
  nonZero,
  oldCase,
  oldSystem,
  opened,
  people,
  run,
  writeTable,
} from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

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

test('target and ledger are made for their owner alone, and a mode that somebody gave stays', async () => {
  const { folder, file } = await folderWith([oldCase('A1', { by: '9' })])
  const mode = async (name: string) => ((await stat(join(folder, name))).mode & 0o777).toString(8)
  await opened(file, async () => {
    const made = (await readdir(folder)).filter((name) => name.startsWith('hall.sqlite'))
    expect(made).toContain('hall.sqlite-wal')
    for (const name of made.filter((one) => !one.endsWith('lock'))) {
      expect([name, await mode(name)]).toEqual([name, '600'])
    }
  })
  await run(file)
  await chmod(join(folder, 'hall.sqlite'), 0o640)
  await run(file)
  expect(await mode('hall.sqlite')).toBe('640')
})
