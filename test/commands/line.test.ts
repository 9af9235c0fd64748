import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import DrillRun from '../../src/commands/drill/run.js'
import HallCheck from '../../src/commands/hall/check.js'
import HallPush from '../../src/commands/hall/push.js'
import Inbox from '../../src/commands/inbox.js'
import Init from '../../src/commands/init.js'
import ReportBuild from '../../src/commands/report/build.js'
import Status from '../../src/commands/status.js'
import UsersGenerate from '../../src/commands/users/generate.js'
import { templatesDir } from '../../src/lib/assets/index.js'
import { keptCheck } from '../../src/lib/hall/index.js'
import { type StartedHall, startWorkspaceHall } from '../../src/lib/reference-hall/index.js'
import { openWorkspace } from '../../src/lib/workspace/index.js'
import { type OwnMachine, ownMachine } from '../support/own-machine.js'
import { runCommand } from '../support/run-command.js'

/** The line of README, command by command, with what three units and the county office sent. */
const SENT = /城管局|财政局|县级人员/
const fixtures = fileURLToPath(new URL('../../fixtures/menghai/inbox', import.meta.url))
let machine: OwnMachine
let dir: string
let hall: StartedHall | undefined

beforeAll(async () => {
  machine = await ownMachine()
  dir = join(machine.home, '勐海 演练(1)')
})

afterAll(async () => {
  await hall?.close()
  await machine.leave()
})

const here = (...argv: string[]) => [...argv, '--workspace', dir]
const next = async () => (await runCommand(Status, here('--json'))).json?.result

async function startHall(): Promise<StartedHall> {
  const secretsDir = join(machine.home, 'config', 'hallkit', 'halls')
  const options = { secretsDir, port: 0, templatesDir: templatesDir(), nowMs: Date.now }
  return startWorkspaceHall(await openWorkspace(dir), { ...options, survives: 'kill' })
}

test('a new workspace waits for sheets', async () => {
  await runCommand(Init, [dir, '--notice', 'menghai-2015'])

  expect(await next()).toMatchObject({ stage: 'collect', next: 'hallkit inbox', runs: [] })
})

test('after the inbox accounts are next, and who sent nothing is named', async () => {
  const sent = (await readdir(fixtures)).filter((name) => SENT.test(name))
  for (const name of sent) await cp(join(fixtures, name), join(dir, 'inbox', name))
  await runCommand(Inbox, here())

  const { stage, next: command, missing } = await next()
  expect([stage, command]).toEqual(['mapping', 'hallkit users generate'])
  expect(missing).toContainEqual(
    expect.objectContaining({ kind: 'form', unitName: '勐海县公安局', state: 'missing' }),
  )
})

test('without a hall neither push nor run begins, and both say how to start one', async () => {
  await runCommand(UsersGenerate, here())

  expect(await next()).toMatchObject({ stage: 'hall', next: 'hallkit hall start' })
  for (const command of [HallPush, DrillRun]) {
    const { exitCode, json } = await runCommand(command, here('--json'))
    expect([exitCode, json?.error?.code]).toEqual([2, 'HK-DRILL-007'])
    expect(json?.error?.suggestions.join()).toContain('hallkit hall start')
  }
})

test('in an empty hall the drill is refused before anything is locked, and points to push', async () => {
  hall = await startHall()
  const { exitCode, json } = await runCommand(DrillRun, here('--json'))

  expect([exitCode, json?.error?.code]).toEqual([2, 'HK-HALL-016'])
  expect(json?.error?.suggestions.join()).toContain('hallkit hall push')
  expect(await readdir(join(dir, 'runs'))).toEqual([])
  expect(await next()).toMatchObject({ stage: 'hall', next: 'hallkit hall push' })
})

test('a second hall of the same workspace is refused with the address of the first', async () => {
  await expect(startHall()).rejects.toMatchObject({
    code: 'HK-HALL-017',
    params: { url: hall?.url },
  })
})

test('push shows first, then does exactly that, then finds nothing to do', async () => {
  const dry = (await runCommand(HallPush, here('--dry-run', '--json'))).json?.result
  const shown = (await runCommand(HallPush, here('--dry-run'))).stdout
  const done = (await runCommand(HallPush, here('--json'))).json?.result
  const again = (await runCommand(HallPush, here('--json'))).json?.result

  expect(shown).toContain('尚未改动')
  expect(dry).toEqual({ ...done, dryRun: true })
  expect(done.units).toEqual({ created: 29, updated: 0, unchanged: 0 })
  expect(again.users).toEqual({ created: 0, updated: 0, unchanged: done.users.created })
  expect(await next()).toMatchObject({ stage: 'drill', next: 'hallkit drill run' })
})

test('the drill of 2015 plays in a hall that was started today', async () => {
  const { json } = await runCommand(DrillRun, here('--json'))

  expect(json?.result.steps).toMatchObject({ failed: 0, unknown: 0, skipped: 0, waiting: 0 })
  expect(await next()).toMatchObject({ stage: 'report', next: 'hallkit report build' })
}, 60_000)

test('the same hall cannot be drilled in again, and the message says what can', async () => {
  const { exitCode, json } = await runCommand(DrillRun, here('--json'))

  expect([exitCode, json?.error?.code]).toEqual([2, 'HK-DRILL-008'])
  expect(await readdir(join(dir, 'runs'))).toEqual(['drill-1'])
})

test('the report is written in four editions; one that is open in WPS is saved beside, and said so', async () => {
  const first = (await runCommand(ReportBuild, here('--json'))).json?.result
  const docx = first.files[0].path
  await mkdir(join(docx, '..'), { recursive: true })
  await writeFile(docx.replace(/([^/\\]+)$/, '~$$$1'), '')
  const second = await runCommand(ReportBuild, here('--json', '--day', '2015-04-30'))
  const told = await runCommand(ReportBuild, here('--out', join(machine.home, '上报')))

  expect(first.files).toHaveLength(4)
  expect(second.json?.result.files[0].path).toMatch(/ \(2\)\.docx$/)
  expect(second.json?.result.files[0].note).toContain('已另存为')
  expect(await readdir(join(machine.home, '上报'))).toHaveLength(4)
  expect(told.stdout).toContain('结论：')
  expect(await next()).toMatchObject({ stage: 'done', next: null })
}, 60_000)

test('a check of the hall goes into the next report, unless it is damaged or of another hall', async () => {
  const kept = join(dir, '.hallkit', 'hall-check.json')
  const settings = join(dir, 'hallkit.yaml')
  const own = await readFile(settings, 'utf8')
  const build = async () => {
    const { files, findings } = (await runCommand(ReportBuild, here('--json'))).json?.result ?? {}
    const { abilities } = JSON.parse(await readFile(files.at(-1).path, 'utf8'))
    return { abilities, codes: findings.map(({ code }: { code: string }) => code) }
  }
  const look = async () => keptCheck(await openWorkspace(dir))
  const unchecked = await look()
  const first = (await runCommand(HallCheck, here('--level', 'L2', '--json'))).json?.result
  const checked = await build()
  await runCommand(HallCheck, here('--level', 'L1', '--hall', first.url))
  const named = await look()
  await writeFile(settings, own.replace(/url: null/, 'url: http://127.0.0.1:9'))
  const moved = await look()
  await writeFile(settings, own)
  const elsewhere = { connector: null, url: 'http://127.0.0.1:9' }
  const played = await keptCheck(await openWorkspace(dir), elsewhere)
  await writeFile(kept, '{"hallCheck": 1, "of": ')
  const damaged = await build()

  expect([first.level, unchecked]).toEqual(['L2', { check: null, finding: null }])
  expect([checked.codes, checked.abilities]).toMatchObject([
    [],
    { url: hall?.url, connector: null },
  ])
  expect(checked.abilities.capabilities).toContainEqual(
    expect.objectContaining({ id: 'case.list', capability: '看办件清单', result: '能' }),
  )
  expect(named.check?.capabilities).toHaveLength(2) // the same hall, by its address: 连得上, 登得进
  expect(played).toEqual(moved) // the run says where it was played, whatever hallkit.yaml says
  expect(moved).toMatchObject({ check: null, finding: { code: 'HK-HALL-109' } })
  expect(damaged).toEqual({ abilities: null, codes: ['HK-HALL-108'] })
}, 60_000)

test('status names what is overdue on a day, in words and as data', async () => {
  const early = (await runCommand(Status, here('--on', '2015-03-01', '--json'))).json?.result
  const { stdout } = await runCommand(Status, here('--on', '2015-04-11'))
  const wrong = await runCommand(Status, here('--on', '4月11日', '--json'))

  expect(early.overdue).toEqual([])
  expect(stdout).toContain('逾期：重新填报事项信息梳理表（附件2）')
  expect(stdout).toContain('各步都已做完')
  expect([wrong.exitCode, wrong.json?.error?.code]).toEqual([2, 'HK-CAL-002'])
})

test('a hall that was killed is not found any more', async () => {
  await hall?.close()
  hall = undefined
  const { state } = (await openWorkspace(dir)).paths
  await writeFile(
    join(state, 'hall.json'),
    '{"url":"http://127.0.0.1:9","pid":999999,"started":"x"}',
  )

  expect((await next()).hall).toEqual({ url: null, state: 'none', toPush: null })
})
