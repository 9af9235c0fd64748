import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HallConnection, HallUser } from '../../../src/lib/hall/index.js'
import { startTestHall, type TestHall, units } from '../../support/hall.js'
import { tempFolder } from '../../support/temp-folder.js'

const HANDED = 'Handed-out-2345678'
const OWN = 'my own long pass phrase'
const person: HallUser = {
  workNo: '530001',
  name: '演练员一',
  unit: units[0]?.code ?? '',
  active: true,
  roles: ['supervisor', 'inspector'],
  externalId: 'hallkit/x/530001',
}
let hall: TestHall
let client: HallConnection

beforeEach(async () => {
  hall = await startTestHall()
  client = await hall.connect()
  await client.putUnits(units)
})
afterEach(() => hall.close())

async function post(path: string, body: object, token = '') {
  const reply = await fetch(hall.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
  const text = await reply.text()
  return { status: reply.status, body: text === '' ? {} : JSON.parse(text) }
}
const login = (password: string) => post('/api/v1/auth/login', { workNo: person.workNo, password })

async function look(token: string) {
  const headers = { authorization: `Bearer ${token}` }
  const reply = await fetch(`${hall.url}/api/v1/counts`, { headers })
  const body = JSON.parse(await reply.text())
  return [reply.status, body.code]
}

test('a handed-out password opens nothing but its own change, once changed the old one is dead', async () => {
  await client.createUser(person, HANDED, { mustChange: true })
  const first = await login(HANDED)
  expect([first.status, first.body.mustChange]).toEqual([200, true])
  expect(await look(first.body.token)).toEqual([403, 'must-change-password'])

  const change = (password: string, newPassword: string) =>
    post('/api/v1/auth/password', { password, newPassword }, first.body.token)
  expect(await change('a wrong password', OWN)).toMatchObject({ status: 403 })
  expect(await change(HANDED, HANDED)).toMatchObject({ status: 422 })
  expect(await change(HANDED, 'short')).toMatchObject({ status: 422 })
  expect(await change(HANDED, OWN)).toMatchObject({ status: 204 })

  expect((await look(first.body.token))[0]).toBe(401)
  expect((await login(HANDED)).status).toBe(401)
  const second = await login(OWN)
  expect([second.status, second.body.mustChange]).toEqual([200, false])
  expect(await look(second.body.token)).toEqual([200, undefined])
  expect(hall.bugs).toEqual([])
})

test('a robot may act at once; an account without password signs in with none', async () => {
  await client.createUser(person, HANDED)
  expect((await login(HANDED)).body.mustChange).toBe(false)
  await client.createUser({ ...person, workNo: '530002' }, null)
  for (const password of ['x', ' ', HANDED]) {
    const reply = await post('/api/v1/auth/login', { workNo: '530002', password })
    expect(reply.status).toBe(401)
  }
})

test('the mark of an account is kept, shown, and not wiped by an update that does not speak of it', async () => {
  await client.createUser(person, HANDED)
  const { externalId: _, ...unmarked } = person
  await client.updateUser({ ...unmarked, name: '改名' })
  expect(await client.listUsers()).toEqual([{ ...person, name: '改名' }])
  await client.updateUser({ ...person, externalId: 'another' })
  expect(await client.listUsers()).toEqual([{ ...person, externalId: 'another' }])
})

test('a data file of the version before is taken over, its accounts unmarked and free to act', async () => {
  const file = join(await tempFolder(), 'hall.db')
  const first = await startTestHall(file)
  const before = await first.connect()
  await before.putUnits(units)
  const { externalId: _, ...unmarked } = person
  await before.createUser(unmarked, HANDED)
  await first.close()
  const db = new Database(file)
  const later = ['handed_at', 'must_change', 'external_id']
  for (const column of later) db.exec(`ALTER TABLE users DROP COLUMN ${column}`)
  const tables = [
    'guides',
    'legacy_objects',
    'migration_rows',
    'migrations',
    'files',
    'file_contents',
    'timers',
    'local_days',
  ]
  for (const table of tables) db.exec(`DROP TABLE ${table}`)
  db.pragma('user_version = 1')
  db.close()

  const upgraded = await startTestHall(file)
  expect(await (await upgraded.connect()).listUsers()).toEqual([unmarked])
  const reply = await fetch(`${upgraded.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workNo: person.workNo, password: HANDED }),
  })
  expect(await reply.json()).toMatchObject({ mustChange: false })
  await upgraded.close()
})
