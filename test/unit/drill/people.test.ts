import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { epochMs, instantFrom } from '../../../src/lib/calendar/index.js'
import {
  createRun,
  type DrillClock,
  type DrillDesk,
  type DrillPlan,
  expandPlan,
  inboxOf,
  linesOf,
  openRun,
  type RunFolder,
  type RunReview,
  runDrill,
  scoreRun,
  submit,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import type { HallConnection } from '../../../src/lib/hall/index.js'
import {
  type CountyHall,
  countyHall,
  type DrillCounty,
  planInput,
  playOut,
  steadyClock,
  withRounds,
} from '../../support/drill.js'
import { tempFolder } from '../../support/temp-folder.js'

let site: CountyHall
let hall: HallConnection

beforeAll(async () => {
  site = await countyHall(await planInput(1))
  hall = site.hall
})

beforeEach(() => site.renew())

afterAll(() => site.server.close())

type Cast = NonNullable<Parameters<typeof expandPlan>[0]['plays']['cast']>

/** Consultations and complaints of one unit of each batch, with the cast given. */
async function talks(cast: Cast): Promise<{ county: DrillCounty; plan: DrillPlan }> {
  const input = await planInput(1)
  const { plan } = expandPlan({ ...input, plays: { ...input.plays, cast } })
  return { county: input, plan: withRounds(plan, ({ theme }) => theme === 'supervise') }
}

interface Scene {
  readonly at: string
  readonly act: () => unknown
}

/** A clock that goes by itself: whatever the scenes say happens on the way, at its own time. */
function dayClock(scenes: Scene[], from: string): DrillClock & { skipTo: (at: string) => void } {
  let now = epochMs(from)
  const turn = (at: number) => {
    now = Math.max(now, at)
    return hall.setClock(instantFrom(now))
  }
  return {
    name: 'real',
    glance: 600_000,
    now: () => now,
    skipTo: (at) => {
      now = epochMs(at)
    },
    waitUntil: async (at, signal) => {
      for (let next = scenes[0]; next && epochMs(next.at) <= at; next = scenes[0]) {
        scenes.shift()
        await turn(epochMs(next.at))
        await next.act()
        if (signal?.aborted) return
      }
      await turn(at)
    },
  }
}

/** A person at the hall's own screens: no tag, no key of ours. */
function acting(folder: RunFolder, plan: DrillPlan) {
  let n = 0
  return async (step: string, unit: number) => {
    const code = plan.units[unit]?.code
    const [script = '', name = ''] = step.split('/')
    const planned = plan.steps.find(({ key }) => key === `${step}@${code}#1`)
    const opener = script === 'complaint' ? 'file' : 'ask'
    const opened = linesOf(folder.folder).find(
      ({ type, key }) => type === 'step.done' && key === `${script}/${opener}@${code}#1`,
    )
    const { id } = (opened?.data['keep'] ?? {}) as { id: string }
    const call = plan.scripts.find((one) => one.id === script)?.steps[name]?.do
    n += 1
    await hall.perform({
      ...{ action: call?.call ?? '', id, as: planned?.account ?? '' },
      input: call?.with['answer'] ? { answer: '已当面答复' } : {},
      idempotencyKey: `hand-${n}`,
    })
  }
}

const on = (time: string, day = '08') => `2015-04-${day}T${time}:00+08:00`

test('a day with people: three stops, a pause, somebody late, a robot standing in; verdicts as worked out by hand', async () => {
  const { plan, county } = await talks([
    { role: 'replier', batch: 'b1', by: 'human', understudy: '1h' },
    { role: 'reply_auditor', batch: 'b1', by: 'human' },
    { role: 'reply_auditor', batch: 'b2', by: 'human', understudy: '2h' },
  ])
  const folder = await createRun(join(await tempFolder(), 'r1'), 'r1', plan)
  const act = acting(folder, plan)
  let stop = new AbortController()
  let n = 0
  const ask = async (type: 'run.paused' | 'run.resumed', data: object) => {
    n += 1
    const review = { folder, lines: linesOf(folder.folder), state: 'running', ended: new Set() }
    const request = { type, by: { kind: 'operator', id: '王某' }, data: { ...data } } as const
    let wall = 0
    const outside = { now: () => (wall += 3000), newId: () => `p${n}` }
    await submit(review as unknown as RunReview, request, outside)
  }
  const scenes: Scene[] = [
    { at: on('08:50'), act: () => act('consultation/reply', 0) },
    { at: on('09:00'), act: () => ask('run.paused', { because: 'operator', reason: '领导讲话' }) },
    { at: on('09:20'), act: () => ask('run.resumed', { clock: 'real' }) },
    { at: on('09:40'), act: () => stop.abort() },
    { at: on('11:00'), act: () => act('consultation/audit', 0) },
    { at: on('11:10'), act: () => act('complaint/audit', 0) },
    { at: on('12:30'), act: () => stop.abort() },
    { at: on('17:50'), act: () => act('consultation/publish', 0) },
    { at: on('18:30'), act: () => stop.abort() },
    { at: on('09:00', '09'), act: () => act('consultation/audit', 1) },
    { at: on('09:10', '09'), act: () => act('complaint/audit', 1) },
  ]
  const clock = dayClock(scenes, on('08:25'))
  const desk = (): DrillDesk => ({
    hall,
    clock,
    now: steadyClock(),
    stays: true,
    signal: stop.signal,
  })
  for (const resumedAt of [on('10:00'), on('14:30'), on('08:00', '09')]) {
    const { outcome } = await playOut(runDrill(desk(), openRun(folder.folder)))
    expect(outcome).toEqual({ status: 'paused', problem: null })
    clock.skipTo(resumedAt)
    stop = new AbortController()
  }
  const { outcome } = await playOut(runDrill(desk(), openRun(folder.folder)))
  const lines = linesOf(folder.folder)
  const [a = '', b = ''] = plan.units.map(({ code }) => code)
  const first = (type: string, key: string) =>
    epochMs(lines.find((line) => line.type === type && line.key === key)?.at ?? '')

  expect(outcome).toEqual({ status: 'finished' })
  expect(lines.filter(({ type }) => type === 'run.paused')).toHaveLength(4)
  // One hour of open time after it opened, 09:00-09:20 and 09:40-10:00 left out: 100 minutes on the wall.
  const reply = `complaint/reply@${a}#1`
  const stoodIn = first('step.understudied', reply) - first('step.opened', reply)
  expect(Math.round(stoodIn / 60_000)).toBe(100)
  const publish = `consultation/publish@${b}#1`
  expect(first('step.understudied', publish) - first('step.opened', publish)).toBe(7_200_000)

  const score = scoreRun(plan, lines, county.pack)
  const verdict = (requirement: string, unit: string) =>
    score.results.find((one) => one.requirement === requirement && one.unit === unit)?.verdict
  expect({
    consultationA: verdict('R4', a),
    complaintA: verdict('R5', a),
    consultationB: verdict('R4', b),
    complaintB: verdict('R5', b),
  }).toEqual({
    consultationA: 'late',
    complaintA: 'met',
    consultationB: 'missed',
    complaintB: 'met',
  })
  const how = (key: string) => lines.find((line) => line.type === 'step.done' && line.key === key)
  expect(how(`consultation/publish@${a}#1`)).toMatchObject({
    by: { kind: 'human' },
    data: { how: 'human' },
  })
  expect(how(publish)).toMatchObject({ by: { kind: 'understudy' }, data: { how: 'understudy' } })
  expect(score.steps).toMatchObject({ done: plan.steps.length, waiting: 0 })
})

test('with only people left the run pauses and says who; what they do in the hall is seen by the next life', async () => {
  const { plan, county } = await talks([{ role: 'replier', by: 'human' }])
  const folder = await createRun(join(await tempFolder(), 'r1'), 'r1', plan)
  const act = acting(folder, plan)
  const desk = () => ({ hall, clock: virtualClock(hall), now: steadyClock() })
  const whose = { unit: null, person: null }
  for (const unit of [0, 1]) {
    const { outcome } = await playOut(runDrill(desk(), folder))
    expect(outcome).toMatchObject({ status: 'paused', problem: { code: 'HK-DRILL-010', exit: 3 } })
    const tasks = inboxOf(plan, linesOf(folder.folder), 'r1', whose)
    expect(tasks.map(({ title }) => title).sort()).toEqual(['答复咨询', '答复投诉'])
    expect(tasks.map((task) => task.unit)).toEqual([plan.units[unit]?.code, plan.units[unit]?.code])
    expect(tasks[0]?.ask).toMatch(/答复 [A-Z\d-]+/)
    await act('consultation/reply', unit)
    await act('complaint/reply', unit)
  }
  expect((await playOut(runDrill(desk(), folder))).outcome).toEqual({ status: 'finished' })
  const results = scoreRun(plan, linesOf(folder.folder), county.pack).results
  const verdicts = results.filter(({ theme }) => theme === 'supervise')
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['met', 'met', 'met', 'met'])
})

test('an absent unit makes up for it before the report is due: late, not missed, in the same run', async () => {
  const { plan, county } = await talks([])
  const folder = await createRun(join(await tempFolder(), 'r1'), 'r1', plan)
  const unit = plan.units[1]?.code ?? ''
  const review = () =>
    ({
      folder,
      lines: linesOf(folder.folder),
      state: 'ready',
      ended: new Set(),
    }) as unknown as RunReview
  const by = { kind: 'operator', id: '王某' } as const
  const outside = { now: steadyClock(), newId: () => 'x' }
  await submit(review(), { type: 'unit.absent', unit, by, data: { because: '开会' } }, outside)
  const desk = () => ({ hall, clock: virtualClock(hall), now: steadyClock() })
  const { outcome } = await playOut(runDrill(desk(), folder))
  expect(outcome).toMatchObject({ problem: { code: 'HK-DRILL-010' } })

  const span = { units: [unit], from: on('08:30', '10'), to: on('12:00', '10') }
  await submit(review(), { type: 'makeup.opened', by, data: span }, outside)
  await playOut(runDrill(desk(), folder))
  const score = scoreRun(plan, linesOf(folder.folder), county.pack)
  const own = score.results.filter((one) => one.unit === unit && one.theme === 'supervise')
  expect(own.map(({ verdict }) => verdict)).toEqual(['late', 'late'])
  expect(score.steps.waiting).toBe(0)
})

test('a run that an operator paused does nothing until it is told to go on, and then everything', async () => {
  const { plan } = await talks([])
  const folder = await createRun(join(await tempFolder(), 'r1'), 'r1', plan)
  const review = () =>
    ({
      folder,
      lines: linesOf(folder.folder),
      state: 'ready',
      ended: new Set(),
    }) as unknown as RunReview
  const by = { kind: 'operator', id: '王某' } as const
  const outside = { now: steadyClock(), newId: () => 'x' }
  const because = { because: 'operator', reason: '领导讲话' }
  const desk = (signal?: AbortSignal) => {
    return { hall, clock: virtualClock(hall), now: steadyClock(), ...(signal && { signal }) }
  }
  const stop = new AbortController()
  const run = runDrill(desk(stop.signal), folder)
  await run.next()
  const asked = submit(review(), { type: 'run.paused', by, data: because }, outside)
  setTimeout(() => stop.abort(), 300)
  const { outcome } = await playOut(run)
  await asked

  expect(outcome).toEqual({ status: 'paused', problem: null })
  expect(linesOf(folder.folder).at(-1)?.type).toBe('run.paused')
  expect(linesOf(folder.folder).length).toBeLessThan(plan.steps.length)
  expect((await playOut(runDrill(desk(), folder))).outcome).toEqual({ status: 'finished' })
  expect(linesOf(folder.folder).filter(({ type }) => type === 'step.done')).toHaveLength(
    plan.steps.length,
  )
})
