import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  type HallConnection,
  type HallRules,
  loadHallRules,
  type ObjectKind,
  objectKinds,
} from '../../../src/lib/hall/index.js'
import { brokenLink, type ChainedEvent } from '../../../src/lib/reference-hall/index.js'
import {
  ADMIN_TOKEN,
  furnish,
  passwordFor,
  startTestHall,
  type TestHall,
} from '../../support/hall.js'
import {
  type Believed,
  demanded,
  everybody,
  player,
  ruleOf,
  stranger,
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
  await client.createUser(stranger, passwordFor(stranger.workNo))
})
afterAll(() => hall.close())

/** One random wish: any action by anybody, or (mostly) one that the data allow now. */
const wish = fc.record({
  lawful: fc.integer({ min: 0, max: 9 }).map((n) => n < 6),
  action: fc.nat(1000),
  account: fc.nat(1000),
})

function choose(
  object: Believed,
  { lawful, action, account }: { lawful: boolean; action: number; account: number },
) {
  const names = Object.keys(rules.workflows[object.kind].actions)
  const all = names.flatMap((name) => everybody.map((user) => ({ name, user })))
  const open = all.filter(
    ({ name, user }) => demanded(ruleOf(rules, object.kind, name), user, object, rules) === 200,
  )
  const pool = lawful && open.length > 0 ? open : all
  return pool[(action * 31 + account) % pool.length]
}

test('random acts by random people: the hall always answers as the data demand and never leaves the known states', async () => {
  const play = player(client, rules)
  let acts = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<ObjectKind>(...objectKinds),
      fc.array(wish, { maxLength: 25 }),
      async (kind, wishes) => {
        let object = await play.start(kind)
        for (const one of wishes) {
          const chosen = choose(object, one)
          if (chosen === undefined) return
          const { name, user } = chosen
          const expected = demanded(ruleOf(rules, kind, name), user, object, rules)
          const { status, object: after } = await play.attempt(object, name, user)
          expect([name, user.workNo, object.state, status]).toEqual([
            name,
            user.workNo,
            object.state,
            expected,
          ])
          object = after
          acts += 1
        }
        const held = await client.get(kind, object.id)
        expect(held.state).toBe(object.state)
        expect(Object.keys(rules.workflows[kind].states)).toContain(held.state)
        expect(held.version).toBe(object.past.length)
      },
    ),
    { numRuns: RUNS, seed: 20150408 },
  )
  process.stderr.write(`random acts: ${acts} acts on ${RUNS} objects\n`)
  expect(hall.bugs).toEqual([])
})

test('after all of that the event chain still holds', async () => {
  const feed: ChainedEvent[] = []
  for (let last = 0; ; ) {
    const headers = { 'x-admin-token': ADMIN_TOKEN }
    const reply = await fetch(`${hall.url}/api/v1/events?after=${last}`, { headers })
    const page = (await reply.json()) as { events: ChainedEvent[]; last: number }
    if (page.events.length === 0) break
    feed.push(...page.events)
    last = page.last
  }
  expect(feed.length).toBe(await client.count('event'))
  expect(brokenLink(feed)).toBeNull()
})
