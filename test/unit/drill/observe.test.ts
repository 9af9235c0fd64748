import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { epochMs, instantFrom } from '../../../src/lib/calendar/index.js'
import {
  createRun,
  type DrillClock,
  type DrillPlan,
  expandPlan,
  idempotencyKey,
  linesOf,
  observeDrill,
  observeExports,
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

interface HandAct {
  readonly at: string
  readonly act: () => Promise<unknown>
}

/** A whole drill played by people at the hall's own screens: what robots did, done again without keys of ours. */
function handActs(
  { folder }: RunFolder,
  hall: HallConnection,
  plan: DrillPlan,
  isTheirs: (key: string) => boolean = () => true,
): HandAct[] {
  const lines = linesOf(folder)
  const intents = new Map(
    lines.flatMap((line) => (line.type === 'step.intent' ? [[line.key, line]] : [])),
  )
  const accounts = new Map(plan.steps.map(({ key, account }) => [key, account]))
  const here = new Map<string, string>()
  return lines.flatMap(({ type, key = '', at, data }) => {
    const intent = intents.get(key)
    if (type !== 'step.done' || !intent || !isTheirs(key)) return []
    const { call, object } = intent.data as { call: string; object: string | null }
    const act = async () => {
      await hall.setClock(at)
      const { id, created: made = [] } = await hall.perform({
        ...{
          action: call,
          as: accounts.get(key) ?? '',
          idempotencyKey: `hand-${idempotencyKey('hand', key)}`,
          tag: `备注 ${key}`,
        },
        id: object === null ? null : (here.get(object) ?? object),
        input: inputs.get(key) ?? {},
      })
      here.set((data['keep'] as { id: string }).id, made[0]?.id ?? id)
    }
    return [{ at, act }]
  })
}

/** A clock that goes by itself: people act at their own times, whatever the run waits for. */
function dayClock(hall: HallConnection, acts: HandAct[]): DrillClock {
  let now = epochMs('2015-04-08T08:00:00+08:00')
  return {
    name: 'real',
    glance: 600_000,
    now: () => now,
    waitUntil: async (at) => {
      while (acts[0] && epochMs(acts[0].at) <= at) await acts.shift()?.act()
      now = Math.max(now, at)
      await hall.setClock(instantFrom(now))
    },
  }
}

/** What robots filled in, by step: people fill in the same. */
const inputs = new Map<string, Readonly<Record<string, unknown>>>()

function spying(hall: HallConnection, keyOf: ReadonlyMap<string, string>): HallConnection {
  return {
    ...hall,
    perform: (act) => {
      inputs.set(keyOf.get(act.idempotencyKey) ?? '', act.input)
      return hall.perform(act)
    },
  }
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
    const first = await observeExports(folder, dir, county.pack, options)
    await writeLists(dir, lines, plan, '')
    const second = await observeExports(folder, dir, county.pack, { ...options, isFinal: true })

    expect(first.findings).toEqual([])
    expect(second.seen).toBeGreaterThan(0)
    expect(verdictsOf(plan, folder, county)).toEqual(expected)
    const seen = linesOf(folder.folder).filter(({ type }) => type === 'hall.seen')
    const facts = seen.map(({ data }) => `${data['id']} ${data['event']}`)
    expect(new Set(facts).size).toBe(facts.length)
  })
})

type Lines = ReturnType<typeof linesOf>

/** Lists as an administrator exports them: other column names, other date styles. */
async function writeLists(
  dir: string,
  lines: Lines,
  plan: DrillPlan,
  suffix: string,
): Promise<void> {
  await mkdir(dir, { recursive: true })
  const seen = lines.filter(({ type }) => type === 'hall.seen')
  const units = new Map(plan.units.map(({ code, name }) => [code, name]))
  const moment = (id: unknown, event: string) => {
    const hit = seen.find(({ data }) => data['id'] === id && data['event'] === event)
    return String(hit?.data['hallAt'] ?? '')
      .slice(0, 19)
      .replace('T', ' ')
      .replaceAll('-', '/')
  }
  const born = (event: string) => seen.filter(({ data }) => data['event'] === event)
  const rows = {
    办件清单: [
      '序号,受理编号,事项代码,项目代码,受理部门,申办人,申请时间,正式受理时间,实际办结时间',
      ...[...born('case.submitted'), ...born('project.submitted')].map(({ unit = '', data }, n) => {
        const { id, number, event } = data
        const { item, items, applicant } = data['data'] as Record<string, string>
        const isProject = event === 'project.submitted'
        return [
          ...[
            n + 1,
            number,
            item ?? items?.[0],
            isProject ? number : '',
            units.get(unit),
            applicant,
          ],
          ...[moment(id, String(event)), moment(id, 'case.accepted'), moment(id, 'case.settled')],
        ].join(',')
      }),
    ],
    信息: [
      '文章ID,信息标题,所属栏目,来源单位,创建时间,发布日期,发布状态',
      ...born('article.drafted').map(({ unit = '', data }) => {
        const { column, title } = data['data'] as Record<string, string>
        const at = moment(data['id'], 'article.published')
        const status = at === '' ? '待审' : '已发布'
        return [
          data['number'],
          title,
          column,
          units.get(unit),
          moment(data['id'], 'article.drafted'),
          at,
          status,
        ].join(',')
      }),
    ],
    咨询投诉: [
      '信件编号,信件类型,回复部门,信件标题,来信时间,回复时间,公开时间',
      ...[...born('consultation.asked'), ...born('complaint.filed')].map(({ unit = '', data }) => {
        const kind = String(data['kind'])
        const first = kind === 'complaint' ? 'complaint.filed' : 'consultation.asked'
        const { title } = data['data'] as Record<string, string>
        return [
          ...[data['number'], kind === 'complaint' ? '投诉' : '咨询', units.get(unit), title],
          ...[first, `${kind}.replied`, `${kind}.published`].map((event) =>
            moment(data['id'], event),
          ),
        ].join(',')
      }),
    ],
  }
  for (const [name, text] of Object.entries(rows)) {
    await writeFile(join(dir, `${name}${suffix}.csv`), `\ufeff${text.join('\r\n')}\r\n`)
  }
}
