import { expect, test } from 'vitest'
import { rollBack } from '../../../src/lib/migrate/index.js'
import {
  header,
  inTarget,
  oldCase,
  oldSystem,
  opened,
  people,
  run,
  writeTable,
} from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

test('a rollback also takes back rows that a later run kept out, and lists those that people changed', async () => {
  const folder = await tempFolder()
  const cases = [oldCase('A1'), oldCase('A2'), oldCase('A3')]
  const file = await oldSystem(folder, { people, cases })
  await run(file)
  inTarget(folder, (db) => db.exec("UPDATE cases SET unit = '林业局' WHERE case_no = 'A2'"))
  const later = [oldCase('A1', { state: '废' }), oldCase('A2', { fee: '11' }), oldCase('A3')]
  await writeTable(folder, '办件', [header, ...later])
  await run(file)

  const back = { run: 1, entities: null, dryRun: false, at: '2026-11-22T12:00:00+08:00' }
  expect(await opened(file, (migration) => rollBack(migration, back))).toMatchObject([
    { name: 'case', removed: 2, kept: ['A2'] },
    { name: 'person' },
  ])
  expect(inTarget(folder, (db) => db.prepare('SELECT case_no FROM cases').pluck().all())).toEqual([
    'A2',
  ])
})
