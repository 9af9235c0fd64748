import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type Act, connectHall, type HallReader, readHall } from '../../../src/lib/hall/index.js'
import { actor, columns, furnish, startTestHall, type TestHall } from '../../support/hall.js'

const act: Act = { action: 'case.accept', id: '1', input: {}, as: 'a', idempotencyKey: 'k' }
const credentials = async () => 'password'

const servers: Server[] = []
const halls: TestHall[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
  for (const hall of halls.splice(0)) await hall.close()
})

async function hallOf(): Promise<TestHall> {
  const hall = await startTestHall()
  halls.push(hall)
  return hall
}

/** A server that lets everybody log in and answers acts as told. */
async function fakeHall(
  onAct: (reply: import('node:http').ServerResponse) => void,
): Promise<string> {
  const server = createServer((request, reply) => {
    request.resume()
    if (request.url?.endsWith('/login')) return reply.end('{"token":"t"}')
    return onAct(reply)
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function failureOf(url: string, one: Act = act) {
  const hall = await connectHall({ url, credentials, timeoutMs: 300 })
  const failure = await hall.perform(one).catch((error: unknown) => error)
  hall.close()
  return failure
}

test('a hall that is not there is unreachable, and the act certainly did not happen', async () => {
  const url = await fakeHall((reply) => reply.end())
  servers.splice(0)[0]?.close()
  expect(await failureOf(url)).toMatchObject({ code: 'HK-HALL-001', params: { url } })
})

test('a connection that breaks after the act was sent leaves the outcome unknown, and the act is not sent again', async () => {
  let acts = 0
  const url = await fakeHall((reply) => {
    acts += 1
    reply.destroy()
  })
  expect(await failureOf(url)).toMatchObject({
    code: 'HK-HALL-006',
    params: { action: 'case.accept', account: 'a' },
  })
  expect(acts).toBe(1)
})

test('so do an answer that never comes, one that breaks off, and a hall that falls over while acting', async () => {
  const silent = await fakeHall(() => undefined)
  const torn = await fakeHall((reply) => {
    reply.writeHead(200, { 'content-length': '1000' })
    reply.write('{"id":')
    setTimeout(() => reply.destroy(), 20)
  })
  const broken = await fakeHall((reply) => reply.writeHead(502).end('<html>Bad Gateway</html>'))
  for (const url of [silent, torn, broken]) {
    expect(await failureOf(url)).toMatchObject({ code: 'HK-HALL-006' })
  }
})

test('refusals keep status, code, reason, wrong places and what is open now', async () => {
  const hall = await hallOf()
  const client = await hall.connect()
  await furnish(client)
  const perform = actor(client)
  const { id } = await perform('a-unit_admin', 'article.draft', null, {
    column: columns[0],
    title: '标题',
    body: '正文',
  })

  await expect(perform('a-unit_admin', 'article.publish', id)).rejects.toMatchObject({
    code: 'HK-HALL-003',
    params: {
      action: 'article.publish',
      status: 403,
      code: 'role',
      allowed: ['revise', 'submit', 'discard'],
    },
  })
  await expect(
    perform('a-unit_admin', 'article.draft', null, {
      column: '没有的栏目',
      title: '一',
      body: '二',
    }),
  ).rejects.toMatchObject({
    params: { status: 422, detail: expect.stringContaining('/input/column') },
  })
})

test('an old version is a conflict', async () => {
  const url = await fakeHall((reply) =>
    reply
      .writeHead(412)
      .end('{"code":"version-mismatch","detail":"现为第 3 版","allowedActions":["settle"]}'),
  )
  expect(await failureOf(url)).toMatchObject({
    code: 'HK-HALL-004',
    params: { allowed: ['settle'] },
  })
})

test('a wrong password or a deactivated account is named', async () => {
  const hall = await hallOf()
  const client = await hall.connect()
  await furnish(client)
  const wrong = await connectHall({ ...hall.address, credentials: async () => 'guess' })
  await expect(wrong.perform({ ...act, as: 'a-handler' })).rejects.toMatchObject({
    code: 'HK-HALL-002',
    params: { account: 'a-handler' },
  })
  wrong.close()
})

test('a session that ends is opened once more, without a word; an account that was switched off is not', async () => {
  const hall = await hallOf()
  const client = await hall.connect()
  await furnish(client)
  const perform = actor(client)
  const input = { column: columns[0], title: '标题', body: '正文' }
  await perform('a-unit_admin', 'article.draft', null, input)
  const [user] = (await client.listUsers()).filter(({ workNo }) => workNo === 'a-unit_admin')
  if (user === undefined) throw new Error('no account')
  await client.updateUser({ ...user, active: false })
  await expect(perform('a-unit_admin', 'article.draft', null, input)).rejects.toMatchObject({
    code: 'HK-HALL-002',
  })
  await client.updateUser({ ...user, active: true })
  expect((await perform('a-unit_admin', 'article.draft', null, input)).state).toBe('draft')
})

test('an action of no known kind is unsupported, and nothing is sent', async () => {
  let acts = 0
  const url = await fakeHall((reply) => {
    acts += 1
    reply.end('{}')
  })
  for (const action of ['fax.send', 'case', 'case.accept.twice', '__proto__.x']) {
    expect(await failureOf(url, { ...act, action })).toMatchObject({
      code: 'HK-HALL-005',
      params: { action },
    })
  }
  expect(acts).toBe(0)
})

test('an answer that is not the interface is said to be none', async () => {
  const url = await fakeHall((reply) =>
    reply.writeHead(200, { 'content-type': 'text/html' }).end('<html>登录</html>'),
  )
  expect(await failureOf(url)).toMatchObject({ code: 'HK-HALL-007' })
})

test('whoever reads holds no writing method, and may read as a person', async () => {
  const hall = await hallOf()
  await furnish(await hall.connect())
  const { adminToken: _, ...address } = hall.address
  const reader: HallReader & { close: () => void } = await readHall({
    ...address,
    readAs: 'x-inspector',
  })
  expect(await reader.count('item')).toBe(2)
  expect((await reader.events(0)).events).toEqual([])
  expect(Object.keys(reader).sort()).toEqual([
    'brokenAt',
    'can',
    'cards',
    'close',
    'count',
    'events',
    'get',
    'info',
    'itemAt',
    'legalClock',
    'localDays',
  ])
  reader.close()
})

test('hundreds of accounts are made and log in within seconds', async () => {
  const hall = await hallOf()
  const client = await hall.connect()
  await furnish(client)
  const [template] = await client.listUsers()
  if (template === undefined) throw new Error('no account')
  const names = Array.from({ length: 60 }, (_, index) => `robot-${index}`)
  const started = performance.now()
  await Promise.all(
    names.map((workNo) =>
      client.createUser({ ...template, workNo, roles: ['applicant'] }, `口令-${workNo}-0123456789`),
    ),
  )
  const input = { unit: template.unit, title: '一', body: '二' }
  await Promise.all(
    names.map((as) =>
      client.perform({ action: 'consultation.ask', id: null, input, as, idempotencyKey: as }),
    ),
  )
  const each = (performance.now() - started) / names.length
  process.stderr.write(`account made and logged in: ${each.toFixed(1)} ms each\n`)
  expect(await client.count('consultation')).toBe(60)
})
