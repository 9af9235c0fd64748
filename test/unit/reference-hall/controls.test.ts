import { afterEach, beforeEach, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { loadHallRules } from '../../../src/lib/hall/index.js'
import { buildServer, type ServerOptions } from '../../../src/lib/reference-hall/api/server.js'
import { openHall } from '../../../src/lib/reference-hall/control/start.js'
import { openHallDatabase } from '../../../src/lib/reference-hall/store/database.js'
import {
  ADMIN_TOKEN,
  actor,
  furnish,
  items,
  passwordFor,
  startTestHall,
  type TestHall,
} from '../../support/hall.js'
import { ask, signIn } from '../../support/hall-http.js'

const rules = await loadHallRules(templatesDir())
const admin = { 'x-admin-token': ADMIN_TOKEN }
let hall: TestHall
beforeEach(async () => {
  hall = await startTestHall()
})
afterEach(() => hall.close())

const control = (method: string, path: string, body?: object) =>
  ask(hall, method, `/__admin/${path}`, body, admin)
const counts = async () => (await ask(hall, 'GET', '/api/v1/counts', undefined, admin)).body

test('the journal of requests tells what came and what was answered, but no password and no token', async () => {
  await furnish(await hall.connect())
  const { authorization } = await signIn(hall, 'a-handler')
  const { body } = await control('GET', 'journal?limit=1000')
  const text = JSON.stringify(body)
  expect(text).toContain('/api/v1/auth/login')
  expect(text).toContain('a-handler')
  expect(text).not.toContain(passwordFor('a-handler'))
  expect(text).not.toContain(authorization.slice('Bearer '.length))
  expect(text).not.toContain(ADMIN_TOKEN)
})

test('a kept state comes back whole: cases, events, accounts, clock; a reset leaves the registry when asked', async () => {
  const client = await hall.connect()
  await furnish(client)
  await client.setClock('2015-04-03T09:00:00+08:00')
  const input = { item: items[0]?.code, applicant: '演练' }
  const submit = () => actor(client)('a-applicant', 'case.submit', null, input)
  await submit()
  const before = await counts()
  await control('POST', 'snapshot', { name: 'one' })
  await control('POST', 'reset', {})
  expect(await counts()).toMatchObject({ case: 0, event: 0, user: 0, unit: 0 })
  expect((await control('GET', 'clock')).body.virtual).toBe(false)
  expect((await control('POST', 'restore', { name: 'other' })).status).toBe(404)
  expect((await control('POST', 'restore', { name: 'one' })).status).toBe(204)
  expect(await counts()).toEqual(before)
  expect((await control('GET', 'clock')).body.now).toBe('2015-04-03T09:00:00+08:00')

  await control('POST', 'reset', { keepRegistry: true })
  expect(await counts()).toMatchObject({ case: 0, event: 0, user: before.user, item: before.item })
  expect(hall.bugs).toEqual([])
})

/** A server that is only spoken to, from any address one likes. */
async function server(options: Pick<ServerOptions, 'door' | 'admin'>) {
  const db = openHallDatabase(':memory:')
  const parts = { dataFile: ':memory:', port: 0, templatesDir: '', adminToken: ADMIN_TOKEN }
  const context = openHall(db, rules, { ...parts, nowMs: Date.now, askStop: () => undefined })
  const app = await buildServer(context, { ...options, onBug: () => undefined })
  return {
    status: async (url: string, remoteAddress: string, headers = {}) =>
      (await app.inject({ url, remoteAddress, headers: { host: 'localhost', ...headers } }))
        .statusCode,
    close: async () => {
      await app.close()
      db.close()
    },
  }
}

test('beyond this machine nothing is told without the token, not even health; this machine needs none', async () => {
  const token = 'a-token-of-some-length'
  const open = await server({ door: { token }, admin: true })
  const far = { host: '10.1.2.3:8822' }
  for (const path of ['/healthz', '/openapi.json', '/api/v1/cases', '/__admin/clock']) {
    expect([path, await open.status(path, '10.9.9.9', far)]).toEqual([path, 401])
    const wrong = { ...far, 'x-hall-token': `${token}!` }
    expect([path, await open.status(path, '10.9.9.9', wrong)]).toEqual([path, 401])
  }
  const shown = { ...far, 'x-hall-token': token }
  expect(await open.status('/healthz', '10.9.9.9', shown)).toBe(200)
  const page = { ...shown, origin: 'http://elsewhere.example' }
  expect(await open.status('/healthz', '10.9.9.9', page)).toBe(403)
  expect(await open.status('/healthz', '127.0.0.1')).toBe(200)
  expect(await open.status('/healthz', '127.0.0.1', { host: 'evil.example' })).toBe(421)
  await open.close()
})

test('without controls there are none, whatever token is shown', async () => {
  const bare = await server({ door: null, admin: false })
  for (const path of ['clock', 'faults', 'journal']) {
    expect(await bare.status(`/__admin/${path}`, '127.0.0.1', admin)).toBe(404)
  }
  expect(await bare.status('/api/v1/counts', '127.0.0.1', admin)).toBe(200)
  await bare.close()
})
