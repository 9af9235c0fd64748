import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { addDays, addWorkdays, at, workdaysBetween } from '../../../src/lib/calendar/index.js'
import {
  brokenLink,
  type ChainedEvent,
  type HallConnection,
  type HallEvent,
  type HallRules,
  loadHallRules,
  type ObjectKind,
  objectKinds,
} from '../../../src/lib/hall/index.js'
import { ADMIN_TOKEN, furnish, startTestHall, type TestHall } from '../../support/hall.js'
import {
  addExtras,
  type Believed,
  demanded,
  everybody,
  player,
  ruleOf,
} from '../../support/hall-model.js'

const isLong = process.env['HALLKIT_LONG'] === '1'
const RUNS = isLong ? 400 : 40

let hall: TestHall
let client: HallConnection
let rules: HallRules

beforeAll(async () => {
  hall = await startTestHall()
  client = await hall.connect()
  rules = await loadHallRules(templatesDir())
  await furnish(client)
  await addExtras(client)
})
afterAll(() => hall.close())

/** One random wish: any action by anybody, or (mostly) one that the data allow now; sometimes days pass first. */
const wish = fc.record({
  lawful: fc.integer({ min: 0, max: 9 }).map((n) => n < 7),
  action: fc.nat(1000),
  account: fc.nat(1000),
  isGood: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  days: fc.integer({ min: 0, max: 11 }).map((n) => Math.max(0, n - 8)),
})
type Wish = ReturnType<typeof wish.generate>['value']

function choose(object: Believed, { lawful, action, account }: Wish, today: string) {
  const names = Object.keys(rules.workflows[object.kind].actions)
  const all = names.flatMap((name) => everybody.map((user) => ({ name, user })))
  const may = ({ name, user }: (typeof all)[number]) =>
    demanded(ruleOf(rules, object.kind, name), user, object, { rules, today }) === 200
  const open = lawful ? all.filter(may) : []
  const pool = open.length > 0 ? open : all
  return pool[(action * 31 + account) % pool.length]
}

async function read<T>(path: string): Promise<T> {
  const headers = { 'x-admin-token': ADMIN_TOKEN }
  return (await (await fetch(`${hall.url}${path}`, { headers })).json()) as T
}

const pathOf = ({ kind, id }: Believed) => `/api/v1/${kind}s/${id}`

/** Whatever the hall did to an object by itself while days passed: lawful by the data, and then believed. */
async function catchUp(object: Believed): Promise<Believed> {
  const { events } = await read<{ events: HallEvent[] }>(`${pathOf(object)}/events`)
  let believed = object
  for (const { type, actor, state, occurredAt } of events.slice(object.past.length)) {
    const event = type.slice(object.kind.length + 1)
    const rules = Object.values(flowOf(object).actions).filter((one) => one.event === event)
    const isLawful = rules.some(({ after, from }) => after && from.includes(believed.state))
    expect([actor, event, isLawful]).toEqual(['system', event, true])
    const done = { event, by: actor, state, day: occurredAt.slice(0, 10) }
    believed = { ...believed, state, past: [...believed.past, done] }
  }
  return believed
}

const flowOf = ({ kind }: Believed) => rules.workflows[kind]

interface Clock {
  readonly acceptedOn: string | null
  readonly promised: number
  readonly due: string
  readonly used: number
  readonly remaining: number
  readonly extension: number
  readonly stops: readonly object[]
  readonly endedOn: string | null
}

/** A clock is never early, never negative, and adds up; without stops it is plain counting. */
async function checkClock(object: Believed, today: string): Promise<number> {
  if (rules.workflows[object.kind].clock === undefined) return 0
  const clock = await read<Clock>(`${pathOf(object)}/clock`)
  if (clock.acceptedOn === null) return 0
  const { acceptedOn, promised, extension, due, used, remaining, stops, endedOn } = clock
  expect(due >= addWorkdays(acceptedOn, promised + extension)).toBe(true)
  expect(used).toBeGreaterThanOrEqual(0)
  expect(remaining).toBe(promised + extension - used)
  const passed = workdaysBetween(acceptedOn, endedOn ?? today)
  expect(used).toBeLessThanOrEqual(passed)
  if (stops.length === 0) expect(used).toBe(passed)
  return 1
}

test('random acts by random people on passing days: the hall answers as the data demand, its clocks add up', async () => {
  const play = player(client, rules)
  await play.setClock(at('2015-04-03', '09:00'))
  let [acts, moves, clocks] = [0, 0, 0]

  const pass = async (object: Believed, days: number) => {
    if (days === 0) return object
    await play.setClock(at(addDays(await play.today(), days), '09:00'))
    moves += 1
    return catchUp(object)
  }

  const oneAct = async (given: Believed, one: Wish): Promise<Believed> => {
    const object = await pass(given, one.days)
    const today = await play.today()
    const chosen = choose(object, one, today)
    if (chosen === undefined) return object
    const { name, user } = chosen
    const rule = ruleOf(rules, object.kind, name)
    const expected = demanded(rule, user, object, { rules, today })
    const { status, object: after } = await play.attempt(object, name, user, one.isGood)
    const what = [object.kind, name, user.workNo, object.state]
    expect([...what, status]).toEqual([...what, expected])
    acts += 1
    return after
  }

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<ObjectKind>('case', 'case', ...objectKinds),
      fc.nat(10),
      fc.array(wish, { maxLength: 25 }),
      async (kind, begin, wishes) => {
        const starts = Object.entries(rules.workflows[kind].start).filter(([, r]) => !r.internal)
        let object = await play.start(kind, starts[begin % starts.length]?.[0])
        for (const one of wishes) object = await oneAct(object, one)
        const held = await client.get(kind, object.id)
        expect(held.state).toBe(object.state)
        expect(Object.keys(rules.workflows[kind].states)).toContain(held.state)
        expect(held.version).toBe(object.past.length)
        clocks += await checkClock(object, await play.today())
      },
    ),
    { numRuns: RUNS, seed: 20150408 },
  )
  const size = `${acts} acts on ${RUNS} objects, ${moves} clock moves, ${clocks} clocks`
  process.stderr.write(`random acts: ${size}\n`)
  expect(hall.bugs).toEqual([])
})

test('after all of that the event chain still holds', async () => {
  const feed: ChainedEvent[] = []
  for (let last = 0; ; ) {
    const page = await read<{ events: ChainedEvent[]; last: number }>(
      `/api/v1/events?after=${last}`,
    )
    if (page.events.length === 0) break
    feed.push(...page.events)
    last = page.last
  }
  expect(feed.length).toBe(await client.count('event'))
  expect(brokenLink(feed)).toBeNull()
})
