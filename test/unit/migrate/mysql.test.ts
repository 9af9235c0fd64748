import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { targetFindings } from '../../../src/lib/migrate/doctor/target.js'
import {
  everything,
  listQuarantine,
  loadMapping,
  planMigration,
  rollBack,
} from '../../../src/lib/migrate/index.js'
import { runUntil, sampledPoints } from '../../support/kill-points.js'
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

const isThere = await hasService('mariadb')

describe.skipIf(!isThere)('a MariaDB target', () => {
  let server: ServiceDatabase
  beforeAll(async () => {
    server = await serviceDatabase('mariadb')
  })
  afterAll(() => server.drop())
  beforeEach(async () => {
    for (const table of ['cases', 'persons']) await server.run(`DROP TABLE IF EXISTS ${table}`)
  })

  const cases = () => server.run('SELECT * FROM cases ORDER BY legacy_key')
  const tableOf = (columns: string, more = '') =>
    server.run(`CREATE TABLE cases (legacy_key varchar(60) PRIMARY KEY, ${columns}) ${more}`)

  async function folderWith(lines: readonly string[], mapping = (text: string) => text) {
    const folder = await tempFolder()
    const { hostname, port, username, password } = new URL(server.url)
    const secret = password === '' ? '' : `, password: '${decodeURIComponent(password)}'`
    const target = `{ driver: mysql, host: ${hostname}, port: ${port || 3306}, database: ${server.name}, user: ${username}${secret} }`
    const file = await oldSystem(folder, {
      ...{ people, cases: lines },
      mapping: (text) => mapping(text.replace('{ driver: sqlite, path: hall.sqlite }', target)),
    })
    return { folder, file }
  }

  const counts = async (file: string) => (await run(file)).entities.map(nonZero)
  const keptOut = async (file: string) =>
    (await listQuarantine(await loadMapping(file), { entities: null, all: false })).map(
      ({ key, flaws }) => [key, flaws.map(({ params }) => Object.values(params).join()).join()],
    )

  test('gets every row, once, and only what changed after that', async () => {
    const tricky = `民政\\局'"; DROP TABLE x; 㐂😀`
    const { folder, file } = await folderWith([
      oldCase('A1', { unit: `"${tricky.replace('"', '""')}"` }),
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
    expect((await reconciled(file)).differences).toEqual([])
    expect(await counts(file)).toEqual([
      { read: 3, same: 2, merged: 1 },
      { read: 3, same: 2, quarantined: 1 },
    ])
    const first = oldCase('A1', { fee: '11' })
    await writeTable(folder, '办件', [header, first, oldCase('A2'), oldCase('A4')])
    expect(await counts(file)).toEqual([
      { read: 3, same: 2, merged: 1 },
      { read: 3, created: 1, updated: 1, same: 1 },
    ])
    expect((await reconciled(file)).differences).toEqual([])
  })

  test('is planned to the row and tried by the doctor without a trace', async () => {
    const { file } = await folderWith([oldCase('A1'), oldCase('A2', { state: '废' })])
    const request = {
      ...{ scope: everything, now: () => '2026-11-22T10:00:00+08:00', clock: Date.now },
      ...{ signal: new AbortController().signal, resume: () => '', mark: 'm' },
    }
    const planned = async () =>
      (await planMigration(await loadMapping(file), request)).entities.map(nonZero)[1]
    const doctor = async () =>
      (await targetFindings(await loadMapping(file), { clock: Date.now })).map(
        ({ code, params }) => `${code} ${Object.values(params).join(' ')}`,
      )
    expect(await planned()).toEqual({ read: 2, created: 1, quarantined: 1 })
    expect(await doctor()).toEqual([])
    expect(await server.run('SHOW TABLES')).toEqual([])

    await run(file)
    expect(await planned()).toEqual({ read: 2, same: 1, quarantined: 1 })
    expect(await doctor()).toEqual(['HK-MIG-527 person persons', 'HK-MIG-527 case cases'])
    await server.run('DROP TABLE cases')
    await server.run('CREATE TABLE cases (legacy_key varchar(60) PRIMARY KEY)')
    expect((await doctor())[1]).toMatch(/^HK-MIG-526 mysql case HK-MIG-012 cases case_no/)
  })

  test('with types and rules of its own refuses a row alone, in its own words, and cuts nothing off', async () => {
    await tableOf(`case_no varchar(3) NOT NULL, applicant text, unit varchar(20) CHARACTER SET latin1,
      status enum('closed'), accepted_on date, fee_fen int unsigned CHECK (fee_fen < 2000), more text DEFAULT 'x'`)
    const lines = Array.from({ length: 9 }, (_, n) => oldCase(`A${n}`, { unit: 'unit' }))
    const { file } = await folderWith([
      ...lines,
      oldCase('B1', { unit: 'unit', fee: '25' }),
      oldCase('B234', { unit: 'unit' }),
      oldCase('B5'),
      oldCase('B6', { unit: 'unit', state: '受理' }),
    ])
    expect((await counts(file))[1]).toEqual({ read: 13, created: 9, quarantined: 4 })
    expect(await keptOut(file)).toEqual([
      ['B1', expect.stringContaining('CONSTRAINT')],
      ['B234', expect.stringContaining('case_no')],
      ['B5', expect.stringContaining('unit')],
      ['B6', expect.stringContaining('status')],
    ])
    expect((await reconciled(file)).differences).toEqual([])
  })

  test('that would round a value or take two keys for one refuses the row', async () => {
    await tableOf(
      'case_no text, applicant text, unit text, status text, accepted_on text, fee_fen decimal(6,1)',
      'COLLATE utf8mb4_general_ci',
    )
    const { folder, file } = await folderWith(
      [
        oldCase('a1', { fee: '1.0' }),
        oldCase('A1', { fee: '1.0' }),
        oldCase('A2', { fee: '1.25' }),
      ],
      (text) =>
        text
          .replace('{ get: 收费 }, money_fen', '{ get: 收费 }, trim')
          .replace('t.fee_fen >= 0', 't.fee_fen != ""'),
    )
    expect((await counts(file))[1]).toEqual({ read: 3, created: 1, quarantined: 2 })
    expect(await keptOut(file)).toEqual([
      ['A1', expect.stringContaining('Duplicate')],
      ['A2', expect.stringContaining('fee_fen')],
    ])
    const later = [oldCase('a1', { fee: '1.25' }), oldCase('A3', { fee: '1.0' })]
    await writeTable(folder, '办件', [header, ...later])
    expect((await counts(file))[1]).toEqual({ read: 2, created: 1, quarantined: 1 })
    expect(await cases()).toMatchObject([{ case_no: 'a1', fee_fen: '1.0' }, { case_no: 'A3' }])
  })

  test('gives moments, bits and digits back as they were written, whatever zone the server is in', async () => {
    await tableOf(`case_no bigint, applicant varchar(40), unit tinytext CHARACTER SET gbk, status bit(1), accepted_on datetime,
      fee_fen decimal(12,2), at timestamp NULL, more json`)
    const { file } = await folderWith([oldCase('9007199254740993', { fee: '10.5' })], (text) =>
      text
        .replace(
          'accepted_on: [{ get: 受理 }, date_cn, required]',
          'accepted_on: [{ get: 受理 }, local_time]\n      at: [{ get: 受理 }, time_cn]\n      more: { const: "{}" }',
        )
        .replace('{ get: 收费 }, money_fen', '{ get: 收费 }, { decimal: 2 }')
        .replace('{ code: status_map }', '{ code: bits }')
        .replace('codes:', 'codes:\n  bits: { 办结: 1 }')
        .replace('year(accepted_on), status', 'status')
        .replace('t.fee_fen >= 0', 't.fee_fen != ""')
        .replace('sum: [fee_fen], ', ''),
    )
    await run(file)
    expect((await reconciled(file)).levels[2]).toMatchObject({ different: 0 })
    const [row] = await server.run(
      `SELECT cast(case_no AS char) n, date_format(accepted_on, '%H:%i') d, fee_fen f, unix_timestamp(at) u FROM cases`,
    )
    expect(row).toMatchObject({
      ...{ n: '9007199254740993', d: '00:00', f: '10.50' },
      u: Date.parse('2014-03-05T00:00:00+08:00') / 1000,
    })
  })

  test('takes scans as bytes where bytes go, as hex where text goes, and gives them back', async () => {
    await server.run('DROP TABLE IF EXISTS scans')
    await server.run(
      'CREATE TABLE scans (legacy_key varchar(60) PRIMARY KEY, scan mediumblob, hex text)',
    )
    const { folder, file } = await folderWith([])
    const old = new Sqlite(join(folder, 'old.sqlite'))
    old.exec('CREATE TABLE 扫描 (编号 TEXT PRIMARY KEY, 图 BLOB)')
    const bytes = Buffer.from([0, 39, 92, 255, 10, 26])
    old.prepare('INSERT INTO 扫描 VALUES (?, ?)').run('1', bytes)
    old.close()
    const text = (await readFile(file, 'utf8')).replace(
      /^source: .*$/m,
      'source: { driver: sqlite, path: old.sqlite }',
    )
    await writeFile(
      file,
      text.replace(
        /entities:[\s\S]*/,
        `entities:
  scan:
    from: { table: 扫描, key: [编号] }
    to: { table: scans, unique: legacy_key }
    fields: { legacy_key: { key: true }, scan: 图, hex: 图 }
`,
      ),
    )
    await run(file)

    expect(await server.run('SELECT scan, hex FROM scans')).toMatchObject([
      { scan: bytes, hex: bytes.toString('hex') },
    ])
    expect((await reconciled(file)).differences).toEqual([])
    await server.run('DROP TABLE scans')
  })

  test('is read back: what people changed there is found, and a rollback leaves it', async () => {
    const { file } = await folderWith([oldCase('A1'), oldCase('A2')])
    await run(file)
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

  test('that cannot take back half a batch is not written to', async () => {
    await tableOf(
      'case_no text, applicant text, unit text, status text, accepted_on text, fee_fen text',
      'ENGINE = MyISAM',
    )
    const { file } = await folderWith([oldCase('A1')])
    await expect(run(file)).rejects.toMatchObject({
      ...{ code: 'HK-MIG-055', params: { engine: 'MyISAM' } },
    })
  })

  test('takes more than fits into one packet, and keeps a row out that never will', async () => {
    const long = '长'.repeat(400_000)
    const most = Number(
      Object.values((await server.run('SELECT @@max_allowed_packet'))[0] as object)[0],
    )
    const lines = [1, 2, 3, 4].map((n) => oldCase(`A${n}`, { unit: long }))
    const { file } = await folderWith([...lines, oldCase('A5', { unit: '长'.repeat(most / 3) })])
    expect((await counts(file))[1]).toEqual({ read: 5, created: 4, quarantined: 1 })
    expect(await keptOut(file)).toEqual([['A5', expect.stringContaining('max_allowed_packet')]])
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

    test('a killed run goes on as if it had never been killed; its rows are its own under a mended mapping too', async () => {
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

  test('that goes away in the middle of a batch stops the run, and the next one goes on', async () => {
    const { file } = await folderWith(Array.from({ length: 30 }, (_, n) => oldCase(`A${n}`)))
    await tableOf(
      'case_no text, applicant text, unit text, status text, accepted_on text, fee_fen text',
    )
    await server.run(`CREATE TRIGGER gone BEFORE INSERT ON cases FOR EACH ROW
      IF NEW.case_no = 'A20' THEN KILL CONNECTION CONNECTION_ID(); END IF`)
    await expect(run(file)).rejects.toMatchObject({ code: 'HK-MIG-023', exit: 4 })
    expect(await cases()).toEqual([])
    await server.run('DROP TRIGGER gone')

    const again = await run(file, { onlyResume: true })
    expect(again).toMatchObject({ run: 1, balanced: true })
    expect(nonZero(again.entities[1] ?? { name: '' })).toEqual({ read: 30, created: 30 })
  })

  test('of a run that was killed anywhere holds the same rows when it goes on', async () => {
    const lines = Array.from({ length: 2100 }, (_, n) => oldCase(`A${n}`))
    const whole = await folderWith(lines)
    const { code, points } = runUntil(whole.folder, ['migrate', 'run', whole.file])
    expect(code).toBe(0)
    const wanted = await cases()
    for (const at of sampledPoints(points, 1, 11)) {
      for (const table of ['cases', 'persons']) await server.run(`DROP TABLE IF EXISTS ${table}`)
      const { folder, file } = await folderWith(lines)
      expect(runUntil(folder, ['migrate', 'run', file], at)).toEqual({ code: null, points: 0 })
      expect(await run(file)).toMatchObject({ balanced: true })

      expect(await cases(), `killed at ${at} of ${points}`).toEqual(wanted)
      expect((await reconciled(file)).differences).toEqual([])
      expect((await counts(file))[1]).toEqual({ read: 2100, same: 2100 })
    }
  }, 600_000)
})
