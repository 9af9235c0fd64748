import { spawnSync } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import MigrateReconcile from '../../src/commands/migrate/reconcile.js'
import MigrateResume from '../../src/commands/migrate/resume.js'
import MigrateRun from '../../src/commands/migrate/run.js'
import { keptFolder } from '../support/kept-folder.js'
import {
  header,
  inTarget,
  oldCase,
  oldSystem,
  people,
  run,
  writeTable,
} from '../support/migration.js'
import { runCommand } from '../support/run-command.js'
import { hasService, serviceDatabase } from '../support/services.js'
import { tempFolder } from '../support/temp-folder.js'

const cases = [
  oldCase('A1', { fee: '10' }),
  oldCase('A2', { fee: '20', unit: '林业局' }),
  oldCase('A3', { fee: '10', unit: '林业局' }),
  oldCase('A4', { fee: '20' }),
]
const home = await keptFolder()
afterAll(home.remove)
const folder = home.path
const file = join(folder, 'lsp.yaml')

const source = (...lines: readonly string[]) => writeTable(folder, '办件', [header, ...lines])
const target = async (sql: string) => inTarget(folder, (db) => db.exec(sql))

/** What was migrated clean, before each fault. */
async function clean() {
  for (const end of ['', '-wal', '-shm']) await rm(`${folder}/hall.sqlite${end}`, { force: true })
  await oldSystem(folder, { people, cases })
  await run(file)
}

async function interrupted() {
  await clean()
  const stop = new AbortController()
  stop.abort()
  await source(...cases, oldCase('A5'))
  await run(file, { signal: stop.signal }).catch((error: unknown) => error)
}

interface Fault {
  /** As the manual names it. */
  readonly name: string
  readonly plant: () => Promise<unknown>
  readonly by: 'run' | 'resume' | 'reconcile'
  readonly exit: number
  /** Codes of a run, or levels of the reconciliation with what it says of a row. */
  readonly finds: readonly string[]
}

/** Issue 7: what catches each planted fault, and with which exit code. The manual's table is held to this one. */
const faults: readonly Fault[] = [
  {
    ...{ name: '主键重复', by: 'run', exit: 1, finds: ['HK-MIG-320'] },
    plant: () => source(...cases, oldCase('A1', { fee: '99' })),
  },
  {
    ...{ name: '申请人不存在的办件', by: 'run', exit: 1, finds: ['HK-MIG-306'] },
    plant: () => source(...cases, oldCase('A5', { by: '77' })),
  },
  {
    ...{ name: '两列填反', by: 'run', exit: 1, finds: ['HK-MIG-305'] },
    plant: () => source(...cases, oldCase('A5', { unit: '办结', state: '民政局' })),
  },
  {
    ...{ name: '源表多出一列', by: 'run', exit: 1, finds: ['HK-MIG-401'] },
    plant: () => writeTable(folder, '办件', [`${header},新列`, ...cases.map((one) => `${one},x`)]),
  },
  {
    ...{ name: '源表少了要用的列', by: 'run', exit: 2, finds: ['HK-MIG-010'] },
    plant: () => writeTable(folder, '办件', [header.replace('受理', '日期'), ...cases]),
  },
  {
    ...{ name: '中断后源文件变了', by: 'resume', exit: 5, finds: ['HK-MIG-021'] },
    plant: async () => {
      await interrupted()
      await source(...cases)
    },
  },
  {
    ...{ name: '迁完后源文件变了', by: 'reconcile', exit: 1, finds: ['2', '3 source-changed A1'] },
    plant: () => source(oldCase('A1', { fee: '11' }), ...cases.slice(1)),
  },
  {
    ...{ name: '一笔收费被改', by: 'reconcile', exit: 1, finds: ['2', '3 changed-in-target A1'] },
    plant: () => target("UPDATE cases SET fee_fen = 1001 WHERE case_no = 'A1'"),
  },
  {
    ...{ name: '少了一行', by: 'reconcile', exit: 1, finds: ['1', '3 gone-from-target A2'] },
    plant: () => target("DELETE FROM cases WHERE case_no = 'A2'"),
  },
  {
    name: '两行对调单位，合计不变',
    ...{ by: 'reconcile', exit: 1, finds: ['3 changed-in-target A1', '3 changed-in-target A3'] },
    plant: () =>
      target(
        `UPDATE cases SET unit = CASE unit WHEN '民政局' THEN '林业局' ELSE '民政局' END WHERE case_no IN ('A1', 'A3')`,
      ),
  },
  {
    ...{ name: '引用的申请人没有了', by: 'reconcile', exit: 1, finds: ['4'] },
    plant: () => target("DELETE FROM persons WHERE id_no = '532822185001010010'"),
  },
  {
    ...{ name: '大厅里改过的行，源数据也变了', by: 'run', exit: 1, finds: ['HK-MIG-324'] },
    plant: async () => {
      await target("UPDATE cases SET unit = '林业局' WHERE case_no = 'A1'")
      await source(oldCase('A1', { fee: '11' }), ...cases.slice(1))
    },
  },
]

const commands = { run: MigrateRun, resume: MigrateResume, reconcile: MigrateReconcile }

/** Codes of findings, of reasons in the quarantine and of an error; levels that differ, and what they say of rows. */
async function found(by: Fault['by']) {
  const { json, exitCode } = await runCommand(commands[by], [file, '--json'])
  const kept = inTarget(folder, (db) =>
    db.prepare("SELECT flaws FROM hallkit_quarantine WHERE state = 'open'").pluck().all(),
  )
  const { levels = [], differences = [], findings = [] } = json?.result ?? {}
  type Coded = { readonly code: string }
  const flaws = kept.flatMap((text) => JSON.parse(String(text)) as Coded[])
  const codes = [...flaws, ...(findings as Coded[]), ...(json?.error ? [json.error] : [])]
  return {
    exitCode,
    says: [
      ...codes.map(({ code }) => code),
      ...levels.flatMap((one: { level: number; different: number }) =>
        one.different > 0 ? [String(one.level)] : [],
      ),
      ...differences.map(
        (one: { level: number; what: string; where: string }) =>
          `${one.level} ${one.what} ${one.where}`,
      ),
    ],
  }
}

describe('a planted fault', () => {
  for (const { name, plant, by, exit, finds } of faults) {
    test(`${name} is caught by ${by}`, async () => {
      await clean()
      await plant()
      const { exitCode, says } = await found(by)

      expect({ exitCode, says }).toEqual({
        exitCode: exit,
        says: expect.arrayContaining([...finds]),
      })
    })
  }

  test('that was not planted is not found', async () => {
    await clean()

    expect(await found('run')).toEqual({ exitCode: 0, says: [] })
    expect(await found('reconcile')).toEqual({ exitCode: 0, says: [] })
  })
})

const isServer = await hasService('postgresql')
const cli = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

describe('a target that fails in the middle', () => {
  const many = Array.from({ length: 6000 }, (_, n) => oldCase(`B${n}`))

  test('磁盘写满: the run stops by name, and goes on once there is room', async () => {
    const disk = await tempFolder()
    const mapping = await oldSystem(disk, { people, cases: many })
    // No file of this process may grow beyond so many blocks of 512 bytes.
    const limited = `trap '' XFSZ; ulimit -f 1000; exec "$0" "$@"`
    const full = ['-c', limited, process.execPath, cli, 'migrate', 'run', mapping, '--json']
    const { status, stdout } = spawnSync('sh', full, { encoding: 'utf8' })

    expect(status).toBe(4)
    expect(JSON.parse(stdout).error.code).toBe('HK-MIG-023')
    expect(await run(mapping)).toMatchObject({ balanced: true, run: 1 })
    expect(inTarget(disk, (db) => db.prepare('SELECT count(*) FROM cases').pluck().get())).toBe(
      6000,
    )
  })

  test.skipIf(!isServer)(
    '服务中断: the run stops by name, and goes on once it is back',
    async () => {
      const server = await serviceDatabase('postgresql')
      const { hostname, port, username } = new URL(server.url)
      const home = await tempFolder()
      const mapping = await oldSystem(home, { people, cases })
      const there = `{ driver: postgres, host: ${hostname}, port: ${port}, database: ${server.name}, user: ${username} }`
      const text = await readFile(mapping, 'utf8')
      await writeFile(mapping, text.replace('{ driver: sqlite, path: hall.sqlite }', there))
      await server.run(
        'CREATE TABLE cases (legacy_key text PRIMARY KEY, case_no text, applicant text, unit text, status text, accepted_on text, fee_fen text)',
      )
      await server.run(
        'CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$',
      )
      await server.run(
        "CREATE TRIGGER gone BEFORE INSERT ON cases FOR EACH ROW WHEN (NEW.case_no = 'A3') EXECUTE FUNCTION gone()",
      )
      const broken = await runCommand(MigrateRun, [mapping, '--json'])
      await server.run('DROP TRIGGER gone ON cases')
      const { exitCode } = await runCommand(MigrateResume, [mapping, '--json'])
      const rows = await server.run('SELECT case_no FROM cases')
      await server.drop()

      expect([broken.exitCode, broken.json?.error?.code]).toEqual([4, 'HK-MIG-023'])
      expect([exitCode, rows.length]).toEqual([0, 4])
    },
  )
})

test('the manual names each fault with what catches it and the exit code', async () => {
  const manual = await readFile(new URL('../../docs/manual/12-迁移.md', import.meta.url), 'utf8')
  const failing = [
    ...[
      { name: '磁盘写满', by: 'run', exit: 4 },
      { name: '服务中断', by: 'run', exit: 4 },
    ],
  ]
  for (const { name, by, exit } of [...faults, ...failing]) {
    const row = manual.split('\n').find((line) => line.startsWith(`| ${name} |`))
    expect(row, name).toContain(`migrate ${by}`)
    expect(row, name).toMatch(new RegExp(`\\| ${exit} \\|$`))
  }
})
