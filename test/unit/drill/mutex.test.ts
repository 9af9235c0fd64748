import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRun,
  type DrillDesk,
  type DrillPlan,
  expandPlan,
  linesOf,
  normaliseJournal,
  openRun,
  runDrill,
  type ScheduledStep,
  timetableOf,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import { Schedule } from '../../../src/lib/drill/play/schedule.js'
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

const SEAL = '县政务服务专用章'

let county: DrillCounty
let site: CountyHall

beforeAll(async () => {
  county = await planInput(2)
  site = await countyHall(county)
})

afterAll(() => site.server.close())

/** Consultations and complaints of four units, whose replies need the one seal of the county, or nothing. */
async function sealed(mutex: string | undefined, cast: readonly object[] = []): Promise<DrillPlan> {
  const input = await planInput(2)
  const scripts = input.scripts.map((script) => {
    const steps = Object.entries(script.steps).map(([name, step]) => {
      const takes: [number, number] = cast.length > 0 ? [60, 60] : step.takes
      return [name, { ...step, takes, ...(step.as === 'replier' && { mutex }) }]
    })
    return { ...script, steps: Object.fromEntries(steps) }
  })
  const plays = { ...input.plays, cast: [...cast] as NonNullable<typeof input.plays.cast> }
  const { plan } = expandPlan({ ...input, scripts, plays })
  return withRounds(plan, ({ theme }) => theme === 'supervise')
}

function isSealed({ step }: ScheduledStep): boolean {
  return step.role === 'replier'
}

/** Pairs of neighbours in time of which the later begins before the earlier ends. */
function clashes(rows: readonly ScheduledStep[]): number {
  const inOrder = rows.filter(isSealed).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return inOrder.filter(({ from }, at) => from < (inOrder[at - 1]?.to ?? '')).length
}

test('steps of different lanes that share a mutex are never under way at once, and nothing else waits for it', async () => {
  const [free, kept] = [await sealed(undefined), await sealed(SEAL)]
  const [bare, { rows, left }] = [timetableOf(free), timetableOf(kept)]

  expect(new Set(rows.filter(isSealed).map(({ step }) => step.account)).size).toBe(4)
  expect(clashes(bare.rows)).toBeGreaterThan(0)
  expect([clashes(rows), left]).toEqual([0, []])
  const first = ({ step }: ScheduledStep) => step.needs.length === 0 && step.role !== 'replier'
  expect(rows.filter(first)).toEqual(bare.rows.filter(first))
})

test('a plan says what is shared: by script, role, account and unit, before the scripts and instead of them', async () => {
  const input = await planInput(1)
  const [first] = input.pack.units
  const ruled = (mutexes: typeof input.plays.mutexes) =>
    expandPlan({ ...input, plays: { ...input.plays, mutexes } })
  const shared = (plan: DrillPlan) =>
    plan.steps.flatMap(({ key, mutex }) => (mutex === undefined ? [] : [`${mutex} ${key}`]))

  const { plan, gaps } = ruled([
    { mutex: null, script: 'complaint', units: [first?.short ?? ''] },
    { mutex: SEAL, role: 'replier' },
    { mutex: '电脑', accounts: ['x-inspector'], step: 'publish' },
  ])
  expect(gaps).toEqual([])
  const sealedSteps = shared(plan).filter((one) => one.startsWith(SEAL))
  const repliers = plan.steps.filter(({ role }) => role === 'replier')
  expect(sealedSteps).toHaveLength(repliers.length - 1)
  expect(sealedSteps.some((one) => one.includes(`complaint/reply@${first?.code}`))).toBe(false)
  expect(shared(plan).filter((one) => one.startsWith('电脑')).length).toBeGreaterThan(0)
  expect(clashes(timetableOf(plan).rows)).toBe(0)

  const idle = ruled([{ mutex: '章', role: 'replyer' }])
  expect(idle.gaps).toMatchObject([{ code: 'HK-DRILL-134', params: { mutex: '章' } }])
  const nowhere = () => ruled([{ mutex: '章', units: ['火星局'] }])
  expect(nowhere).toThrowError(expect.objectContaining({ code: 'HK-DRILL-005' }))
})

test('a run that stops anywhere comes to the same turns', async () => {
  const plan = await sealed(SEAL)
  const { rows } = timetableOf(plan)

  for (let known = 0; known <= rows.length; known += 1) {
    const schedule = new Schedule(plan)
    const past = rows.slice(0, known)
    for (const { step, to } of past) schedule.settle(step.key, 'done', Date.parse(to))
    expect([...past.map(turn), ...playedOn(schedule)]).toEqual(rows.map(turn))
  }
})

function turn({ step, from, to }: ScheduledStep): string {
  return `${step.key} ${Date.parse(from)} ${Date.parse(to)}`
}

function playedOn(schedule: Schedule): string[] {
  const turns: string[] = []
  while (schedule.nextAt() !== null) {
    const { at, due } = schedule.advance() ?? { at: 0, due: [] }
    for (const { step, startedAt } of due) {
      turns.push(`${step.key} ${startedAt} ${at}`)
      schedule.settle(step.key, 'done', at)
    }
  }
  return turns
}

/** Plays in lives of so many calls each, every one but the last killed in a call. */
async function played(plan: DrillPlan, cap: number, callsPerLife = Number.POSITIVE_INFINITY) {
  await site.renew()
  const { hall } = site
  const { folder } = await createRun(join(await tempFolder(), 'run'), 'run', plan)
  const desk: DrillDesk = { hall, clock: virtualClock(hall), now: steadyClock(), cap }
  let lives = 0
  for (let isOver = false; !isOver; lives += 1) {
    const mortal = dyingAfter(hall, callsPerLife)
    const life = playOut(runDrill({ ...desk, hall: mortal }, openRun(folder)))
    isOver = await life.then(
      ({ outcome }) => outcome.status === 'finished',
      (error) => {
        if (error !== DEATH) throw error
        return false
      },
    )
  }
  return { lines: linesOf(folder), lives }
}

const DEATH = new Error('killed')

function dyingAfter(hall: HallConnection, calls: number): HallConnection {
  let left = calls
  return {
    ...hall,
    perform: (act) => {
      left -= 1
      return left < 0 ? Promise.reject(DEATH) : hall.perform(act)
    },
  }
}

test('the journal is the same with 1 call in flight and with 16, and killed again and again the run still ends', async () => {
  const plan = withRounds(await sealed(SEAL), ({ script }) => script === 'consultation')
  const one = await played(plan, 1)
  const many = await played(plan, 16)
  const killed = await played(plan, 16, 9)
  const ends = (lines: typeof one.lines) =>
    lines.filter(({ type }) => type === 'step.done').map(({ key, at }) => `${key} ${at}`)

  expect(normaliseJournal(many.lines)).toEqual(normaliseJournal(one.lines))
  expect(killed.lives).toBeGreaterThan(2)
  expect(ends(killed.lines).toSorted()).toEqual(ends(one.lines).toSorted())
})

test('robots that stand in for people at one moment take turns in the hall', async () => {
  const cast = [{ role: 'replier', by: 'human', understudy: '1h' }]
  const inFlight = async (mutex: string | undefined) => {
    await site.renew()
    const { folder } = await createRun(
      join(await tempFolder(), 'run'),
      'run',
      await sealed(mutex, cast),
    )
    let [now, most] = [0, 0]
    const hall: HallConnection = {
      ...site.hall,
      perform: async (act) => {
        const isReply = act.action.endsWith('.reply')
        if (isReply) now += 1
        most = Math.max(most, now)
        const answer = await site.hall.perform(act)
        if (isReply) now -= 1
        return answer
      },
    }
    const desk = { hall, clock: virtualClock(site.hall), now: steadyClock(), cap: 16 }
    await playOut(runDrill(desk, openRun(folder)))
    return most
  }

  expect(await inFlight(SEAL)).toBe(1)
  expect(await inFlight(undefined)).toBeGreaterThan(1)
})
