import { z } from 'zod'
import { instantFrom, type LocalDays } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import { type HallRules, inLanes, keptToken, runningHall } from '../../hall/index.js'
import { collection } from '../api/app.js'
import { shapes } from '../api/shapes.js'
import { askHall } from '../control/ask-hall.js'
import type { HallPlace } from '../control/hall-place.js'
import type { ChainedEvent } from '../store/events.js'
import type { HallFacts, ToldClock } from './audit.js'

const feed = z.object({ events: z.array(z.looseObject({ seq: z.int() })), last: z.int() })
const days = z.record(z.string(), z.string())
const calendar = z.object({ off: days, work: days })
const told = z.object({
  promised: z.number().nullable(),
  acceptedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  due: z.string().nullable(),
  stops: z.array(
    z.object({ from: z.string(), to: z.string().nullable(), asked: z.number().nullable() }),
  ),
  extension: z.number(),
})

/** Everything an audit looks at, asked of the hall that runs at a place. HK-HALL-020 when none does. */
export async function readFacts(
  place: HallPlace,
  { workflows }: HallRules,
  nowMs: () => number,
): Promise<HallFacts> {
  const hall = runningHall(place)
  if (hall === null) throw new AppError('HK-HALL-020', {})
  const token = await keptToken(place.token)
  const get = (path: string) => askHall(hall.url, { token, method: 'GET', path })
  const health = shapes.health.parse(await get('/healthz'))
  const time = health.virtualClock ? null : { hall: health.time, ours: instantFrom(nowMs()) }
  const events = await wholeFeed(get)
  const timed = new Map(
    events
      .filter(({ kind }) => workflows[kind].clock !== undefined)
      .map(({ objectId, kind, number }) => [objectId, { kind, number }]),
  )
  const clocks: ToldClock[] = []
  await inLanes([...timed], async ([id, { kind, number }]) => {
    clocks.push({ number, ...told.parse(await get(`/api/v1/${collection(kind)}/${id}/clock`)) })
  })
  clocks.sort((a, b) => (a.number < b.number ? -1 : 1))
  return { events, clocks, localDays: await localDays(get, clocks), time }
}

type Get = (path: string) => Promise<unknown>

async function wholeFeed(get: Get): Promise<readonly ChainedEvent[]> {
  const all: ChainedEvent[] = []
  for (let after = 0; ; ) {
    const page = feed.parse(await get(`/api/v1/events?after=${after}`))
    if (page.last === after) return all
    all.push(...(page.events as unknown as ChainedEvent[])) // the audit itself looks whether they hold
    after = page.last
  }
}

/** The county's own days of every year that a clock may touch. */
async function localDays(get: Get, clocks: readonly ToldClock[]): Promise<LocalDays> {
  const starts = clocks.flatMap(({ acceptedOn }) =>
    acceptedOn === null ? [] : [Number(acceptedOn.slice(0, 4))],
  )
  const years = [...new Set(starts.flatMap((year) => [year, year + 1]))]
  const all = await Promise.all(
    years.map(async (year) => calendar.parse(await get(`/api/v1/calendars/${year}`))),
  )
  const merged = (pick: (one: LocalDays) => LocalDays['off']) =>
    Object.assign({}, ...all.map(pick)) as LocalDays['off']
  return { off: merged(({ off }) => off), work: merged(({ work }) => work) }
}
