import { afterAll, beforeAll, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  type HallConnection,
  type HallRules,
  loadHallRules,
  type ObjectKind,
  objectKinds,
} from '../../../src/lib/hall/index.js'
import { furnish, passwordFor, startTestHall, type TestHall, units } from '../../support/hall.js'
import {
  addExtras,
  demanded,
  everybody,
  inputFor,
  player,
  ruleOf,
  stateAfter,
} from '../../support/hall-model.js'

const isLong = process.env['HALLKIT_LONG'] === '1'
/** In the short run every seventh pair of action and state is tried. */
const STRIDE = isLong ? 1 : 7

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

interface Pair {
  readonly kind: ObjectKind
  readonly name: string
  readonly state: string
}

/** Every action of people in every state that it may start from, but those that wait for a limit or an instant item. */
const pairs = (): readonly Pair[] =>
  objectKinds.flatMap((kind) =>
    Object.entries(rules.workflows[kind].actions)
      .filter(
        ([, { by, overdue, within, instant }]) => by.length > 0 && !overdue && !within && !instant,
      )
      .flatMap(([name, rule]) => rule.from.map((state) => ({ kind, name, state }))),
  )

/** Lets everybody try one action in one state; answers how many tried. */
async function tryPair(
  play: ReturnType<typeof player>,
  { kind, name, state }: Pair,
): Promise<number> {
  const rule = ruleOf(rules, kind, name)
  const bring = () => play.bring(kind, state, rule)
  const object = await bring()
  const now = { rules, today: await play.today() }
  const mayNot = everybody.filter((user) => demanded(rule, user, object, now) === 403)
  const may = everybody.filter((user) => [200, 422].includes(demanded(rule, user, object, now)))
  const refusals = await Promise.all(mayNot.map((user) => play.attempt(object, name, user)))

  expect(
    refusals.map(({ status }) => status),
    `${kind}.${name}`,
  ).toEqual(mayNot.map(() => 403))
  expect((await client.get(kind, object.id)).state).toBe(state)
  expect(may.length, `somebody may ${kind}.${name}`).toBeGreaterThan(0)
  for (const user of may) {
    const fresh = await bring()
    const expected = demanded(rule, user, fresh, now)
    const { status, object: after } = await play.attempt(fresh, name, user)
    const next = expected === 200 ? stateAfter(rule, fresh) : state
    expect([kind, name, status, after.state]).toEqual([kind, name, expected, next])
  }
  return may.length + mayNot.length
}

test('every role, of the own unit and of another, may do exactly what the workflow data say, in every state', async () => {
  const all = pairs()
  const sample = all.filter((_, index) => index % STRIDE === 0)
  const play = player(client, rules)
  let tried = 0
  for (const pair of sample) tried += await tryPair(play, pair)
  const size = `${tried} attempts over ${sample.length} of ${all.length} (action, state) pairs`
  process.stderr.write(`authorisation matrix: ${size}\n`)
  expect(hall.bugs).toEqual([])
})

test('every role may start exactly the objects that the workflow data say', async () => {
  const starts = objectKinds.flatMap((kind) =>
    Object.entries(rules.workflows[kind].start).flatMap(([name, rule]) =>
      everybody.map((user) => ({ action: `${kind}.${name}`, rule, user })),
    ),
  )
  for (const { action, rule, user } of starts) {
    const idempotencyKey = `start-${action}-${user.workNo}`
    const act = { action, id: null, input: inputFor(rule.input), as: user.workNo, idempotencyKey }
    const answer = await client.perform(act).then(
      () => 'done',
      (error) => error.params.code,
    )
    const held = rule.by.filter((role) => user.roles.includes(role))
    const isOwn = user.unit === units[0]?.code
    const reaches = held.some(
      (role) => rule.unit === undefined || rules.roles.list[role]?.scope !== 'unit' || isOwn,
    )
    const expected = reaches ? 'done' : held.length > 0 ? 'other-unit' : 'role'
    expect([idempotencyKey, answer]).toEqual([
      idempotencyKey,
      rule.internal ? 'unknown-action' : expected,
    ])
  }
})

test('an account sees its own unit, an applicant its own objects, the county everything', async () => {
  const play = player(client, rules)
  const { id } = await play.start('case')
  const see = async (account: string, path: string) => {
    const login = await post('/api/v1/auth/login', {
      workNo: account,
      password: passwordFor(account),
    })
    const { token } = (await login.json()) as { token: string }
    return fetch(`${hall.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  }
  const statuses = await Promise.all(
    ['a-handler', 'a-applicant', 'x-inspector', 'b-handler', 'a-stranger'].map(
      async (account) => (await see(account, `/api/v1/cases/${id}`)).status,
    ),
  )
  expect(statuses).toEqual([200, 200, 200, 403, 403])
  const feed = (await (await see('b-handler', '/api/v1/events?limit=500')).json()) as {
    events: { unit: string }[]
  }
  expect(new Set(feed.events.map(({ unit }) => unit)).size).toBeLessThanOrEqual(1)
  const list = (await (await see('a-stranger', '/api/v1/cases')).json()) as { total: number }
  expect(list.total).toBe(2)
})

test('without a token nothing but the health of the hall is told', async () => {
  for (const path of [
    '/api/v1/units',
    '/api/v1/cases',
    '/api/v1/events',
    '/api/v1/counts',
    '/scim/v2/Users',
    '/__admin/clock',
  ]) {
    expect((await fetch(`${hall.url}${path}`)).status, path).toBe(401)
  }
  expect((await fetch(`${hall.url}/healthz`)).status).toBe(200)
})

function post(path: string, body: object) {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${hall.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}
