import { expect, test } from 'vitest'
import {
  everything,
  loadMapping,
  migrationStatus,
  planMigration,
} from '../../../src/lib/migrate/index.js'
import { inTarget, oldCase, oldSystem, people, run } from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

/** What other versions left: one before ledgers had a mark, one whose table has another column. */
const OTHERS = {
  'without a mark': 'DROP TABLE hallkit_ledger; ALTER TABLE hallkit_run DROP COLUMN code',
  'with another mark': "UPDATE hallkit_ledger SET shape = 'of another version'",
}

test.each(Object.entries(OTHERS))(
  'a ledger of another version, %s, is refused by name and left as it was',
  async (_, sql) => {
    const folder = await tempFolder()
    const file = await oldSystem(folder, { people, cases: [oldCase('A1')] })
    await run(file)
    inTarget(folder, (database) => database.exec(sql))
    const problem = { code: 'HK-MIG-027', params: { file: expect.stringMatching(/hall\.sqlite$/) } }
    await expect(run(file)).rejects.toMatchObject(problem)
    const clock = Date.now
    const rehearsal = {
      scope: everything,
      mark: 'x',
      resume: () => '',
      signal: new AbortController().signal,
      now: () => '2026-11-22T11:00:00+08:00',
      clock,
    }
    await expect(planMigration(await loadMapping(file), rehearsal)).rejects.toMatchObject(problem)
    await expect(migrationStatus(await loadMapping(file), '2026-11-22')).rejects.toMatchObject(
      problem,
    )
    expect(inTarget(folder, (db) => db.prepare('SELECT count(*) FROM cases').pluck().get())).toBe(1)
  },
)
