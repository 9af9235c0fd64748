import { instantFrom, type LocalDays } from '../../calendar/index.js'
import type { HallEvent, HallReader } from '../contract.js'
import type { HallRules } from '../load-workflows.js'
import { inLanes } from '../provision.js'
import { type HallFacts, isLegacy, type ToldClock } from './audit.js'

/** Everything an audit looks at, asked of a hall through an observing client. What the hall has no way to tell is null. */
export async function gatherFacts(
  hall: HallReader,
  { workflows }: HallRules,
  nowMs: () => number,
): Promise<HallFacts> {
  const info = hall.can('hall.info') === 'yes' ? await hall.info() : null
  const told = info === null ? null : { hall: info.time, ours: instantFrom(nowMs()) }
  const events = await wholeFeed(hall)
  const chain = hall.brokenAt === undefined ? null : { brokenAt: await hall.brokenAt() }
  // What was migrated and not touched since was held to the calendar when it came.
  const own = events.filter((event) => !isLegacy(event))
  const timed = new Map(
    own
      .filter(({ kind }) => workflows[kind].clock !== undefined)
      .map(({ objectId, kind, number }) => [objectId, { kind, number }]),
  )
  const clocks = await clocksOf(hall, [...timed])
  const time = info?.virtualClock ? 'rehearsal' : told
  return { events, chain, clocks, localDays: await localDays(hall, clocks ?? []), time }
}

async function wholeFeed(hall: HallReader): Promise<readonly HallEvent[]> {
  const all: HallEvent[] = []
  for (let after = 0; ; ) {
    const { events, last } = await hall.events(after)
    if (events.length === 0 || last === after) return all
    all.push(...events)
    after = last
  }
}

type Timed = readonly [id: string, Pick<HallEvent, 'kind' | 'number'>]

async function clocksOf(hall: HallReader, timed: readonly Timed[]): Promise<ToldClock[] | null> {
  const { legalClock } = hall
  if (legalClock === undefined) return null
  const clocks: ToldClock[] = []
  await inLanes(timed, async ([id, { kind, number }]) => {
    clocks.push({ number, ...(await legalClock.call(hall, kind, id)) })
  })
  return clocks.sort((a, b) => (a.number < b.number ? -1 : 1))
}

/** The county's own days of every year that a clock may touch. */
async function localDays(hall: HallReader, clocks: readonly ToldClock[]) {
  const { localDays: ask } = hall
  if (ask === undefined) return null
  const starts = clocks.flatMap(({ acceptedOn }) =>
    acceptedOn === null ? [] : [Number(acceptedOn.slice(0, 4))],
  )
  const years = [...new Set(starts.flatMap((year) => [year, year + 1]))]
  const all = await Promise.all(years.map((year) => ask.call(hall, year)))
  const merged = (pick: (one: LocalDays) => LocalDays['off']) =>
    Object.assign({}, ...all.map(pick)) as LocalDays['off']
  return { off: merged(({ off }) => off), work: merged(({ work }) => work) }
}
