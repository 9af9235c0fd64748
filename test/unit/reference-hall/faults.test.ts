import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  auditHall,
  connectHall,
  gatherFacts,
  type HallConnection,
  loadHallRules,
} from '../../../src/lib/hall/index.js'
import type { HallPlace } from '../../../src/lib/reference-hall/control/hall-place.js'
import { startPlacedHall } from '../../../src/lib/reference-hall/index.js'
import { actor, furnish, items, passwordFor } from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'
import { type KeptFolder, keptFolder } from '../../support/kept-folder.js'

let hall: Awaited<ReturnType<typeof startPlacedHall>>
let place: HallPlace
let token: string
let home: KeptFolder
let client: HallConnection
let act: ReturnType<typeof actor>
const rules = await loadHallRules(templatesDir())
const item = items[0]?.code ?? ''

beforeAll(async () => {
  home = await keptFolder()
  const at = (name: string) => join(home.path, name)
  place = {
    ...{ data: at('hall.db'), address: at('hall.json'), lock: at('hall.lock'), log: at('log') },
    ...{ token: at('token'), secrets: at('secrets'), id: 'test' },
  }
  const options = { port: 0, templatesDir: templatesDir(), nowMs: Date.now, ephemeral: true }
  hall = await startPlacedHall(place, options)
  token = (await readFile(place.token, 'utf8')).trim()
  client = await connect()
  await furnish(client)
  act = actor(client)
  await control('POST', 'snapshot', { name: 'furnished' })
})
beforeEach(async () => {
  await plant()
  await control('POST', 'restore', { name: 'furnished' })
})
afterAll(async () => {
  client.close()
  await hall.close()
  await home.remove()
})

function connect(timeoutMs = 15_000): Promise<HallConnection> {
  const credentials = async (account: string) => passwordFor(account)
  return connectHall({ url: hall.url, adminToken: token, credentials, timeoutMs })
}

/** The controls of the rehearsal; `plant` tells the hall how to misbehave. */
const control = (method: string, path: string, body?: object) =>
  ask(hall, method, `/__admin/${path}`, body, { 'x-admin-token': token })
const plant = (...faults: object[]) => control('PUT', 'faults', { seed: 7, faults })
const struck = async () => {
  const { body } = await control('GET', 'faults')
  return body.faults.map(({ strikes }: { strikes: number }) => strikes)
}
/** The codes of what an audit finds. */
const audited = async () =>
  auditHall(await gatherFacts(client, rules, Date.now), rules).findings.map(({ code }) => code)
const submit = (key: string) =>
  client.perform({
    ...{ action: 'case.submit', id: null, as: 'a-applicant', idempotencyKey: key },
    input: { item, applicant: '演练申请人' },
  })
const accepted = async () => {
  await client.setClock('2015-04-03T09:00:00+08:00')
  const { id } = await act('a-applicant', 'case.submit', null, { item, applicant: '演练申请人' })
  await act('a-window_acceptor', 'case.accept', id)
  return id
}

test('a sound hall passes its audit', async () => {
  await accepted()
  expect(await audited()).toEqual([])
})

test('latency beyond the patience of a client: reading is unreachable, an act of unknown outcome', async () => {
  const hasty = await connect(500)
  await hasty.perform({
    ...{ action: 'case.submit', id: null, as: 'a-applicant', idempotencyKey: 'signs-in' },
    input: { item, applicant: '演练' },
  })
  await plant({ kind: 'latency', amount: 1500 })
  await expect(hasty.count('case')).rejects.toMatchObject({ code: 'HK-HALL-001' })
  const late = { action: 'case.submit', id: null, as: 'a-applicant', idempotencyKey: 'late' }
  await expect(
    hasty.perform({ ...late, input: { item, applicant: '演练' } }),
  ).rejects.toMatchObject({ code: 'HK-HALL-006' })
  hasty.close()
})

test('server errors: reading is unreachable, an act of unknown outcome; half the rate strikes about half', async () => {
  await submit('signs-in')
  await plant({ kind: 'server-error' })
  await expect(client.count('case')).rejects.toMatchObject({ code: 'HK-HALL-001' })
  await expect(submit('lost')).rejects.toMatchObject({ code: 'HK-HALL-006' })
  await plant({ kind: 'server-error', rate: 0.5 })
  // Chance of a fair coin to be outside this: below one in a million, whichever request draws which number.
  const answers = await Promise.all(Array.from({ length: 100 }, () => ask(hall, 'GET', '/healthz')))
  const failed = answers.filter(({ status }) => status === 503).length
  expect(failed).toBeGreaterThan(25)
  expect(failed).toBeLessThan(75)
  expect((await struck())[0]).toBeGreaterThanOrEqual(failed)
})

test('too many requests: come back later; read-only: a refusal with its name', async () => {
  await submit('signs-in')
  await plant({ kind: 'too-many-requests', path: '/api/v1/cases' })
  await expect(submit('one')).rejects.toMatchObject({
    code: 'HK-HALL-001',
    params: { cause: expect.stringContaining('429') },
  })
  await plant({ kind: 'read-only' })
  await expect(submit('two')).rejects.toMatchObject({
    code: 'HK-HALL-003',
    params: { code: 'read-only' },
  })
  expect(await client.count('case')).toBe(1)
})

test('a connection dropped after the commit: the outcome is unknown, and the same key finds what was done', async () => {
  await submit('signs-in')
  await plant({ kind: 'drop-after-commit', times: 1 })
  await expect(submit('dropped')).rejects.toMatchObject({ code: 'HK-HALL-006' })
  expect(await client.count('case')).toBe(2)
  await submit('dropped')
  expect(await client.count('case')).toBe(2)
})

test('sessions that end at once: the account is refused', async () => {
  await plant({ kind: 'session-expiry' })
  await expect(submit('never')).rejects.toMatchObject({ code: 'HK-HALL-002' })
})

test('a lost event breaks the chain', async () => {
  await accepted()
  await plant({ kind: 'lost-event', times: 1 })
  await submit('after')
  expect(await audited()).toEqual(['HK-HALL-101'])
})

test.each([
  ['wrong-due-date', { amount: 1 }],
  ['holiday-ignored', {}],
])('%s: the due date computed anew is another', async (kind, more) => {
  await accepted()
  await plant({ kind, ...more })
  expect(await audited()).toEqual(['HK-HALL-104'])
})

test('without separation of duties somebody does two duties of one case, and the audit names who', async () => {
  const workNo = 'a-everything'
  const everybody = await client.listUsers()
  const handler = everybody.find((user) => user.workNo === 'a-handler')
  if (handler === undefined) throw new Error('no handler')
  const roles = ['handler', 'reviewer']
  await client.createUser({ ...handler, workNo, roles }, passwordFor(workNo))
  const duty = (node: string) => ({ item, node, workNo, ab: 'B' as const })
  await client.putAssignments([duty('handle'), duty('review')])
  const id = await accepted()
  await act('a-coordinator', 'case.assign', id)
  await act(workNo, 'case.handle', id, { opinion: '同意' })
  const review = () => act(workNo, 'case.review_pass', id, { opinion: '同意' })
  await expect(review()).rejects.toMatchObject({ params: { code: 'sod' } })
  await plant({ kind: 'no-separation' })
  await review()
  expect(await audited()).toEqual(['HK-HALL-105'])
})

test('one number for two cases', async () => {
  await submit('one')
  await plant({ kind: 'duplicate-number', times: 1 })
  await submit('two')
  expect(await audited()).toEqual(['HK-HALL-102'])
})

test('texts that come back garbled are named with their field', async () => {
  await accepted()
  await plant({ kind: 'mojibake', path: '/api/v1/events' })
  const codes = await audited()
  expect(codes).toContain('HK-HALL-103')
})

test('a clock that is off: a drill that sets it is told at once, an audit of a real clock too', async () => {
  await plant({ kind: 'clock-skew', amount: 600 })
  expect(await audited()).toEqual(['HK-HALL-106'])
  await expect(client.setClock('2030-01-07T09:00:00+08:00')).rejects.toMatchObject({
    code: 'HK-HALL-024',
  })
})
