import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createRun,
  type DrillPlan,
  expandPlan,
  idempotencyKey,
  linesOf,
  observeDrill,
  observeExports,
  openExports,
  type RequirementResult,
  type RunFolder,
  readingOnly,
  runDrill,
  scoreRun,
  unscriptedActs,
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
import { dayClock, handActs, spying } from '../../support/drill-hands.js'
import { writeLists } from '../../support/drill-lists.js'
import { type KeptFolder, keptFolder } from '../../support/kept-folder.js'
import { tempFolder } from '../../support/temp-folder.js'

/** The hall that robots play in once, and the one that is brought back for whoever comes next. */
let robotHall: CountyHall
let site: CountyHall
let county: Awaited<ReturnType<typeof planInput>>
let home: KeptFolder

beforeAll(async () => {
  home = await keptFolder()
  county = await planInput(1)
  robotHall = await countyHall(county)
  site = await countyHall(county)
})

afterAll(async () => {
  await robotHall.server.close()
  await site.server.close()
  await home.remove()
})

/** The hall at its beginning. */
async function venue(): Promise<HallConnection> {
  await site.renew()
  return site.hall
}

const newRun = async (plan: DrillPlan, run: string) => createRun(join(home.path, run), run, plan)

const desk = (hall: HallConnection) => ({ hall, clock: virtualClock(hall), now: steadyClock() })

/** What a verdict is, without the journal's own numbers. */
const verdictsOf = (plan: DrillPlan, { folder }: RunFolder, county: DrillCounty) =>
  scoreRun(plan, linesOf(folder), county.pack).results.map(
    ({ requirement, unit, column, counted, verdict }: RequirementResult) => {
      return { requirement, unit, column, counted, verdict }
    },
  )

/** Two rounds of everything: some requirements are met, some are not. */
function shortened(plan: DrillPlan): DrillPlan {
  return withRounds(plan, ({ n }) => n <= 2)
}

describe('the same drill by robots, by people, mixed, and only watched', () => {
  let plan: DrillPlan
  let robots: RunFolder
  let expected: ReturnType<typeof verdictsOf>
  let played: HallConnection

  beforeAll(async () => {
    plan = shortened(expandPlan(county).plan)
    played = robotHall.hall
    robots = await newRun(plan, 'robots')
    const keys = new Map(plan.steps.map(({ key }) => [idempotencyKey('robots', key), key]))
    await playOut(runDrill(desk(spying(played, keys)), robots))
    expected = verdictsOf(plan, robots, county)
  })

  test('robots watched by an observer', async () => {
    const watched = await newRun(plan, 'watched')
    const looked = await observeDrill(
      { hall: readingOnly(played), now: steadyClock(), isFinal: true },
      watched,
    )
    const lines = linesOf(watched.folder)

    expect(verdictsOf(plan, watched, county)).toEqual(expected)
    expect(looked.seen).toBe(await played.count('event'))
    expect(unscriptedActs(lines)).toEqual([])
    const reads = plan.steps.filter(({ step, key }) => {
      const script = plan.scripts.find(({ id }) => key.startsWith(`${id}/`))
      return script?.steps[step]?.read !== undefined
    })
    expect(scoreRun(plan, lines, county.pack).steps).toMatchObject({
      done: plan.steps.length - reads.length,
      skipped: reads.length,
    })
    expect(lines.at(-1)?.type).toBe('run.finished')
  })

  test('people on their own, looked at only afterwards: late discovery is not a late act', async () => {
    const hall = await venue()
    for (const { act } of handActs(robots, hall, plan)) await act()
    await hall.setClock('2015-05-20T09:00:00+08:00')
    const watched = await newRun(plan, 'people')
    await observeDrill({ hall: readingOnly(hall), now: steadyClock() }, watched)

    expect(verdictsOf(plan, watched, county)).toEqual(expected)
    expect(linesOf(watched.folder).at(-1)?.type).toBe('run.finished')
  })

  test('half by people, half by robots', async () => {
    const hall = await venue()
    const mixed = expandPlan({
      ...county,
      plays: { ...county.plays, cast: [{ batch: 'b1', by: 'human' }] },
    }).plan
    const first = plan.units[0]?.code ?? ''
    const acts = handActs(robots, hall, plan, (key) => key.includes(first))
    const folder = await newRun(shortened(mixed), 'mixed')
    const clock = dayClock(hall, acts)
    const { outcome } = await playOut(runDrill({ ...desk(hall), clock, stays: true }, folder))

    expect(outcome).toEqual({ status: 'finished' })
    expect(verdictsOf(mixed, folder, county)).toEqual(expected)
  })

  test('a watched drill goes on where the last look ended, each event once, and holds nothing that can act', async () => {
    const hall = readingOnly(played)
    const folder = await newRun(plan, 'twice')
    const atNoon = {
      ...hall,
      info: async () => ({ ...(await hall.info()), time: '2015-04-08T12:00:00+08:00' }),
      events: async (after: number) => {
        const { events } = await hall.events(after)
        return { events: events.slice(0, 50), last: 50 }
      },
    }
    await observeDrill({ hall: atNoon, now: steadyClock() }, folder)
    expect(linesOf(folder.folder).at(-1)).toMatchObject({
      type: 'run.paused',
      data: { cursor: 50 },
    })
    await observeDrill({ hall, now: steadyClock(), isFinal: true }, folder)
    const seen = linesOf(folder.folder).filter(({ type }) => type === 'hall.seen')

    expect(seen.map(({ data }) => data['hallSeq'])).toEqual(seen.map((_, index) => index + 1))
    expect(Object.keys(hall).sort()).toEqual([
      'can',
      'count',
      'events',
      'get',
      'info',
      'legalClock',
    ])
    expect(verdictsOf(plan, folder, county)).toEqual(expected)
  })

  test('lists that the hall exports, handed in twice and growing, give the same verdicts', async () => {
    const dir = await tempFolder()
    const lines = linesOf(robots.folder)
    const half = lines.filter(({ at }) => at < '2015-04-08T12:00')
    const folder = await newRun(plan, 'lists')
    const options = { now: steadyClock(), isFinal: false }
    await writeLists(dir, half, plan, '_上午')
    const first = await observeExports(folder, await openExports(dir), county.pack, options)
    await writeLists(dir, lines, plan, '')
    const second = await observeExports(folder, await openExports(dir), county.pack, {
      ...options,
      isFinal: true,
    })

    expect(first.findings).toEqual([])
    expect(second.seen).toBeGreaterThan(0)
    expect(verdictsOf(plan, folder, county)).toEqual(expected)
    const seen = linesOf(folder.folder).filter(({ type }) => type === 'hall.seen')
    const facts = seen.map(({ data }) => `${data['id']} ${data['event']}`)
    expect(new Set(facts).size).toBe(facts.length)
  })
})
