import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import MigrateCodesExport from '../../src/commands/migrate/codes/export.js'
import MigrateLint from '../../src/commands/migrate/lint.js'
import MigratePlan from '../../src/commands/migrate/plan.js'
import MigrateReconcile from '../../src/commands/migrate/reconcile.js'
import MigrateResume from '../../src/commands/migrate/resume.js'
import MigrateRun from '../../src/commands/migrate/run.js'
import MigrateStatus from '../../src/commands/migrate/status.js'
import MigrateTest from '../../src/commands/migrate/test.js'
import { readBook } from '../../src/lib/sheets/index.js'
import { startHallkit } from '../support/e2e/hallkit.js'
import { inTarget, oldCase, oldSystem, opened, people } from '../support/migration.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const STEPS = `export const plotNo = (text) => text.replace(/^民/, '') + '-01'
export const wild = (text) => {
  if (text === '林业局') throw new Error('不认识的单位')
  if (text === '水利局') return 7
  if (text === '教育局') return undefined
  return text === '卫生局' ? null : text
}
export const later = async (text) => text
`
const tests = `tests:
  - { entity: case, in: { 案号: A1, 申请人: '1', 单位: 民政局, 状态: 办结, 受理: 2014-3-5 }, out: { unit: 政局-01 } }
`

async function system(step = './steps.mjs#plotNo', code = STEPS, cases = [oldCase('A1')]) {
  const folder = await tempFolder()
  const mapping = await oldSystem(folder, {
    ...{ people, cases },
    mapping: (text) =>
      text.replace('{ get: 单位 }, trim,', `{ get: 单位 }, { module: ${step} },`) + tests,
  })
  await writeFile(join(folder, 'steps.mjs'), code)
  return { folder, mapping, module: join(folder, 'steps.mjs') }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const units = (folder: string) =>
  inTarget(folder, (db) => db.prepare('SELECT unit FROM cases').pluck().all())

describe('a step that is program code', () => {
  test.each([
    ['lint', MigrateLint, []],
    ['test', MigrateTest, []],
    ['plan', MigratePlan, []],
    ['run', MigrateRun, []],
    ['run --only-quarantine', MigrateRun, ['--only-quarantine']],
    ['resume', MigrateResume, []],
    ['reconcile', MigrateReconcile, []],
    ['codes export', MigrateCodesExport, ['--output', 'codes.xlsx']],
  ])('is refused by %s before anything is read, with its hash', async (_, command, flags) => {
    const { folder, mapping } = await system()
    await rm(join(folder, 'data'), { recursive: true })
    const { json, exitCode } = await runCommand(command, [mapping, ...flags, '--json'])

    expect([exitCode, json?.error?.code]).toEqual([5, 'HK-CODE-001'])
    expect(json?.error?.message).toContain(sha256(STEPS))
  })

  test('works by consent in every command that applies the mapping', async () => {
    const { folder, mapping } = await system('./steps.mjs#plotNo', STEPS, [
      oldCase('A1'),
      oldCase('A2', { state: '作废' }),
    ])
    const does = (command: Parameters<typeof runCommand>[0], ...flags: string[]) =>
      runCommand(command, [mapping, '--allow-code', '--json', ...flags])
    expect((await does(MigrateLint)).json?.result.findings).toEqual([])
    expect((await does(MigrateTest)).json?.result).toMatchObject({ passed: 1, failed: 0 })
    expect((await does(MigratePlan)).json?.result.entities[1]).toMatchObject({ created: 1 })
    const codes = join(folder, 'codes.xlsx')
    expect((await does(MigrateCodesExport, '--output', codes)).json?.result.codes).toBe(1)
    expect((await does(MigrateRun)).json?.result.entities[1]).toMatchObject({ created: 1 })
    expect(units(folder)).toEqual(['政局-01'])
    expect((await does(MigrateRun)).json?.result.entities[1]).toMatchObject({ same: 1 })
    await writeFile(
      mapping,
      (await readFile(mapping, 'utf8')).replace('办结: closed', '办结: closed, 作废: void'),
    )
    expect((await does(MigrateRun, '--only-quarantine')).json?.result.entities[1]).toMatchObject({
      created: 1,
    })
    expect((await does(MigrateReconcile)).exitCode).toBe(0)
  })

  test('stands with its hash in the ledger, in status and in the statement', async () => {
    const { folder, mapping } = await system()
    await runCommand(MigrateRun, [mapping, '--allow-code'])
    const code = { 'steps.mjs': sha256(STEPS) }

    expect(await opened(mapping, async ({ ledger }) => ledger.runs()[0]?.code)).toEqual(code)
    expect((await runCommand(MigrateStatus, [mapping])).stdout).toContain(sha256(STEPS))
    const { json } = await runCommand(MigrateStatus, [mapping, '--json'])
    expect(json?.result.runs).toMatchObject([{ code }])
    const book = join(folder, '对账单.xlsx')
    await runCommand(MigrateReconcile, [mapping, '--allow-code', '--output', book])
    expect(JSON.stringify(await readBook(book))).toContain(sha256(STEPS))
  })

  test('that changed makes the mapping another one: rows are looked at again, an interrupted run is not gone on with', async () => {
    const { folder, mapping, module } = await system()
    await runCommand(MigrateRun, [mapping, '--allow-code'])
    await writeFile(module, STEPS.replace('-01', '-02'))
    const again = await runCommand(MigrateRun, [mapping, '--allow-code', '--json'])
    expect(again.json?.result.entities[1]).toMatchObject({ updated: 1 })
    expect(units(folder)).toEqual(['政局-02'])

    inTarget(folder, (db) => db.exec("UPDATE hallkit_run SET state = 'running' WHERE id = 2"))
    await writeFile(module, STEPS.replace('-01', '-03'))
    expect(await runCommand(MigrateResume, [mapping, '--allow-code', '--json'])).toMatchObject({
      ...{ exitCode: 5, json: { error: { code: 'HK-MIG-021' } } },
    })
  })

  test('that throws, or gives anything but a text, keeps the row out with the reason', async () => {
    const cases = ['民政局', '林业局', '水利局', '教育局', '卫生局'].map((unit, n) =>
      oldCase(`A${n}`, { unit }),
    )
    const { mapping, folder } = await system('steps.mjs#wild', STEPS, cases)
    const { json } = await runCommand(MigrateRun, [mapping, '--allow-code', '--json'])

    expect(json?.result.entities[1]).toMatchObject({ created: 1, quarantined: 4 })
    const flaws = inTarget(folder, (db) =>
      db.prepare('SELECT flaws FROM hallkit_quarantine ORDER BY key').pluck().all(),
    ).map((one) => JSON.parse(String(one))[0])
    expect(flaws).toMatchObject([
      { code: 'HK-MIG-327', field: 'unit', params: { fault: 'threw', detail: '不认识的单位' } },
      { code: 'HK-MIG-327', params: { fault: 'type', detail: 'number' } },
      { code: 'HK-MIG-327', params: { fault: 'type', detail: '' } },
      { code: 'HK-MIG-301', field: 'unit' },
    ])
    const late = await system('steps.mjs#later')
    const plan = await runCommand(MigratePlan, [late.mapping, '--allow-code', '--json'])
    expect(plan.json?.result.reasons).toMatchObject([
      { code: 'HK-MIG-327', params: { fault: 'async' }, places: ['办件.csv:2'] },
    ])
  })

  test('is named with its consent where a command is to be run again', async () => {
    const cases = Array.from({ length: 5 }, (_, n) => oldCase(`A${n}`, { unit: '林业局' }))
    const { mapping } = await system('steps.mjs#wild', STEPS, cases)
    const limit = 'limits: { quarantine: { rows: 2, after: 0 } }'
    await writeFile(
      mapping,
      (await readFile(mapping, 'utf8')).replace('codes:', `${limit}\ncodes:`),
    )
    const { json } = await runCommand(MigrateRun, [mapping, '--allow-code', '--json'])

    expect(json?.error?.code).toBe('HK-MIG-022')
    expect(json?.error?.suggestions.join()).toMatch(/migrate run \S.* --allow-code/)
  })

  test.each([
    ['a function that it lacks', 'steps.mjs#plotNos', STEPS, 'HK-MIG-018', 'plotNo'],
    ['a module that is not there', 'step.mjs#plotNo', STEPS, 'HK-CODE-002', '不在'],
    ['code that cannot be run', 'steps.mjs#plotNo', 'export const (', 'HK-CODE-002', '不能运行'],
    ['a way out of the folder', '../steps.mjs#plotNo', STEPS, 'HK-YAML-005', 'lsp.yaml:'],
    ['a name without a function', 'steps.mjs', STEPS, 'HK-YAML-005', './steps.mjs#plotNo'],
  ])('%s is told before anything is read', async (_, step, text, code, said) => {
    const { mapping } = await system(step, text)
    const { json, exitCode } = await runCommand(MigrateLint, [mapping, '--allow-code', '--json'])

    expect([exitCode, json?.error?.code]).toEqual([2, code])
    expect([json?.error?.message, ...(json?.error?.suggestions ?? [])].join()).toContain(said)
  })

  test('may be CommonJS, or of several files: all of them are in its hash', async () => {
    const whole =
      "const { end } = require('./parts/end.js')\nexports.plotNo = (text) => text + end\n"
    const end = "exports.end = '-09'\n"
    const { folder, mapping } = await system('./steps.cjs#plotNo')
    await mkdir(join(folder, 'parts'))
    await writeFile(join(folder, 'steps.cjs'), whole)
    await writeFile(join(folder, 'parts', 'end.js'), end)
    await runCommand(MigrateRun, [mapping, '--allow-code'])

    expect(units(folder)).toEqual(['民政局-09'])
    expect((await runCommand(MigrateStatus, [mapping])).stdout).toContain(sha256(whole + end))
  })

  test('runs in the thread that reads, in the built program', async () => {
    const cases = [oldCase('A1'), oldCase('A2', { unit: '林业局' })]
    const { folder, mapping } = await system('steps.mjs#wild', STEPS, cases)
    const { code, stderr } = await hallkit('run', mapping)

    expect([code, stderr]).toEqual([1, ''])
    expect(units(folder)).toEqual(['民政局'])
  })

  const ENDLESS = `import { writeFileSync } from 'node:fs'
export const loop = (text) => {
  if (text === '林业局') for (;;) try { throw new Error() } catch {}
  return text
}
export const regex = (text) => (/^(?:\\w+\\s?)+$/.test(text === '林业局' ? 'x'.repeat(60) + '!' : text) ? '' : text)
export const waiting = (text) => {
  writeFileSync(new URL('./begun', import.meta.url), '')
  for (;;);
}
`
  const cases = [oldCase('A1'), oldCase('A2', { unit: '林业局' })]
  const endless = async (name: string, seconds = 0.3) => {
    const made = await system(`./steps.mjs#${name}`, ENDLESS, cases)
    const text = (await readFile(made.mapping, 'utf8'))
      .replace('codes:', `limits: { code: { seconds: ${seconds} } }\ncodes:`)
      .replace('单位: 民政局', '单位: 林业局')
      .replace(`#${name} },`, `#${name} }, { code: status_map },`)
    await writeFile(made.mapping, text)
    return made
  }

  test.each([
    ['run', MigrateRun, [], '办件.csv:3'],
    ['plan', MigratePlan, [], '办件.csv:3'],
    ['test', MigrateTest, [], 'tests[0]'],
    ['codes export', MigrateCodesExport, ['--output', 'codes.xlsx'], '办件.csv:3'],
  ])(
    'that does not return stops %s, with its name and the row',
    async (_, command, flags, place) => {
      for (const name of ['loop', 'regex']) {
        const { mapping } = await endless(name)
        const all = [mapping, ...flags, '--allow-code', '--json']
        const { json, exitCode } = await runCommand(command, all)
        expect([exitCode, json?.error?.code]).toEqual([5, 'HK-MIG-048'])
        expect(json?.error?.message).toContain(`./steps.mjs#${name} 算到 ${place} 一行，0.3 秒`)
      }
    },
  )

  test('that does not return keeps nobody waiting: Ctrl-C ends the built program at once', async () => {
    const { mapping, folder } = await endless('waiting', 86_400)
    const where = { cwd: folder, home: folder }
    const { child, ended } = startHallkit(['migrate', 'run', mapping, '--allow-code'], where)
    while (!existsSync(join(folder, 'begun'))) await sleep(20)
    child.kill('SIGINT')
    const { code, signal, stderr } = await ended
    expect([code, signal]).toEqual([3, null])
    expect(stderr).toContain('HK-INT-001')
  })

  test('in TypeScript runs where Node.js runs it, and is told by name where not', async () => {
    const { folder, mapping } = await system('./steps.ts#plotNo')
    await writeFile(
      join(folder, 'steps.ts'),
      "export const plotNo = (text: string) => text + '-T'\n",
    )
    const { code, stderr } = await hallkit('run', mapping)

    if ('typescript' in process.features && process.features.typescript !== false) {
      expect([code, units(folder)]).toEqual([0, ['民政局-T']])
    } else {
      expect([code, stderr]).toEqual([2, expect.stringContaining('是 TypeScript')])
    }
  })
})

async function hallkit(command: string, mapping: string) {
  const where = { cwd: dirname(mapping), home: dirname(mapping) }
  return startHallkit(['migrate', command, mapping, '--allow-code'], where).ended
}
