import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { everything, loadMapping, planMigration, rollBack } from '../../../src/lib/migrate/index.js'
import {
  header,
  nonZero,
  oldCase,
  oldSystem,
  opened,
  people,
  reconciled,
  run,
  writeTable,
} from '../../support/migration.js'
import { hasService, type ServiceDatabase, serviceDatabase } from '../../support/services.js'
import { tempFolder } from '../../support/temp-folder.js'

const isThere = await hasService('postgresql')

describe.skipIf(!isThere)('a PostgreSQL target', () => {
  let server: ServiceDatabase
  beforeAll(async () => {
    server = await serviceDatabase('postgresql')
  })
  afterAll(() => server.drop())
  beforeEach(async () => {
    await server.run('DROP SCHEMA public CASCADE')
    await server.run('CREATE SCHEMA public')
  })

  const cases = () => server.run('SELECT * FROM cases ORDER BY legacy_key')

  async function folderWith(lines: readonly string[], mapping = (text: string) => text) {
    const folder = await tempFolder()
    const { hostname, port, username } = new URL(server.url)
    const target = `{ driver: postgres, host: ${hostname}, port: ${port}, database: ${server.name}, user: ${username} }`
    const file = await oldSystem(folder, {
      ...{ people, cases: lines },
      mapping: (text) => mapping(text.replace('{ driver: sqlite, path: hall.sqlite }', target)),
    })
    return { folder, file }
  }

  const counts = async (file: string) => (await run(file)).entities.map(nonZero)

  test('gets every row, once, and only what changed after that', async () => {
    const tricky = '民政\\局'
    const { folder, file } = await folderWith([
      oldCase('A1', { unit: tricky }),
      oldCase('A2'),
      oldCase('A3', { state: '废' }),
    ])
    expect(await counts(file)).toEqual([
      { read: 3, created: 2, merged: 1 },
      { read: 3, created: 2, quarantined: 1 },
    ])
    expect(await cases()).toMatchObject([
      { legacy_key: 'lsp-2014/case/A1', unit: tricky, fee_fen: '1050', accepted_on: '2014-03-05' },
      { legacy_key: 'lsp-2014/case/A2', applicant: '532822185001010010' },
    ])
    expect(await counts(file)).toEqual([
      { read: 3, same: 2, merged: 1 },
      { read: 3, same: 2, quarantined: 1 },
    ])
    await writeTable(folder, '办件', [
      header,
      oldCase('A1', { fee: '11' }),
      oldCase('A2'),
      oldCase('A4'),
    ])
    expect(await counts(file)).toEqual([
      { read: 3, same: 2, merged: 1 },
      { read: 3, created: 1, updated: 1, same: 1 },
    ])
  })

  test('is planned to the row without a trace', async () => {
    const { file } = await folderWith([oldCase('A1'), oldCase('A2', { state: '废' })])
    const request = {
      ...{ scope: everything, now: () => '2026-11-22T10:00:00+08:00', clock: Date.now },
      ...{ signal: new AbortController().signal, resume: () => '', mark: 'm' },
    }
    const plan = await planMigration(await loadMapping(file), request)

    expect(nonZero(plan.entities[1] ?? { name: '' })).toEqual({
      read: 2,
      created: 1,
      quarantined: 1,
    })
    expect(await server.run("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).toEqual([])
  })

  test('with types and rules of its own refuses a row alone, in its own words', async () => {
    await server.run(`CREATE TABLE cases (legacy_key varchar(60) UNIQUE, case_no varchar(3) NOT NULL, applicant text, unit text,
      status text, accepted_on date, fee_fen bigint CHECK (fee_fen < 2000), more text DEFAULT 'x')`)
    const lines = Array.from({ length: 9 }, (_, n) => oldCase(`A${n}`))
    const { file } = await folderWith([...lines, oldCase('A9', { fee: '25' }), oldCase('A1234')])

    expect((await counts(file))[1]).toEqual({ read: 11, created: 9, quarantined: 2 })
    expect((await reconciled(file)).differences).toEqual([])
  })

  test('is read back: what people changed there is found, and a rollback leaves it', async () => {
    const { file } = await folderWith([oldCase('A1'), oldCase('A2')])
    await run(file)
    expect((await reconciled(file)).differences).toEqual([])
    await server.run("UPDATE cases SET fee_fen = '1051' WHERE case_no = 'A2'")

    const { differences } = await reconciled(file)
    expect(differences.filter(({ level }) => level === 3)).toMatchObject([
      { what: 'changed-in-target', where: 'A2' },
    ])
    const back = { run: 1, entities: null, dryRun: false, at: '2026-11-22T12:00:00+08:00' }
    expect(await opened(file, (migration) => rollBack(migration, back))).toMatchObject([
      { name: 'case', removed: 1, kept: ['A2'] },
      { name: 'person', removed: 2 },
    ])
    expect(await cases()).toMatchObject([{ case_no: 'A2' }])
  })

  test('with a column that cannot be read back as it was written says so instead of guessing', async () => {
    await server.run(`CREATE TABLE cases (legacy_key text PRIMARY KEY, case_no text, applicant text, unit text, status text,
      accepted_on text, fee_fen real)`)
    const { file } = await folderWith([oldCase('A1'), oldCase('A2', { fee: '123456789.01' })])
    await run(file)

    expect((await reconciled(file)).levels[2]).toEqual({
      level: 3,
      equal: 3,
      different: 0,
      notCheckable: 1,
    })
  })

  describe('between its commit and that of the ledger', () => {
    /** Brings the ledger back to where it was: as if the run had been killed before it wrote the outcome. */
    async function killed(lines: readonly string[]) {
      const made = await folderWith(lines)
      const ledger = join(made.folder, 'lsp.ledger.sqlite')
      await run(made.file, { scope: { ...everything, entities: ['person'] } })
      await copyFile(ledger, `${ledger}.before`)
      await run(made.file, { scope: { ...everything, entities: ['case'] } })
      await copyFile(`${ledger}.before`, ledger)
      return made
    }

    test('a killed run goes on as if it had never been killed', async () => {
      const { file } = await killed([oldCase('A1'), oldCase('A2')])
      const before = await cases()

      expect((await counts(file))[1]).toEqual({ read: 2, created: 2 })
      expect(await cases()).toEqual(before)
      expect((await reconciled(file)).differences).toEqual([])
    })

    test('its rows are its own under a mended mapping too, rows of others are not', async () => {
      const { file } = await killed([oldCase('A1'), oldCase('A2')])
      await server.run("UPDATE cases SET unit = '林业局' WHERE case_no = 'A2'")
      await writeFile(file, (await readFile(file, 'utf8')).replace('办结: closed', '办结: done'))

      expect((await counts(file))[1]).toEqual({ read: 2, created: 1, quarantined: 1 })
      expect(await cases()).toMatchObject([
        { status: 'done' },
        { status: 'closed', unit: '林业局' },
      ])
    })
  })

  test('is given the key of a table that a run made when a run is complete, though the first one was not', async () => {
    const bad = [oldCase('A1'), oldCase('A2', { state: '废' }), oldCase('A3', { state: '废' })]
    const { folder, file } = await folderWith(bad, (text) =>
      text.replace('entities:', 'limits: { quarantine: { rows: 1 } }\nentities:'),
    )
    const keyed = () =>
      server.run(
        `SELECT obj_description(oid) AS owed, relhasindex AS key FROM pg_class WHERE relname = 'cases'`,
      )
    await expect(run(file)).rejects.toMatchObject({ code: 'HK-MIG-022' })
    expect(await keyed()).toEqual([{ owed: expect.stringContaining('legacy_key'), key: false }])
    await writeTable(folder, '办件', [header, oldCase('A1'), oldCase('A2')])
    expect((await counts(file))[1]).toEqual({ read: 2, created: 1, same: 1 })
    expect(await keyed()).toEqual([{ owed: null, key: true }])
  })

  test('that goes away in the middle of a batch stops the run, and the next one goes on', async () => {
    const { file } = await folderWith(Array.from({ length: 30 }, (_, n) => oldCase(`A${n}`)))
    await server.run(`CREATE TABLE cases (legacy_key text PRIMARY KEY, case_no text, applicant text, unit text, status text,
      accepted_on text, fee_fen text)`)
    await server.run(`CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`)
    await server.run(
      `CREATE TRIGGER gone BEFORE INSERT ON cases FOR EACH ROW WHEN (NEW.case_no = 'A20') EXECUTE FUNCTION gone()`,
    )
    await expect(run(file)).rejects.toMatchObject({ code: 'HK-MIG-023', exit: 4 })
    expect(await cases()).toEqual([])
    await server.run('DROP TRIGGER gone ON cases')

    const again = await run(file, { onlyResume: true })
    expect(again).toMatchObject({ run: 1, balanced: true })
    expect(nonZero(again.entities[1] ?? { name: '' })).toEqual({ read: 30, created: 30 })
  })
})
