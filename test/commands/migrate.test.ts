import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import MigrateLint from '../../src/commands/migrate/lint.js'
import MigratePlan from '../../src/commands/migrate/plan.js'
import MigrateQuarantineExport from '../../src/commands/migrate/quarantine/export.js'
import MigrateQuarantineFix from '../../src/commands/migrate/quarantine/fix.js'
import MigrateQuarantineList from '../../src/commands/migrate/quarantine/list.js'
import MigrateQuarantineWaive from '../../src/commands/migrate/quarantine/waive.js'
import MigrateReconcile from '../../src/commands/migrate/reconcile.js'
import MigrateResume from '../../src/commands/migrate/resume.js'
import MigrateRollback from '../../src/commands/migrate/rollback.js'
import MigrateRun from '../../src/commands/migrate/run.js'
import MigrateStatus from '../../src/commands/migrate/status.js'
import MigrateTest from '../../src/commands/migrate/test.js'
import { readBook } from '../../src/lib/sheets/index.js'
import { keptFolder } from '../support/kept-folder.js'
import { inTarget, oldCase, oldSystem, people, writeTable } from '../support/migration.js'
import { runCommand } from '../support/run-command.js'

const home = await keptFolder()
afterAll(home.remove)
let mapping = ''

const tests = `tests:
  - { entity: case, in: { 案号: A1, 申请人: '1', 单位: 民政局, 状态: 办结, 受理: 2014-3-5, 收费: '1.50' }, out: { status: closed, fee_fen: 150 } }
  - { entity: case, in: { 案号: A2, 单位: 民政局, 状态: 作废, 受理: 2014-3-5 }, quarantine: status }
  - { entity: case, in: { 案号: A3, 备注: 测试 }, aside: E01 }
`

beforeAll(async () => {
  const cases = [oldCase('A1'), oldCase('A2', { state: '作废' }), oldCase('A3', { state: '在办' })]
  mapping = await oldSystem(home.path, { people, cases, mapping: (text) => text + tests })
})

describe('before a migration', () => {
  test('lint finds nothing, and a mistyped step with its place and what was meant', async () => {
    expect(await runCommand(MigrateLint, [mapping, '--json'])).toMatchObject({
      exitCode: 0,
      json: { result: { entities: 2, fields: 10, findings: [] } },
    })
    const wrong = join(home.path, 'wrong.yaml')
    await oldSystem(home.path, {
      people,
      cases: [oldCase('A1'), oldCase('A2', { state: '作废' }), oldCase('A3', { state: '在办' })],
      mapping: (text) => text + tests,
    })
    const { readFile } = await import('node:fs/promises')
    await writeFile(wrong, (await readFile(mapping, 'utf8')).replace('date_cn', 'date_en'))
    const { stderr, exitCode } = await runCommand(MigrateLint, [wrong])

    expect(exitCode).toBe(2)
    expect(stderr).toContain('date_en')
    expect(stderr).toContain('date_cn')
    expect(stderr).toMatch(/wrong\.yaml:\d+:\d+/)
  })

  test('test holds the mapping to its own examples', async () => {
    expect(await runCommand(MigrateTest, [mapping, '--json'])).toMatchObject({
      exitCode: 0,
      json: { result: { passed: 3, failed: 0 } },
    })
  })

  test('plan gives the numbers of the run and writes nothing', async () => {
    const { json, exitCode, stdout } = await runCommand(MigratePlan, [mapping, '--json'])

    expect(exitCode, stdout).toBe(1)
    expect(json?.result).toMatchObject({
      entities: [
        { read: 3, created: 2, merged: 1 },
        { read: 3, created: 1, manual: 1, quarantined: 1 },
      ],
      reasons: [{ code: 'HK-MIG-305', field: 'status', rows: 1, places: ['办件.csv:3'] }],
    })
    expect((await runCommand(MigrateStatus, [mapping, '--json'])).json?.result).toMatchObject({
      runs: [],
      resumable: false,
    })
  })
})

describe('a migration', () => {
  test('run says where every row went, in one document', async () => {
    const { json, exitCode } = await runCommand(MigrateRun, [mapping, '--json'])

    expect(exitCode).toBe(1)
    expect(json?.result).toMatchObject({
      run: 1,
      balanced: true,
      quarantine: { open: 1 },
      checkpoint: null,
    })
    expect(
      inTarget(home.path, (db) => db.prepare('SELECT count(*) FROM cases').pluck().get()),
    ).toBe(1)
  })

  test('a part is told as a part: what was asked for, and how much was not read', async () => {
    const part = ['--entity', 'person', '--limit', '1']
    const { stdout } = await runCommand(MigrateRun, [mapping, ...part])
    expect(stdout).toContain('只迁一部分')
    expect(stdout).toMatch(/没有读的：person \d+ 行/)
    const { json } = await runCommand(MigrateRun, [mapping, ...part, '--keys', '1', '--json'])
    expect(json?.result).toMatchObject({
      isWhole: false,
      scope: { entities: ['person'], limit: 1, keys: ['1'], since: null, onlyQuarantine: false },
    })
  })

  test('status tells a person how it stands', async () => {
    const { stdout } = await runCommand(MigrateStatus, [mapping])

    expect(stdout).toContain('办件')
    expect(stdout).toContain('退回待改 1 行；待补录 1 件，其中过期 0 件')
  })

  test('resume has nothing to go on with', async () => {
    expect(await runCommand(MigrateResume, [mapping, '--json'])).toMatchObject({
      exitCode: 2,
      json: { error: { code: 'HK-MIG-020' } },
    })
  })
})

describe('rows that are kept out', () => {
  const who = ['--by', '李某', '--because', '与档案核对', '--json']

  test('are listed without their contents, and exported with them', async () => {
    const { json, exitCode } = await runCommand(MigrateQuarantineList, [mapping, '--json'])
    expect(exitCode).toBe(1)
    expect(json?.result.rows).toMatchObject([
      { entity: 'case', key: 'A2', place: '办件.csv:3', state: 'open' },
    ])
    expect(JSON.stringify(json)).not.toContain('民政局')
    expect((await runCommand(MigrateQuarantineList, [mapping])).stdout).toContain(
      'status：代码「作废」在代码表 status_map 里没有对应',
    )
    const output = join(home.path, '退回.xlsx')
    await runCommand(MigrateQuarantineExport, [mapping, '--output', output, '--json'])
    expect((await stat(output)).mode & 0o077).toBe(0) // whole rows of people: nobody else reads them
    const { sheets } = await readBook(output)
    expect(sheets[0]?.rows[1]?.cells).toEqual(
      expect.arrayContaining(['A2', '办件.csv:3', '民政局']),
    )
  })

  test('are let in once they are corrected, and stay in at the next run', async () => {
    const row = ['--entity', 'case', '--key', 'A2']
    expect(
      await runCommand(MigrateQuarantineFix, [mapping, ...row, '--set', '状况=办结', ...who]),
    ).toMatchObject({
      exitCode: 2,
      json: { error: { code: 'HK-MIG-010' } },
    })
    await runCommand(MigrateQuarantineFix, [mapping, ...row, '--set', '状态=办结', ...who])
    const { json } = await runCommand(MigrateRun, [mapping, '--only-quarantine', '--json'])
    expect(json?.result).toMatchObject({
      entities: [{ read: 0 }, { read: 1, created: 1 }],
      quarantine: { open: 0 },
    })
    expect(
      (await runCommand(MigrateRun, [mapping, '--json'])).json?.result.entities[1],
    ).toMatchObject({ same: 2, manual: 1, quarantined: 0 })
  })

  test("are left behind on somebody's word", async () => {
    await writeTable(home.path, '办件', [
      '案号,申请人,单位,状态,受理,收费,备注',
      oldCase('A1'),
      oldCase('A2', { state: '作废' }),
      oldCase('A3', { state: '在办' }),
      oldCase('A1'),
    ])
    await runCommand(MigrateRun, [mapping, '--json'])
    await runCommand(MigrateQuarantineWaive, [mapping, '--entity', 'case', '--key', 'A1#2', ...who])
    const { json, exitCode } = await runCommand(MigrateRun, [mapping, '--json'])

    expect(exitCode).toBe(0)
    expect(json?.result.entities[1]).toMatchObject({
      read: 4,
      same: 2,
      manual: 1,
      excluded: 1,
      quarantined: 0,
    })
    expect(
      await runCommand(MigrateQuarantineWaive, [
        mapping,
        '--entity',
        'case',
        '--key',
        'A77',
        ...who,
      ]),
    ).toMatchObject({ exitCode: 2, json: { error: { code: 'HK-MIG-026' } } })
  })
})

describe('after a migration', () => {
  test('reconcile says equal, makes the statement, and finds what was changed', async () => {
    const output = join(home.path, '对账单.xlsx')
    const same = await runCommand(MigrateReconcile, [mapping, '--output', output, '--json'])
    expect(same).toMatchObject({ exitCode: 0, json: { result: { differences: [] } } })
    const { sheets } = await readBook(output)
    const text = sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells)).join(' ')
    expect(text).toContain('办件 4 2 0 1 0 1 0 4 相符')
    expect(text).toContain(String(same.json?.result.mapping))
    inTarget(home.path, (db) => db.exec('UPDATE cases SET fee_fen = 1'))
    const { stdout, exitCode } = await runCommand(MigrateReconcile, [mapping])

    expect(exitCode).toBe(1)
    expect(stdout).toContain('迁入后大厅里改过')
    await runCommand(MigrateReconcile, [mapping, '--json'])
    inTarget(home.path, (db) => db.exec('UPDATE cases SET fee_fen = 1050'))
  })

  test('rollback asks first, and takes the run back', async () => {
    expect(await runCommand(MigrateRollback, [mapping, '--run', '1', '--json'])).toMatchObject({
      exitCode: 2,
    })
    const { json, exitCode } = await runCommand(MigrateRollback, [
      mapping,
      '--run',
      '1',
      '--yes',
      '--json',
    ])

    expect(exitCode).toBe(0)
    expect(json?.result.entities.map(({ removed }: { removed: number }) => removed)).toEqual([1, 2])
    expect(
      inTarget(home.path, (db) => db.prepare('SELECT case_no FROM cases').pluck().all()),
    ).toEqual(['A2'])
  })
})
