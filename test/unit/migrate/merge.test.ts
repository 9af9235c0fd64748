import { expect, test } from 'vitest'
import { inTarget, nonZero, oldCase, oldSystem, people, run } from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

test('of rows that are one in the target the next is taken when the target refuses the first', async () => {
  const folder = await tempFolder()
  const file = await oldSystem(folder, { people, cases: [oldCase('A1', { by: '3' })] })
  inTarget(folder, (db) =>
    db.exec(
      "CREATE TABLE persons (id_no TEXT PRIMARY KEY, name, phone CHECK (phone IS NULL OR phone <> '13800000001'))",
    ),
  )
  const all = [...people, '4,张㐂娜,532822185001010010,']

  expect((await run(file)).entities.map(nonZero)).toEqual([
    { read: 3, created: 2, quarantined: 1 },
    { read: 1, created: 1 },
  ])
  await oldSystem(folder, { people: all, cases: [oldCase('A1', { by: '4' })] })
  const again = await run(file)
  expect(again.entities.map(nonZero)).toEqual([
    { read: 4, same: 2, merged: 2 },
    { read: 1, same: 1 },
  ])
  expect(again.quarantine).toEqual({ open: 0 })
})

test('a row that was kept out and is then set aside by a rule is on no list of rows to mend', async () => {
  const folder = await tempFolder()
  const cases = [oldCase('A1', { state: '废' })]
  const file = await oldSystem(folder, { people, cases })
  expect((await run(file)).quarantine).toEqual({ open: 1 })
  await oldSystem(folder, { people, cases: [oldCase('A1', { state: '废', note: '测试' })] })

  const again = await run(file)
  expect(again.entities.map(nonZero)[1]).toEqual({ read: 1, excluded: 1 })
  expect(again.quarantine).toEqual({ open: 0 })
})
