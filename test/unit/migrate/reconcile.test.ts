import { expect, test } from 'vitest'
import {
  loadMapping,
  reconcile,
  rollBack,
  statementBook,
  statementPaper,
} from '../../../src/lib/migrate/index.js'
import { paperDocx } from '../../../src/lib/report/index.js'
import { readBytes } from '../../../src/lib/sheets/index.js'
import {
  header,
  inTarget,
  oldCase,
  oldSystem,
  opened,
  people,
  reconciled,
  run,
  writeTable,
} from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

const cases = [
  oldCase('A1', { fee: '10' }),
  oldCase('A2', { fee: '20', unit: '林业局' }),
  oldCase('A3', { fee: '10', unit: '林业局' }),
  oldCase('A4', { fee: '20' }),
  oldCase('A5', { state: '作废' }),
  oldCase('A6', { note: '测试' }),
]
const at = '2026-11-22T11:00:00+08:00'

async function migrated(rows: readonly string[] = cases) {
  const folder = await tempFolder()
  const file = await oldSystem(folder, { people, cases: rows })
  await run(file)
  return { folder, file }
}

/** Levels that found something, and how the first rows differ. */
async function judged(file: string) {
  const { levels, differences } = await reconciled(file)
  return {
    levels: levels.flatMap(({ level, different }) => (different > 0 ? [level] : [])),
    rows: differences.filter(({ level }) => level > 2).map(({ what, where }) => `${what} ${where}`),
  }
}

test('what was migrated and not touched is equal on every level', async () => {
  const { file } = await migrated()
  const result = await reconciled(file)

  expect(result.differences).toEqual([])
  expect(result.levels.map(({ equal }) => equal > 0)).toEqual([true, true, true, true])
  expect(result.entities[1]).toEqual({
    name: 'case',
    source: 6,
    migrated: 4,
    merged: 0,
    excluded: 1,
    interfaced: 0,
    manual: 0,
    quarantined: 1,
    repeated: 0,
  })
})

// Issue 7: each planted fault, what catches it (a run with its exit code, or levels of the reconciliation), and as what.
test.each([
  [
    'one altered fee',
    "UPDATE cases SET fee_fen = fee_fen + 1 WHERE case_no = 'A1'",
    [2, 3],
    ['changed-in-target A1'],
  ],
  ['one missing row', "DELETE FROM cases WHERE case_no = 'A2'", [1, 2, 3], ['gone-from-target A2']],
  [
    'two rows exchanged between groups with equal totals',
    "UPDATE cases SET unit = CASE unit WHEN '民政局' THEN '林业局' ELSE '民政局' END",
    [3],
    [
      'changed-in-target A1',
      'changed-in-target A2',
      'changed-in-target A3',
      'changed-in-target A4',
    ],
  ],
  [
    'a row that nobody migrated',
    "INSERT INTO cases SELECT 'lsp-2014/case/A9', 'A9', applicant, unit, status, accepted_on, fee_fen FROM cases LIMIT 1",
    [1, 2, 3],
    ['not-in-source A9'],
  ],
  [
    'an orphan',
    "DELETE FROM persons WHERE id_no = '532822185001010010'",
    [1, 3, 4],
    ['gone-from-target 1', '532822185001010010'],
  ],
  [
    'swapped columns',
    'UPDATE cases SET unit = status, status = unit',
    [1, 2, 3],
    ['changed-in-target A1'],
  ],
  [
    'rows of others are no business of ours',
    "INSERT INTO cases (legacy_key) VALUES ('own/1')",
    [],
    [],
  ],
])('%s in the target is found', async (_, sql, levels, rows) => {
  const { folder, file } = await migrated()
  inTarget(folder, (db) => db.exec(sql))
  const found = await judged(file)

  expect(found.levels).toEqual(levels)
  expect(found.rows.join('\n')).toContain(rows.join('\n').split('\n')[0] ?? '')
  for (const row of rows) expect(found.rows.join('\n')).toContain(row)
})

test('a source that changed since is found: a fee, a new row, a row that is gone', async () => {
  const { folder, file } = await migrated()
  await writeTable(folder, '办件', [
    header,
    oldCase('A1', { fee: '11' }),
    ...cases.slice(2),
    oldCase('A8'),
  ])
  const { levels, rows } = await judged(file)

  expect(levels).toEqual([1, 2, 3])
  expect(rows).toEqual(['source-changed A1', 'not-migrated A8'])
})

test('duplicate keys are counted once in the target, and both rows in the equation', async () => {
  const { file } = await migrated([
    oldCase('A1'),
    oldCase('A1'),
    oldCase('A1', { fee: '7' }),
    oldCase('A2'),
  ])

  expect(await judged(file)).toEqual({ levels: [], rows: [] })
})

test('rollback takes a run back: created rows go, updated ones are as before, edited ones stay and are named', async () => {
  const { folder, file } = await migrated()
  const before = inTarget(folder, (db) => db.prepare('SELECT * FROM cases').all())
  await writeTable(folder, '办件', [
    header,
    oldCase('A1', { fee: '99' }),
    ...cases.slice(1),
    oldCase('A7'),
    oldCase('A8'),
  ])
  await run(file)
  inTarget(folder, (db) => db.exec("UPDATE cases SET unit = '人改过' WHERE case_no = 'A8'"))
  const take = (n: number, dryRun: boolean) =>
    opened(file, (migration) => rollBack(migration, { run: n, entities: null, dryRun, at }))
  const expected = { name: 'case', removed: 1, restored: 1, kept: ['A8'] }

  expect((await take(2, true))[0]).toEqual(expected)
  expect((await take(2, false))[0]).toEqual(expected)
  expect(
    inTarget(folder, (db) => db.prepare("SELECT * FROM cases WHERE case_no <> 'A8'").all()),
  ).toEqual(before)
  await expect(take(9, false)).rejects.toMatchObject({
    code: 'HK-MIG-025',
    params: { known: ['1', '2'] },
  })
  expect((await take(1, false)).map(({ removed }) => removed)).toEqual([4, 2])
  expect(inTarget(folder, (db) => db.prepare('SELECT count(*) FROM persons').pluck().get())).toBe(0)
})

test('the statement holds equation, groups, hashes, a sample to tick off and room to sign, in both formats', async () => {
  const { file } = await migrated()
  const { signal } = new AbortController()
  const mapping = await loadMapping(file)
  const sample = { size: 3, seed: 7 }
  const result = await opened(file, (migration) =>
    reconcile({ migration, today: '2026-11-22', signal, sample }),
  )
  const paper = statementPaper(mapping, result, at)
  const text = JSON.stringify(paper)

  for (const said of [
    '件数等式',
    '无法核对',
    mapping.sha256,
    result.ledger,
    '旧系统主管单位',
    '经办人',
    '一致√',
  ]) {
    expect(text).toContain(said)
  }
  expect(text).toContain('["办件","民政局 · 2014 · closed","2","2","3000","3000","相符"]')
  expect(result.sample.length).toBe(3)
  expect(text).not.toContain('532822185001010010')
  expect(
    Buffer.from(await paperDocx(paper))
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  const { sheets } = await readBytes(await statementBook(mapping, result, at), '对账单.xlsx')
  expect(sheets.map(({ name }) => name)).toEqual([
    ...['件数等式', '核对结果', '依据和校验值', '三方确认', '分组核对', '不符清单', '抽样核对表'],
  ])
})

test('the same seed draws the same rows; a ledger that was touched has another hash', async () => {
  const { file, folder } = await migrated()
  const { signal } = new AbortController()
  const draw = (seed: number) =>
    opened(file, (migration) =>
      reconcile({ migration, today: '2026-11-22', signal, sample: { size: 2, seed } }),
    )
  const first = await draw(1)
  const again = await draw(1)
  expect(again.sample).toEqual(first.sample)
  expect(again.ledger).toBe(first.ledger)
  const others = [(await draw(2)).sample, (await draw(3)).sample, (await draw(4)).sample]
  expect(others.some((one) => JSON.stringify(one) !== JSON.stringify(first.sample))).toBe(true)

  inTarget(folder, (db) => db.exec("UPDATE hallkit_row SET rule = 'E09' WHERE kind = 'excluded'"))
  expect((await draw(1)).ledger).not.toBe(first.ledger)
})

test('sums of what is no number are not checkable, which is neither equal nor different', async () => {
  const folder = await tempFolder()
  const file = await oldSystem(folder, {
    people,
    cases,
    mapping: (text) => text.replace('sum: [fee_fen]', 'sum: [unit]'),
  })
  await run(file)
  const { signal } = new AbortController()
  const { levels, groups } = await opened(file, (migration) =>
    reconcile({ migration, today: '2026-11-22', signal }),
  )
  expect(levels[1]).toMatchObject({ different: 0, notCheckable: 6 })
  expect(groups.find(({ measure }) => measure === 'sum(unit)')?.isEqual).toBeNull()
})
