// biome-ignore-all lint/suspicious/noTemplateCurlyInString: connector files hold ${CEL}
import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import QuarantineExport from '../../../src/commands/migrate/quarantine/export.js'
import QuarantineImport from '../../../src/commands/migrate/quarantine/import.js'
import QuarantineList from '../../../src/commands/migrate/quarantine/list.js'
import QuarantineSettle from '../../../src/commands/migrate/quarantine/settle.js'
import QuarantineWaive from '../../../src/commands/migrate/quarantine/waive.js'
import { targetFindings } from '../../../src/lib/migrate/doctor/target.js'
import {
  everything,
  listQuarantine,
  loadMapping,
  planMigration,
  settleRow,
} from '../../../src/lib/migrate/index.js'
import { opened, request, run } from '../../support/migration.js'
import { runCommand } from '../../support/run-command.js'
import { seeded } from '../../support/seeded.js'
import { type Fate, type SilentHall, silentHall } from '../../support/silent-hall.js'
import { tempFolder } from '../../support/temp-folder.js'

const isLong = process.env['HALLKIT_LONG'] === '1'
const cli = fileURLToPath(new URL('../../../bin/run.js', import.meta.url))

const ONE_BY_ONE = `
    request: { method: POST, path: /cases }
    body: { key: '\${record.key}', applicant: '\${record.data.applicant}' }
`
const SEVEN_AT_ONCE = `
    request: { method: POST, path: /cases }
    body: '\${records}'
    bulk: 7
`
const IN_TWO_STEPS = `
    steps:
      - request: { method: POST, path: /cases }
        body: { key: '\${record.key}' }
        commits: true
      - request: { method: POST, path: '/cases/\${record.key}/steps' }
        body: { steps: '\${record.history}' }
`
const connector = (action: string) => `apiVersion: hall-connector/v1
name: silent
title: 不答的大厅
environment: rehearsal
baseUrl: env:HALL_URL
limits: { ratePerSecond: 100000, timeoutMs: 5000 }
success: { when: status < 300, error: { message: body.message } }
auth: { kind: none }
actions:
  case.migrate:${action}`

const MAPPING = `version: 1
system: old-2010
source: { driver: csv, path: data }
target: { driver: hall, connector: silent.yaml }
entities:
  case:
    from: { table: 办件, key: [案号] }
    to: { table: case, unique: key }
    fields:
      key: { key: true }
      number: 编号
      unit: { const: U1 }
      state: { const: settled }
      applicant: 申请人
      at.submitted: 申请
      at.settled: 办结
`
const row = (n: number, applicant = `甲${n}`) =>
  `${n},旧〔2009〕${n}号,${applicant},2009-03-02,2009-03-20`
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1)

async function oldSystem(count: number, action = ONE_BY_ONE) {
  const folder = await tempFolder()
  await mkdir(join(folder, 'data'))
  await writeFile(join(folder, 'silent.yaml'), connector(action))
  await writeFile(join(folder, 'old.yaml'), MAPPING)
  await writeRows(
    folder,
    upTo(count).map((n) => row(n)),
  )
  return folder
}
const writeRows = (folder: string, rows: readonly string[]) =>
  writeFile(
    join(folder, 'data', '办件.csv'),
    `${['案号,编号,申请人,申请,办结', ...rows].join('\n')}\n`,
  )

async function hallOf(fate: (n: number, path: string) => Fate = () => 'well') {
  const hall = await silentHall(fate)
  onTestFinished(() => hall.close())
  process.env['HALL_URL'] = hall.url
  onTestFinished(() => {
    delete process.env['HALL_URL']
  })
  return hall
}

const mappingIn = (folder: string) => loadMapping(join(folder, 'old.yaml'), process.env)
const migrate = async (folder: string, scope = everything) =>
  run(await mappingIn(folder), { scope })
const replay = (folder: string) => migrate(folder, { ...everything, onlyQuarantine: true })

async function unknown(folder: string): Promise<readonly string[]> {
  const kept = await listQuarantine(await mappingIn(folder), { entities: null, all: false })
  for (const { flaws } of kept) expect(flaws).toMatchObject([{ code: 'HK-MIG-332' }])
  return kept.map(({ key }) => key)
}

/** A person looks in the hall for every row of which nobody knows what became of it. */
async function look(folder: string, hall: SilentHall) {
  const keys = await unknown(folder)
  await opened(await mappingIn(folder), async (migration) => {
    for (const key of keys) {
      const found = hall.records.some((one) => one.key === `old-2010/case/${key}`)
        ? 'there'
        : 'absent'
      const decision = { entity: 'case', key, by: '李某', reason: '到大厅查过' }
      await settleRow(migration, { ...decision, found })
    }
  })
  return keys
}
const keysIn = (hall: SilentHall) => hall.records.map(({ key }) => key).sort()
const everyOne = (count: number) =>
  upTo(count)
    .map((n) => `old-2010/case/${n}`)
    .sort()

/** Runs until nothing interrupts it; gives what broke and how it ended. */
async function untilDone(folder: string) {
  const breaks: unknown[] = []
  for (;;) {
    const ended = await migrate(folder).catch((error: unknown) => error)
    if (!(ended instanceof Error))
      return { breaks, ended: ended as Awaited<ReturnType<typeof run>> }
    breaks.push(Object(ended).code)
  }
}

const COUNT = isLong ? 600 : 40
test.each([
  ['one by one', ONE_BY_ONE, 12],
  ['seven at once', SEVEN_AT_ONCE, 4],
])(
  'a hall that neither knows a repeated call nor tells what it took gets every record once, sent %s over a line that breaks',
  async (_, action, chance) => {
    const below = seeded(20_261_122)
    const hall = await hallOf(() => {
      const fate = below(chance)
      return fate === 0 ? 'before' : fate === 1 ? 'after' : 'well'
    })
    const folder = await oldSystem(COUNT, action)
    const { breaks, ended } = await untilDone(folder)
    expect(breaks.length).toBeGreaterThan(0)
    expect(new Set(breaks)).toEqual(new Set(['HK-MIG-042']))
    const kept = await unknown(folder)
    expect(kept.length).toBeGreaterThanOrEqual(breaks.length)
    expect(ended).toMatchObject({ balanced: true, quarantine: { open: kept.length } })
    expect(ended.entities).toMatchObject([{ read: COUNT, quarantined: kept.length }])

    const calls = hall.calls()
    await migrate(folder)
    await replay(folder)
    expect(hall.calls()).toBe(calls) // nobody looked yet: nothing is tried

    for (let n = 0; (await look(folder, hall)).length > 0; n += 1) {
      await replay(folder).catch(({ code }) => expect(code).toBe('HK-MIG-042'))
      expect(n).toBeLessThan(COUNT)
    }
    expect(keysIn(hall)).toEqual(everyOne(COUNT))
    const last = await migrate(folder)
    expect(last.findings).toEqual([])
    expect(last.entities).toMatchObject([{ read: COUNT, same: COUNT, created: 0, quarantined: 0 }])
    expect(keysIn(hall)).toEqual(everyOne(COUNT))
  },
  120_000,
)

function killedRun(folder: string, hall: { kill: () => void }): Promise<number | null> {
  const child = spawn(process.execPath, [cli, 'migrate', 'run', join(folder, 'old.yaml')], {
    stdio: 'ignore',
  })
  hall.kill = () => child.kill('SIGKILL')
  return new Promise((resolve) => child.on('close', resolve))
}

test('killed while a call is out, the program does not send it again: a person looks first', async () => {
  const below = seeded(7)
  const killer = { kill: () => {} }
  const kills = new Map(
    upTo(isLong ? 20 : 1).map(
      (n) => [n * 9 + below(5), below(2) === 0 ? 'before' : 'after'] as const,
    ),
  )
  const hall = await hallOf((n) => {
    const fate = kills.get(n)
    if (fate !== undefined) killer.kill()
    return fate ?? 'well'
  })
  const count = isLong ? 200 : 15
  const folder = await oldSystem(count)
  const codes: (number | null)[] = []
  do codes.push(await killedRun(folder, killer))
  while (codes.at(-1) === null)
  expect(codes).toHaveLength(kills.size + 1)
  expect(codes.at(-1)).toBe(1)

  expect(await look(folder, hall)).toHaveLength(kills.size)
  const { entities, balanced } = await replay(folder)
  expect(balanced).toBe(true)
  expect(entities).toMatchObject([{ read: kills.size, created: kills.size }])
  expect(keysIn(hall)).toEqual(everyOne(count))
}, 120_000)

test('doctor says beforehand that a person will have to look', async () => {
  await hallOf()
  const folder = await oldSystem(1)
  expect(await targetFindings(await mappingIn(folder), { clock: Date.now })).toMatchObject([
    { code: 'HK-MIG-528', params: { entity: 'case', isOnce: true } },
  ])
})

test('a plan says which rows a run would keep out because nobody knows whether the hall took them', async () => {
  const hall = await hallOf((n) => (n === 2 ? 'after' : 'well'))
  const folder = await oldSystem(4)
  await expect(migrate(folder)).rejects.toMatchObject({
    ...{ code: 'HK-MIG-042', params: { first: 'old-2010/case/2', count: 1 } },
  })
  const plan = await planMigration(await mappingIn(folder), { ...request(), mark: 'x' })
  expect(plan.entities).toMatchObject([{ read: 4, created: 3, quarantined: 1 }])
  expect(plan.reasons).toMatchObject([{ code: 'HK-MIG-332', rows: 1 }])
  expect(hall.calls()).toBe(2)
})

test('what is refused after an earlier step of its call had begun may be there by half: a person looks', async () => {
  const hall = await hallOf((_, path) => (path.endsWith('2/steps') ? 'refused' : 'well'))
  const folder = await oldSystem(3, IN_TWO_STEPS)
  await expect(migrate(folder)).rejects.toMatchObject({ code: 'HK-MIG-042' })
  await migrate(folder)
  expect(await unknown(folder)).toEqual(['2'])
  expect(keysIn(hall)).toEqual(everyOne(3))
})

test('what was refused or never left the house is no unknown: it is sent again', async () => {
  const hall = await hallOf((n) => (n === 2 ? 'refused' : 'well'))
  const folder = await oldSystem(3)
  const { url } = hall
  process.env['HALL_URL'] = 'http://127.0.0.1:9'
  await expect(migrate(folder)).rejects.toMatchObject({ code: 'HK-HALL-001' })
  process.env['HALL_URL'] = url
  expect((await migrate(folder)).entities).toMatchObject([{ created: 2, quarantined: 1 }])
  expect((await migrate(folder)).entities).toMatchObject([{ created: 1, same: 2, quarantined: 0 }])
  expect(keysIn(hall)).toEqual(everyOne(3))
})

test('a row that changed after it was migrated is kept out for what it is; changed back, it is what it was', async () => {
  const hall = await hallOf()
  const folder = await oldSystem(2)
  await migrate(folder)
  await writeRows(folder, [row(1), row(2, '乙')])
  expect((await migrate(folder)).entities).toMatchObject([{ same: 1, quarantined: 1, updated: 0 }])
  const [kept] = await listQuarantine(await mappingIn(folder), { entities: null, all: false })
  expect(kept?.flaws).toMatchObject([{ code: 'HK-MIG-333', params: { dst: 'old-2010/case/2' } }])
  await writeRows(folder, [row(1), row(2)])
  expect((await migrate(folder)).entities).toMatchObject([{ same: 2, quarantined: 0 }])
  expect(hall.calls()).toBe(2)
})

test('the memory outlives a change of the mapping, and a row that went and came back', async () => {
  const hall = await hallOf((n) => (n === 2 ? 'after' : 'well'))
  const folder = await oldSystem(3)
  await expect(migrate(folder)).rejects.toMatchObject({ code: 'HK-MIG-042' })
  await migrate(folder)
  await writeRows(folder, [row(1), row(3)])
  const without = await migrate(folder)
  expect(without.entities).toMatchObject([{ read: 2, same: 2, quarantined: 0 }])
  expect(without.findings).toMatchObject([
    { code: 'HK-MIG-406', params: { count: 1, sample: ['old-2010/case/2'] } },
  ])
  await writeRows(folder, [row(1), row(2, '乙'), row(3)])
  const back = await migrate(folder)
  expect(back.entities).toMatchObject([{ read: 3, same: 2, quarantined: 1 }])
  expect(back.findings).toEqual([])
  expect(await unknown(folder)).toEqual(['2'])
  await look(folder, hall)
  await replay(folder)
  const [kept] = await listQuarantine(await mappingIn(folder), { entities: null, all: false })
  expect(kept?.flaws).toMatchObject([{ code: 'HK-MIG-333' }]) // it is there as it was sent, not as it is now
  await writeRows(folder, [row(1), row(2), row(3)])
  expect((await migrate(folder)).entities).toMatchObject([{ created: 1, same: 2 }])
  expect(keysIn(hall)).toEqual(everyOne(3))
})

test('what was taken before a break, and is gone from the source after it, is told', async () => {
  const hall = await hallOf((n) => (n === 3 ? 'before' : 'well'))
  const folder = await oldSystem(4)
  await expect(migrate(folder)).rejects.toMatchObject({ code: 'HK-MIG-042' })
  await writeRows(folder, [row(2), row(3), row(4)])
  const { entities, findings } = await migrate(folder)
  expect(entities).toMatchObject([{ read: 3, created: 2, quarantined: 1 }])
  expect(findings).toMatchObject([{ code: 'HK-MIG-406', params: { sample: ['old-2010/case/1'] } }])
  expect(keysIn(hall)).toEqual(['old-2010/case/1', 'old-2010/case/2', 'old-2010/case/4'])
})

const decision = (key: string) => [
  ...['--entity', 'case', '--key', key, '--by', '李某', '--because', '到大厅查过'],
]

test('the officer is told in words, answers for the row or in the sheet, and can decide nothing else before', async () => {
  const hall = await hallOf((n) => (n === 2 || n === 4 ? (n === 2 ? 'after' : 'before') : 'well'))
  const folder = await oldSystem(5)
  const file = join(folder, 'old.yaml')
  await untilDone(folder)
  const list = await runCommand(QuarantineList, [file])
  expect(list.stdout).toContain('大厅收没收不明；查清以前不再送')
  const waived = await runCommand(QuarantineWaive, [file, ...decision('2'), '--json'])
  expect(waived).toMatchObject({ exitCode: 2, json: { error: { code: 'HK-MIG-043' } } })

  const sheet = join(folder, '退回待改.xlsx')
  await runCommand(QuarantineExport, [file, '--output', sheet])
  const { readBook, writeLists } = await import('../../../src/lib/sheets/index.js')
  const answer = async (way: string) => {
    const { sheets } = await readBook(sheet)
    const [head, ...rows] = sheets[0]?.rows.map(({ cells }) => cells) ?? []
    const at = head?.indexOf('处理') ?? -1
    const filled = rows.map((cells) => cells.map((cell, index) => (index === at ? way : cell)))
    const columns = head?.map((title) => ({ title, width: 10 })) ?? []
    await writeFile(sheet, await writeLists([{ name: 'case', columns, rows: filled }]))
    const told = ['--by', '李某', '--because', '到大厅查过', '--json']
    return (await runCommand(QuarantineImport, [file, sheet, ...told])).json?.result
  }
  expect((await answer('不迁')).findings).toMatchObject([
    { code: 'HK-MIG-514', params: { key: '2', why: 'unsure' } },
    { code: 'HK-MIG-514', params: { key: '4', why: 'unsure' } },
  ])
  expect(await answer('大厅没有')).toMatchObject({ settled: 2, findings: [] })
  expect(await answer('大厅没有')).toMatchObject({ settled: 0, known: 2 })
  // The first answer about one of them was wrong.
  const settled = await runCommand(QuarantineSettle, [file, ...decision('2'), '--there', '--json'])
  expect(settled.json?.result).toEqual({ entity: 'case', key: '2', there: true })
  expect((await replay(folder)).entities).toMatchObject([{ read: 2, created: 2 }])
  expect(keysIn(hall)).toEqual(everyOne(5))
  expect(await answer('大厅没有')).toMatchObject({ known: 2, findings: [] })
  const again = await runCommand(QuarantineSettle, [file, ...decision('3'), '--there', '--json'])
  expect(again.json?.error).toMatchObject({ code: 'HK-MIG-026' })
})
