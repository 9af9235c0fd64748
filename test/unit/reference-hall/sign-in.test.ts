import { afterEach, beforeEach, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { connectHall, type HallUser } from '../../../src/lib/hall/index.js'
import { startHall } from '../../../src/lib/reference-hall/index.js'
import { ADMIN_TOKEN, passwordFor, units } from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'

const person: HallUser = {
  workNo: 'p-1',
  name: '演练员',
  unit: units[0]?.code ?? '',
  active: true,
  roles: ['inspector'],
}
const HOUR = 3600 * 1000
const password = passwordFor(person.workNo)

let now: number
let hall: Awaited<ReturnType<typeof startHall>>

beforeEach(async () => {
  now = Date.parse('2026-03-02T09:00:00+08:00')
  const rest = { dataFile: ':memory:', port: 0, templatesDir: templatesDir() }
  hall = await startHall({ ...rest, adminToken: ADMIN_TOKEN, nowMs: () => now })
  const client = await connectHall({
    ...hall,
    adminToken: ADMIN_TOKEN,
    credentials: async () => '',
  })
  await client.putUnits(units)
  await client.createUser(person, password)
  await client.createUser({ ...person, workNo: 'p-2' }, password, { mustChange: true })
  client.close()
})
afterEach(() => hall.close())

const login = (workNo = 'p-1', given = password) =>
  ask(hall, 'POST', '/api/v1/auth/login', { workNo, password: given })
const me = (headers: Record<string, string>) =>
  ask(hall, 'GET', '/api/v1/auth/me', undefined, headers)

test('a browser signs in by a cookie that no script reads and no other page sends; signing out ends it', async () => {
  const { headers } = await login()
  const set = headers.get('set-cookie') ?? ''
  expect(set).toMatch(/HttpOnly; SameSite=Strict$/)
  const cookie = set.slice(0, set.indexOf(';'))
  expect((await me({ cookie })).body).toMatchObject({ workNo: 'p-1', roles: ['inspector'] })
  expect((await me({ cookie, origin: 'http://127.0.0.1:1' })).status).toBe(403)
  expect((await me({ cookie, origin: hall.url })).status).toBe(200)

  expect((await ask(hall, 'POST', '/api/v1/auth/logout', undefined, { cookie })).status).toBe(204)
  expect((await me({ cookie })).status).toBe(401)
})

test('a session ends after twelve hours of real time, whatever the clock of the rehearsal says', async () => {
  const authorization = `Bearer ${(await login()).body.token}`
  const clock = { now: '2027-01-01T00:00:00+08:00' }
  await ask(hall, 'PUT', '/__admin/clock', clock, { 'x-admin-token': ADMIN_TOKEN })
  expect((await me({ authorization })).status).toBe(200)
  now += 12 * HOUR + 1
  expect((await me({ authorization })).status).toBe(401)
})

test('a handed-out password is good for 72 hours of the hall’s time; handed out anew it opens again', async () => {
  now += 72 * HOUR
  expect((await login('p-2')).status).toBe(200)
  now += 1000
  const late = await login('p-2')
  expect([late.status, late.body.code]).toEqual([403, 'password-expired'])
  expect((await login('p-1')).status).toBe(200)

  const again = 'handed out once more'
  const Operations = [{ op: 'replace', path: 'password', value: again }]
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
  const token = { 'x-admin-token': ADMIN_TOKEN }
  const reset = await ask(hall, 'PATCH', '/scim/v2/Users/p-2', { schemas, Operations }, token)
  expect(reset.status).toBe(200)
  expect(JSON.stringify(reset.body)).not.toContain(again)
  expect((await login('p-2', again)).body).toMatchObject({ mustChange: true })
})

test('whoever guesses is slowed down, also for names that do not exist; others are not', async () => {
  for (const name of ['p-1', 'nobody']) {
    const guesses = await Promise.all(Array.from({ length: 12 }, () => login(name, 'guess')))
    const statuses = guesses.map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(8)
    expect(statuses.filter((status) => status === 429)).toHaveLength(4)
    const right = await login(name)
    expect([right.status, right.body.code]).toEqual([429, 'too-many-attempts'])
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(600)
  }
  expect((await login('p-2')).status).toBe(200)
  now += HOUR / 4 + 1
  expect((await login()).status).toBe(200)
})
