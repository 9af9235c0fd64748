import { expect, test } from 'vitest'
import { everything } from '../../../src/lib/migrate/index.js'
import { again } from '../../../src/lib/ui/index.js'
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

async function folderWith(cases: readonly string[], mapping = (text: string) => text) {
  const folder = await tempFolder()
  return { folder, file: await oldSystem(folder, { people, cases, mapping }) }
}

const since = (text: string) => text.replace('table: 办件,', 'table: 办件, since: 受理,')
const cases = [
  oldCase('A1', { on: '2014-12-31' }),
  oldCase('A2', { on: '2015年1月1日' }),
  oldCase('A3', { on: '2015/1/5' }),
  oldCase('A4', { on: '' }),
  oldCase('A5', { on: '当年' }),
  oldCase('A6', { on: '2013-1-1', note: '测试' }),
]
const scope = { ...everything, since: '2015-01-01' }

test('only such rows are read, with those that do not say when; the counts add up', async () => {
  const { folder, file } = await folderWith(cases, since)
  const result = await run(file, { scope })
  expect(result.balanced).toBe(true)
  expect(result.entities.map(nonZero)[1]).toEqual({ read: 4, created: 2, quarantined: 2 })
  expect(
    inTarget(folder, (db) => db.prepare('SELECT case_no FROM cases ORDER BY 1').pluck().all()),
  ).toEqual(['A2', 'A3'])
})

test('rows before it stay as they are, and are not taken for gone', async () => {
  const { folder, file } = await folderWith(cases.slice(0, 3), since)
  await run(file)
  await writeTable(folder, '办件', [
    header,
    oldCase('A1', { on: '2014-12-31', unit: '没有说改过' }),
    oldCase('A3', { on: '2015/1/5', unit: '公安局' }),
  ])
  const result = await run(file, { scope })
  expect(result.entities.map(nonZero)[1]).toEqual({ read: 1, updated: 1 })
  expect(result.findings).toEqual([])
  expect(
    inTarget(folder, (db) => db.prepare('SELECT unit FROM cases ORDER BY case_no').pluck().all()),
  ).toEqual(['民政局', '民政局', '公安局'])
})

test('no date, or no column that would say it: nothing is begun', async () => {
  const { file } = await folderWith(cases, since)
  await expect(run(file, { scope: { ...scope, since: '去年' } })).rejects.toMatchObject({
    code: 'HK-MIG-016',
    params: { reason: 'date' },
  })
  const without = await folderWith(cases)
  await expect(run(without.file, { scope })).rejects.toMatchObject({
    code: 'HK-MIG-016',
    params: { reason: 'column' },
  })
})

test('an interrupted run goes on with what it was begun with, whatever is said later', async () => {
  const { file } = await folderWith(cases, since)
  const aborted = new AbortController()
  aborted.abort()
  const part = { ...scope, entities: ['person'] }
  await expect(run(file, { scope: part, signal: aborted.signal })).rejects.toMatchObject({
    code: 'HK-INT-001',
  })
  const { run: id, entities } = await run(file, { scope: everything, onlyResume: true })
  expect([id, entities.map(({ name }) => name)]).toEqual([1, ['person']])
})

test('the hint after an interruption takes the same part again', () => {
  const line = again('hallkit migrate run', '旧 系统.yaml', { allowCode: false })
  expect(line(everything)).toBe('hallkit migrate run "旧 系统.yaml"')
  const keys = ['A 1', 'B2']
  expect(
    line({ entities: ['case'], limit: 9, keys, since: '2015-01-01', onlyQuarantine: true }),
  ).toBe(
    'hallkit migrate run "旧 系统.yaml" --entity case --limit 9 --keys "A 1" --keys B2 --since 2015-01-01 --only-quarantine',
  )
})
