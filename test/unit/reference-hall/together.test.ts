import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HallConnection } from '../../../src/lib/hall/index.js'
import {
  actor,
  furnish,
  items,
  passwordFor,
  startTestHall,
  type TestHall,
  users,
} from '../../support/hall.js'

let hall: TestHall
let client: HallConnection
let act: ReturnType<typeof actor>

beforeAll(async () => {
  hall = await startTestHall()
  client = await hall.connect()
  await furnish(client)
  act = actor(client)
})
afterAll(() => hall.close())

const item = items[0]?.code
const submit = () => act('a-applicant', 'case.submit', null, { item, applicant: '演练' })

/** A raw request by an account, as a vendor's own client would send it. */
async function send(
  account: string,
  path: string,
  body: object,
  headers: Record<string, string> = {},
) {
  const type = { 'content-type': 'application/json' }
  const login = await fetch(`${hall.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: type,
    body: JSON.stringify({ workNo: account, password: passwordFor(account) }),
  })
  const { token } = (await login.json()) as { token: string }
  const all = { ...type, authorization: `Bearer ${token}`, ...headers }
  const reply = await fetch(`${hall.url}${path}`, {
    method: 'POST',
    headers: all,
    body: JSON.stringify(body),
  })
  const answer = (await reply.json()) as { code?: string; allowedActions?: string[] }
  return { status: reply.status, etag: reply.headers.get('etag'), body: answer }
}

test('two people act on one case at once: one wins, the other is told what is open now', async () => {
  const { id } = await submit()
  const path = `/api/v1/cases/${id}/actions`
  const both = await Promise.all([
    send('a-window_acceptor', path, { action: 'accept', input: {} }),
    send('a-coordinator', path, { action: 'pre_pass', input: {} }),
    send('a-window_acceptor', path, {
      action: 'refuse_acceptance',
      input: { reason: '一', remedy: '二', authority: '三' },
    }),
  ])
  const won = both.filter(({ status }) => status === 200)
  const lost = both.filter(({ status }) => status !== 200)
  expect(won.length).toBeGreaterThan(0)
  for (const { status, body } of lost) {
    expect([status, body.code]).toEqual([409, 'wrong-state'])
    expect(body.allowedActions).toBeInstanceOf(Array)
  }
  expect((await client.get('case', id)).version).toBe(1 + won.length)
})

test('whoever acts on an old version is refused with 412, and nothing changes', async () => {
  const { id } = await submit()
  const path = `/api/v1/cases/${id}/actions`
  const urge = { action: 'urge', input: { reason: '临近期限' } }
  const first = await send('a-coordinator', path, urge, { 'if-match': '"1"' })
  const second = await send('a-supervisor', path, urge, { 'if-match': '"1"' })
  expect([first.status, first.etag]).toEqual([200, '"2"'])
  expect([second.status, second.body.code]).toEqual([412, 'version-mismatch'])
  expect(second.body.allowedActions).toContain('urge')
  expect((await client.get('case', id)).version).toBe(2)
})

test('two clients that build on the same version: one wins, the other is told 412 and what may be done', async () => {
  const { id } = await submit()
  const urge = (account: string) =>
    send(
      account,
      `/api/v1/cases/${id}/actions`,
      { action: 'urge', input: { reason: '临近期限' } },
      { 'if-match': '"1"' },
    )
  const both = await Promise.all([urge('a-coordinator'), urge('a-supervisor')])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412])
  const lost = both.find(({ status }) => status === 412)
  expect(lost?.body.allowedActions).toContain('urge')
  expect((await client.get('case', id)).version).toBe(2)
})

test('the same idempotency key gives the same answer, also to twins under way, and with another body 422', async () => {
  const path = '/api/v1/cases'
  const body = { input: { item, applicant: '演练' }, tag: '演练-1' }
  const key = { 'idempotency-key': 'same-key' }
  const before = await client.count('case')
  const twins = await Promise.all([1, 2, 3].map(() => send('a-applicant', path, body, key)))
  const later = await send('a-applicant', path, body, key)
  expect(
    new Set([...twins, later].map((reply) => JSON.stringify([reply.status, reply.body]))).size,
  ).toBe(1)
  expect(await client.count('case')).toBe(before + 1)

  const other = await send('a-applicant', path, { ...body, tag: '演练-2' }, key)
  expect([other.status, other.body.code]).toEqual([422, 'key-reused'])
  const somebodyElse = await send('b-applicant', path, body, key)
  expect(somebodyElse.status).toBe(201)
})

test('a refused act is not remembered: the same key works once the way is clear', async () => {
  const { id } = await submit()
  const once = {
    action: 'case.assign',
    id,
    input: {},
    as: 'a-coordinator',
    idempotencyKey: 'later',
  }
  await expect(client.perform(once)).rejects.toMatchObject({
    code: 'HK-HALL-003',
    params: { status: 409 },
  })
  await act('a-window_acceptor', 'case.accept', id)
  expect((await client.perform(once)).state).toBe('handling')
})

test('many cases at once get different numbers in one unbroken row', async () => {
  await client.setClock('2031-01-06T09:00:00+08:00')
  const all = await Promise.all(Array.from({ length: 100 }, submit))
  const serials = all.map(({ number }) => Number(number.slice(-4))).sort((a, b) => a - b)
  expect(serials).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
})

test('separation of duties: whoever handled a case can neither review nor approve it, whatever roles they hold', async () => {
  const everything = users.find((user) => user.workNo === 'a-handler')
  if (everything === undefined) throw new Error('no handler')
  const workNo = 'a-everything'
  const roles = ['handler', 'reviewer', 'approver']
  await client.createUser({ ...everything, workNo, roles }, passwordFor(workNo))
  const nodes = ['handle', 'review', 'approve']
  await client.putAssignments(
    nodes.map((node) => ({ item: item ?? '', node, workNo, ab: 'B' as const })),
  )
  const { id } = await submit()
  await act('a-window_acceptor', 'case.accept', id)
  await act('a-coordinator', 'case.assign', id)
  await act(workNo, 'case.handle', id, { opinion: '同意' })
  const refused = { code: 'HK-HALL-003', params: { status: 409, code: 'sod' } }
  await expect(act(workNo, 'case.review_pass', id, { opinion: '同意' })).rejects.toMatchObject(
    refused,
  )
  await act('a-reviewer', 'case.review_pass', id, { opinion: '同意' })
  await expect(act(workNo, 'case.grant', id, { opinion: '准予' })).rejects.toMatchObject(refused)
})

test('a correction is asked for only once', async () => {
  const { id } = await submit()
  await act('a-window_acceptor', 'case.notify_correction', id, { missing: '身份证明' })
  await act('a-applicant', 'case.submit_correction', id, { materials: '身份证明' })
  await expect(
    act('a-window_acceptor', 'case.notify_correction', id, { missing: '照片' }),
  ).rejects.toMatchObject({
    params: { status: 409, code: 'once' },
  })
})
