import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ADMIN_TOKEN,
  actor,
  furnish,
  items,
  startTestHall,
  type TestHall,
  units,
} from '../../support/hall.js'
import { ask, type HttpAnswer, signIn } from '../../support/hall-http.js'
import { hostile, type SampledSchema, sampleNear, seededDraw } from '../../support/json-sample.js'

/** Requests per operation of the interface; the seed is printed with any failure. */
const TRIES = process.env['HALLKIT_LONG'] === '1' ? 200 : 5
const SEED = Number(process.env['HALLKIT_SEED'] ?? 20150408)

interface Operation {
  readonly path: string
  readonly method: string
  readonly parameters: readonly { name: string; in: string; schema: SampledSchema }[]
  readonly requestBody?: { readonly content: Record<string, { schema: SampledSchema }> }
}

let hall: TestHall
let operations: readonly Operation[]
let callers: readonly Record<string, string>[]

beforeAll(async () => {
  hall = await startTestHall()
  const client = await hall.connect()
  await furnish(client)
  const input = { item: items[0]?.code, applicant: '演练' }
  for (let n = 0; n < 3; n += 1) await actor(client)('a-applicant', 'case.submit', null, input)
  const { body } = await ask(hall, 'GET', '/openapi.json')
  operations = Object.entries(body.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs as object).map(([verb, one]) => ({
      path,
      method: verb.toUpperCase(),
      ...one,
    })),
  )
  callers = await signedIn()
})
afterAll(() => hall.close())

/** The admin token, accounts of four roles, nobody; anew each round, since some requests end sessions. */
async function signedIn() {
  const accounts = ['a-applicant', 'a-window_acceptor', 'a-handler', 'x-platform_admin']
  const sessions = await Promise.all(accounts.map((account) => signIn(hall, account)))
  const admin = { 'x-admin-token': ADMIN_TOKEN }
  return [admin, admin, ...sessions, {}]
}

const LEAK = /node_modules|\/src\/|\.ts:|\.js:|SQLITE|at Object|Error:|near "/
const known = [
  '1',
  '2',
  '3',
  items[0]?.code ?? '',
  units[0]?.code ?? '',
  'a-handler',
  'issuer',
  '2015',
]

/** A value as it stands in an address; lone surrogates cannot stand there at all. */
function asText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '').slice(0, 300))
}

function send(
  { path, method, parameters, requestBody }: Operation,
  draw: () => number,
): Promise<HttpAnswer> {
  const wildness = draw() * 0.2
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(draw() * all.length)]
  const place = () => asText(draw() < 0.7 ? pick(known) : pick(hostile))
  const query = parameters
    .filter((one) => one.in === 'query' && draw() < 0.6)
    .map(({ name, schema }) => `${name}=${asText(sampleNear(schema, draw, wildness))}`)
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  const isJson = type === 'application/json'
  const body =
    content && (isJson ? sampleNear(content.schema, draw, wildness) : Buffer.from('演练'))
  const headers: Record<string, string> = { ...pick(callers) }
  if (draw() < 0.3) headers['if-match'] = '*'
  if (draw() < 0.3) headers['idempotency-key'] = `k${Math.floor(draw() * 5)}`
  return ask(hall, method, `${path.replace(/\{\w+\}/g, place)}?${query.join('&')}`, body, headers)
}

function judge({ status, body, headers }: HttpAnswer, told: string): void {
  expect(status, told).toBeLessThan(500)
  expect(hall.bugs, told).toEqual([])
  if (status < 400) return
  expect(headers.get('content-type'), told).toContain('application/problem+json')
  const shape = { status, code: expect.any(String), type: expect.any(String) }
  expect(body, told).toMatchObject(shape)
  expect(JSON.stringify(body), told).not.toMatch(LEAK)
  if (body.code === 'invalid') expect(body.errors.length, told).toBeGreaterThan(0)
}

test('no request that the interface allows to be written makes the hall stumble or tell of its inside', async () => {
  const draw = seededDraw(SEED)
  const seen = new Map<number, number>()
  for (let round = 0; round < TRIES; round += 1) {
    callers = await signedIn()
    for (const operation of operations) {
      const { path, method } = operation
      if (path === '/__admin/reset' && round < TRIES - 1) continue
      const answer = await send(operation, draw)
      const said = JSON.stringify(answer.body).slice(0, 500)
      judge(answer, `${method} ${path}, seed ${SEED}, round ${round}: ${said}`)
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
      if (path === '/__admin/faults') await calm()
    }
  }
  const sizes = [...seen].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`)
  const size = `${TRIES} x ${operations.length} operations, seed ${SEED}`
  process.stderr.write(`fuzz: ${size}; ${sizes.join(', ')}\n`)
  expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 401, 404, 422]))
})

const calm = () =>
  ask(hall, 'PUT', '/__admin/faults', { faults: [] }, { 'x-admin-token': ADMIN_TOKEN })
