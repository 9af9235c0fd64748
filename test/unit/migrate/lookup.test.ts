import { expect, test } from 'vitest'
import { loadMapping } from '../../../src/lib/migrate/index.js'
import { inTarget, oldCase, oldSystem, people, run } from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

const byNumber = (text: string) =>
  text.replace(
    '[{ get: 申请人 }, { lookup: person }]',
    '[{ get: 申请人 }, { id18: { check_digit: ignore } }, { lookup: person, by: unique }]',
  )

test('a case that names its applicant by ID number finds the person, however long the number was written', async () => {
  const folder = await tempFolder()
  const file = await oldSystem(folder, {
    people: [...people, '4,李 演练,532822600101003,'],
    cases: [
      oldCase('A1', { by: '532822185001010010' }),
      oldCase('A2', { by: '532822600101003' }),
      oldCase('A3', { by: '532822185909090019' }),
    ],
    mapping: byNumber,
  })
  const result = await run(file)

  expect(result).toMatchObject({ balanced: true, quarantine: { open: 1 } })
  const cases =
    'SELECT case_no, applicant = id_no AS known, name FROM cases JOIN persons ON applicant = id_no'
  expect(inTarget(folder, (db) => db.prepare(cases).all())).toEqual([
    { case_no: 'A1', known: 1, name: '张㐂娜' },
    { case_no: 'A2', known: 1, name: '李演练' },
  ])
  const [kept] = inTarget(folder, (db) =>
    db.prepare('SELECT key, flaws FROM hallkit_quarantine').all(),
  )
  expect(kept).toMatchObject({ key: 'A3' })
  expect(JSON.stringify(kept)).toContain('532822********0019')
})

test('a unique value that hallkit makes itself is nothing to be looked up by', async () => {
  const mapping = (text: string) =>
    byNumber(text).replace(
      'unique: id_no, on_duplicate: merge, same: [name] }\n    fields:',
      'unique: legacy_key }\n    fields:\n      legacy_key: { key: true }',
    )
  const file = await oldSystem(await tempFolder(), { people, cases: [], mapping })
  await expect(loadMapping(file, {})).rejects.toMatchObject({
    code: 'HK-YAML-006',
    params: { found: 'unique', options: ['key'] },
  })
})
