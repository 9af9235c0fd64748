import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import DrillResume from '../../src/commands/drill/resume.js'
import DrillRun from '../../src/commands/drill/run.js'
import { epochMs, instantFrom } from '../../src/lib/calendar/index.js'
import { type DrillPlan, expandPlan, inboxOf, linesOf } from '../../src/lib/drill/index.js'
import { type CountyHall, countyHall, planInput, withRounds } from '../support/drill.js'
import { drillOffices, type Offices } from '../support/drill-office.js'
import { runCommand } from '../support/run-command.js'

type Input = Awaited<ReturnType<typeof planInput>>

let input: Input
let site: CountyHall
let offices: Offices

beforeAll(async () => {
  input = await planInput(1)
  site = await countyHall(input)
  offices = await drillOffices(site)
})

beforeEach(() => site.renew())

afterAll(async () => {
  await site.server.close()
  await offices.leave()
})

/** The consultation of the first unit, with a cast, in one window that opens so many minutes from now. */
function planned(cast: Input['plays']['cast'], opens: number | null = null): DrillPlan {
  const { plan } = expandPlan({ ...input, plays: { ...input.plays, cast } })
  const unit = plan.units[0]?.code
  const short = withRounds(plan, (one) => one.script === 'consultation' && one.unit === unit)
  if (opens === null) return short
  const from = Math.floor(Date.now() / 1000) * 1000 + opens * 60_000
  const windows = [{ from: instantFrom(from), to: instantFrom(from + 7_200_000) }]
  const { until: _, ...rest } = short
  return { ...rest, batches: short.batches.map((batch) => ({ ...batch, windows })) }
}

const office = (plan: DrillPlan) => offices.open(plan, input.mapping.users)

/** What a person is told to write as the title. */
const titleIn = (text = '') => /标题写「(.+)」/.exec(text)?.[1] ?? ''

test('by real time a run waits for its window, and with --no-wait says when to come back', async () => {
  const plan = planned([], 60)
  const { run, play } = await office(plan)
  const { exitCode, json } = await runCommand(DrillRun, [...play, '--clock', 'real', '--no-wait'])

  expect([exitCode, json?.error?.code]).toEqual([3, 'HK-DRILL-019'])
  const due = instantFrom(epochMs(plan.batches[0]?.windows[0]?.from ?? '') + 60_000)
  expect(json?.error?.message).toMatch(
    /现在没有要办的，已停下：下一步要到 \d{4}-\d\d-\d\d \d\d:\d\d$/,
  )
  expect(
    (json?.error?.message ?? '').slice(-5) <= due.slice(11, 16) || due.startsWith('00', 11),
  ).toBe(true)
  const lines = linesOf(run)
  expect(lines.map(({ type }) => type)).toEqual(['run.started', 'run.paused'])
  expect(lines[1]?.data).toMatchObject({ because: 'HK-DRILL-019' })
})

test('the program ends while a person is awaited; what that person did meanwhile is found by drill resume', async () => {
  const plan = planned([{ role: 'applicant', by: 'human' }], -1)
  const { run, play } = await office(plan)
  const first = await runCommand(DrillRun, [...play, '--clock', 'real'])
  const [ask] = plan.steps
  const tasks = inboxOf(plan, linesOf(run), 'drill-1', { unit: null, person: null })
  await site.hall.perform({
    ...{ action: 'consultation.ask', id: null, as: ask?.account ?? '', idempotencyKey: 'by-hand' },
    input: { unit: ask?.unit ?? '', title: titleIn(tasks[0]?.ask), body: '请问几日办结' },
  })
  const again = await runCommand(DrillResume, [...play, '--no-wait'])

  expect([first.exitCode, first.json?.error?.code]).toEqual([3, 'HK-DRILL-010'])
  expect(first.json?.error?.message).toContain('已停下等人：1 家单位')
  expect([again.exitCode, again.json?.error?.code]).toEqual([3, 'HK-DRILL-019']) // a robot's next step takes its time
  const done = linesOf(run).filter(({ type }) => type === 'step.done')
  expect(done).toMatchObject([{ key: ask?.key, by: { kind: 'human', id: ask?.account } }])
  const clocks = linesOf(run).flatMap(({ data }) => data['clock'] ?? [])
  expect(clocks).toEqual(['real', 'real']) // resumed by the clock that it began with
})

test('by a scaled clock everything is played at its time, so many times as fast as the wall', async () => {
  const plan = planned([])
  const { run, play } = await office(plan)
  const started = Date.now()
  const { json } = await runCommand(DrillRun, [...play, '--clock', 'scaled:600'])
  const wall = Date.now() - started
  const lines = linesOf(run)
  const took = epochMs(lines.at(-1)?.at ?? '') - epochMs(lines[0]?.at ?? '')

  expect(json?.result.steps).toMatchObject({ total: plan.steps.length, done: plan.steps.length })
  expect(lines[0]?.data).toMatchObject({ clock: 'scaled:600' })
  expect(took).toBeLessThanOrEqual((wall + 1000) * 600)
  const least = plan.steps.reduce((sum, { takes }) => sum + takes * 1000, 0)
  expect(took).toBeGreaterThanOrEqual(least) // one after the other, each as long as it takes
  const seen = lines.filter(({ type }) => type === 'hall.seen')
  for (const { at, data } of seen)
    expect(epochMs(String(data['hallAt']))).toBeLessThanOrEqual(epochMs(at) + 600_000)
})
