import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import DrillResume from '../../src/commands/drill/resume.js'
import DrillRun from '../../src/commands/drill/run.js'
import DrillScore from '../../src/commands/drill/score.js'
import DrillStatus from '../../src/commands/drill/status.js'
import DrillVerify from '../../src/commands/drill/verify.js'
import {
  createRun,
  type DrillPlan,
  expandPlan,
  factsOf,
  linesOf,
  openRun,
  runDrill,
  runPaths,
  virtualClock,
} from '../../src/lib/drill/index.js'
import { takeLock } from '../../src/lib/workspace/index.js'
import {
  type CountyHall,
  countyHall,
  type DrillCounty,
  drillPlan,
  planInput,
  playOut,
  withRounds,
} from '../support/drill.js'
import { drillOffices, type Office, type Offices } from '../support/drill-office.js'
import { runCommand } from '../support/run-command.js'

let offices: Offices
let site: CountyHall
let county: DrillCounty
let plan: DrillPlan
/** A run that was played to its end in a sound hall, and its journal halfway there. */
let golden: string
let half: string

const HALF = 40
const linesIn = (text: string) => text.split('\n').length - 1

beforeAll(async () => {
  county = await planInput(1)
  site = await countyHall(county)
  offices = await drillOffices(site)
  plan = withRounds(await drillPlan(1), ({ theme }) => theme === 'supervise')
  golden = (await createRun(join(offices.home, 'golden'), 'drill-1', plan)).folder
  const desk = { hall: site.hall, clock: virtualClock(site.hall), now: Date.now }
  const run = runDrill(desk, openRun(golden))
  for (let n = 0, kind = ''; n < HALF || kind !== 'progress'; n += 1) {
    const { value } = await run.next()
    kind = 'kind' in value ? value.kind : ''
  }
  half = await readFile(runPaths(golden).journal, 'utf8')
  await site.keep('half')
  await playOut(run)
})

beforeEach(() => site.renew())

afterAll(async () => {
  await site.server.close()
  await offices.leave()
})

/** A workspace with one run that nobody has begun; `people` have passwords on this machine. */
const office = (locked = plan, people = county.mapping.users) => offices.open(locked, people)

/** The same broken off halfway, with what a kill left of the next line; the hall is where it was then. */
async function brokenOff(torn = ''): Promise<Office> {
  await site.renew('half')
  const made = await office()
  await writeFile(made.journal, half + torn)
  return made
}

type Done = Awaited<ReturnType<typeof runCommand>>

/** How a command ended, in the words that a person reads. */
const ending = ({ exitCode, json }: Done) => [exitCode, json?.error?.code, json?.error?.message]

test('a last line torn off by a kill is put aside, and the run goes on to the same facts', async () => {
  const { run, journal, look, play } = await brokenOff('{"v":1,"at":"2015-04-')
  const status = await runCommand(DrillStatus, look)
  const verify = await runCommand(DrillVerify, look)
  const told = await runCommand(DrillVerify, look.slice(0, 2))
  expect(await readFile(journal, 'utf8')).toMatch(/"at":"2015-04-$/) // reading mends nothing
  const gone = await runCommand(DrillResume, play)

  expect([status.exitCode, status.json?.result.state]).toEqual([0, 'broken-off'])
  expect([verify.exitCode, verify.json?.result]).toMatchObject([
    0,
    { lines: linesIn(half), torn: true },
  ])
  expect(told.stderr).toContain('最后一行未写完（程序被终止所致），继续演练时会自动另存')
  expect([gone.exitCode, gone.json?.result.steps]).toMatchObject([1, { done: plan.steps.length }])
  expect(await readFile(join(run, 'journal.torn'), 'utf8')).toBe('{"v":1,"at":"2015-04-\n')
  expect(factsOf(linesOf(run))).toEqual(factsOf(linesOf(golden)))
})

test.each([
  [
    'changed',
    (lines: string[]) => lines.with(5, lines[5]?.replace('u01', 'u02') ?? ''),
    '与上一行的校验对不上',
  ],
  ['made unreadable', (lines: string[]) => lines.with(5, '{"v":1,'), '该行已损坏'],
  ['taken out', (lines: string[]) => lines.toSpliced(5, 1), '与上一行的校验对不上'],
])(
  'a journal with a line %s in the middle is refused by everybody, with the line',
  async (_how, damage, words) => {
    const { journal, look, play } = await office()
    const lines = (await readFile(runPaths(golden).journal, 'utf8')).split('\n')
    await writeFile(journal, damage(lines).join('\n'))
    const text = await readFile(journal, 'utf8')
    for (const done of [
      await runCommand(DrillRun, play),
      await runCommand(DrillStatus, look),
      await runCommand(DrillVerify, look),
    ]) {
      expect(ending(done)).toEqual([2, 'HK-DRILL-003', expect.stringContaining(words)])
      expect(done.json?.error?.message).toMatch(/第 [67] 行/)
    }
    expect(await readFile(journal, 'utf8')).toBe(text)
  },
)

test('a plan that was changed after it was locked is not gone on with', async () => {
  const { run, look, play } = await brokenOff()
  const { plan: file } = runPaths(run)
  const lock = JSON.parse(await readFile(file, 'utf8'))
  lock.plan.steps[0].takes += 60
  await writeFile(file, JSON.stringify(lock))
  for (const done of [
    await runCommand(DrillResume, play),
    await runCommand(DrillRun, play),
    await runCommand(DrillScore, look),
  ]) {
    expect(ending(done)).toEqual([
      2,
      'HK-DRILL-004',
      expect.stringContaining('计划在锁定之后被改动'),
    ])
  }
  expect(linesOf(run)).toHaveLength(linesIn(half))
})

test('while one program plays a run a second is turned away, and whoever only looks is not', async () => {
  const { run, look, play } = await brokenOff()
  const release = takeLock(runPaths(run).lock, '2026-01-01T09:00:00+08:00')
  const second = await runCommand(DrillRun, play)
  const status = await runCommand(DrillStatus, look)
  release()

  expect(ending(second)).toEqual([5, 'HK-WORK-007', expect.stringContaining(`进程 ${process.pid}`)])
  expect([status.exitCode, status.json?.result.state]).toEqual([0, 'running'])
  expect((await runCommand(DrillRun, play)).json?.result.steps.done).toBe(plan.steps.length)
})

test.each([
  ['real', 'HK-DRILL-020', '的时钟慢 5 分 0 秒'],
  ['virtual', 'HK-HALL-024', '的时钟不对：拨到 2015-04-08T08:32:00+08:00，却显示 2015-04-08T08:27'],
])(
  'in a hall whose clock is five minutes off nothing is played by the clock %s',
  async (clock, code, words) => {
    const { play } = await office()
    await site.misbehave([{ kind: 'clock-skew', amount: -300 }])
    const done = await runCommand(DrillRun, [...play, '--clock', clock])
    const dry = await runCommand(DrillRun, [...play, '--clock', clock, '--dry'])

    expect(ending(done)).toEqual([4, code, expect.stringContaining(words)])
    expect(dry.exitCode).toBe(clock === 'real' ? 4 : 0) // a dry run sets no clock
    expect(await site.hall.count('event')).toBe(0)
  },
)

test('an account that the hall does not hold, or this machine has no password for, is named before anything happens', async () => {
  const account = plan.steps[0]?.account ?? ''
  const strange = plan.steps.map((one) =>
    one.account === account ? { ...one, account: 'u99' } : one,
  )
  const [absent, keyless] = [
    await office({ ...plan, steps: strange }),
    await office(
      plan,
      county.mapping.users.filter(({ workNo }) => workNo !== account),
    ),
  ]
  const missing = await runCommand(DrillRun, absent.play)
  const locked = await runCommand(DrillRun, keyless.play)

  expect(ending(missing)).toEqual([
    2,
    'HK-HALL-016',
    expect.stringMatching(/还缺 1 个演练账号.*如 u99/),
  ])
  expect(missing.json?.error?.suggestions.join()).toContain('hallkit hall push')
  expect(ending(locked)).toEqual([
    2,
    'HK-HALL-015',
    expect.stringContaining(`「${account}」的口令`),
  ])
  expect([linesOf(absent.run), linesOf(keyless.run)]).toEqual([[], []])
})

test('an account of somebody who acts in person needs no password here; one in whose stead a robot may act does', async () => {
  const account = plan.steps[0]?.account ?? ''
  const people = county.mapping.users.filter(({ workNo }) => workNo !== account)
  const byHand = (understudy: object) => ({
    ...plan,
    steps: plan.steps.map((one) =>
      one.account === account ? { ...one, by: 'human' as const, ...understudy } : one,
    ),
  })
  const alone = await office(byHand({}), people)
  const stoodIn = await office(byHand({ understudy: 60 }), people)
  const admitted = await runCommand(DrillRun, [...alone.play, '--dry'])
  const refused = await runCommand(DrillRun, [...stoodIn.play, '--dry'])

  expect(admitted.exitCode).toBe(0)
  expect(ending(refused).slice(0, 2)).toEqual([2, 'HK-HALL-015'])
  expect(refused.json?.error?.suggestions.join()).toContain('users apply')
})

test('a unit without items is exempt by the clause of the notice, plays the rest, and costs nobody anything', async () => {
  const input = await planInput(1)
  const unit = input.pack.units.at(-1)
  const items = input.items.filter((item) => item.unit.code !== unit?.code)
  const { plan: poor } = expandPlan({ ...input, items })
  const rounds = withRounds(poor, ({ theme }) => theme === 'supervise')
  const { look, play } = await office(rounds)
  await runCommand(DrillRun, play)
  const score = await runCommand(DrillScore, [...look, '--unit', unit?.short ?? ''])
  const r2 = score.json?.result.results.find(
    ({ requirement }: { requirement: string }) => requirement === 'R2',
  )

  expect(poor.rounds.filter((one) => one.unit === unit?.code && one.theme === 'service')).toEqual(
    [],
  )
  expect(r2).toMatchObject({ verdict: 'exempt', because: expect.stringContaining('三级') })
  const own = score.json?.result.units.find(({ code }: { code: string }) => code === unit?.code)
  expect(own.missed).not.toContain('R2')
})
