import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BadRequest, expectRefusal, rawHall, scimUser } from '../../support/bad-input.js'
import { columns, items } from '../../support/hall.js'

const { hall, client, send, admin } = await rawHall()
afterAll(() => hall.close())

const item = items[0]?.code
const good = { input: { item, applicant: '演练' } }
const nasty = [
  "'; DROP TABLE objects; --",
  '" OR 1=1 --',
  '../../../../etc/passwd',
  '\u0000\u202e',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://x")',
  '$' + '{7*7}',
  '%s%s%n',
  '💥'.repeat(100),
]

const bad: readonly BadRequest[] = [
  ['no JSON', () => send('POST', '/api/v1/cases', '{"input":'), 400],
  ['an empty body', () => send('POST', '/api/v1/cases', ''), 400],
  ['a body that is a list', () => send('POST', '/api/v1/cases', []), 422, ''],
  ['a body that is null', () => send('POST', '/api/v1/cases', 'null'), 422, ''],
  ['prototype pollution', () => send('POST', '/api/v1/cases', '{"__proto__":{"a":1}}'), 400],
  [
    'a key given twice',
    () => send('POST', '/api/v1/cases', '{"input":{"item":"a","applicant":"b","item":"c"}}'),
    400,
  ],
  [
    'nesting without end',
    () => send('POST', '/api/v1/cases', `{"input":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
    400,
  ],
  [
    'prototype pollution further down',
    () => send('POST', '/api/v1/cases', '{"input":{"item":"a","__proto__":{"admin":true}}}'),
    400,
  ],
  ['an unknown key', () => send('POST', '/api/v1/cases', { ...good, sate: 1 }), 422, '/sate'],
  [
    'an unknown field',
    () => send('POST', '/api/v1/cases', { input: { ...good.input, 'a/b~': 1 } }),
    422,
    '/input/a~1b~0',
  ],
  [
    'a missing field',
    () => send('POST', '/api/v1/cases', { input: { item } }),
    422,
    '/input/applicant',
  ],
  [
    'a number for text',
    () => send('POST', '/api/v1/cases', { input: { item, applicant: 7 } }),
    422,
    '/input/applicant',
  ],
  [
    'blank text',
    () => send('POST', '/api/v1/cases', { input: { item, applicant: ' \u3000' } }),
    422,
    '/input/applicant',
  ],
  [
    'text beyond all measure',
    () => send('POST', '/api/v1/cases', { input: { item, applicant: '长'.repeat(4001) } }),
    422,
    '/input/applicant',
  ],
  [
    'an unknown item',
    () => send('POST', '/api/v1/cases', { input: { item: 'X', applicant: '演练' } }),
    422,
    '/input/item',
  ],
  [
    'an unknown start',
    () => send('POST', '/api/v1/cases', { ...good, action: 'constructor' }),
    422,
    '/action',
  ],
  [
    'the internal start',
    () => send('POST', '/api/v1/cases', { ...good, action: 'dispatch' }),
    422,
    '/action',
  ],
  [
    'items twice',
    () =>
      send('POST', '/api/v1/projects', {
        input: { name: '甲', applicant: '乙', items: [item, item] },
      }),
    422,
    '/input/items',
  ],
  [
    'no items',
    () => send('POST', '/api/v1/projects', { input: { name: '甲', applicant: '乙', items: [] } }),
    422,
    '/input/items',
  ],
  [
    'an oversized body',
    () => send('POST', '/api/v1/cases', { input: { item, applicant: 'x'.repeat(1_100_000) } }),
    413,
  ],
  [
    'another media type',
    () => send('POST', '/api/v1/cases', '<a/>', { 'content-type': 'text/xml' }),
    415,
  ],
  ['an unknown case', () => send('GET', '/api/v1/cases/999999'), 404],
  ['a case id that is text', () => send('GET', "/api/v1/cases/1'--"), 404],
  ['a huge id', () => send('GET', '/api/v1/cases/99999999999999999999'), 404],
  ['an article asked for as a case', () => send('GET', '/api/v1/articles/1'), 404],
  ['an unknown path', () => send('GET', '/api/v2/cases'), 404],
  ['an unknown method', () => send('PUT', '/api/v1/cases/1', {}), 404],
  ['a broken escape', () => send('GET', '/api/v1/cases/%zz'), 400],
  ['a path trick', () => send('GET', '/api/v1/cases/..%2f..%2f__admin%2fclock'), 404],
  [
    'an unknown action',
    () => send('POST', '/api/v1/cases/1/actions', { action: '__proto__' }),
    422,
    '/action',
  ],
  ['an unknown query key', () => send('GET', '/api/v1/cases?stat=x'), 422, '/stat'],
  ['a wrong limit', () => send('GET', '/api/v1/cases?limit=0'), 422, '/limit'],
  ['a forged cursor', () => send('GET', '/api/v1/cases?cursor=JzsgLS0'), 422, '/cursor'],
  ['a wrong after', () => send('GET', '/api/v1/events?after=-1'), 422, '/after'],
  [
    'a wrong If-Match',
    () => send('POST', '/api/v1/cases/1/actions', { action: 'urge' }, { 'if-match': 'yesterday' }),
    400,
  ],
  [
    'a long idempotency key',
    () => send('POST', '/api/v1/cases', good, { 'idempotency-key': 'k'.repeat(201) }),
    400,
  ],
  ['a foreign host', () => send('GET', '/healthz', undefined, { host: 'evil.example' }), 421],
  [
    'a host that only looks local',
    () => send('GET', '/healthz', undefined, { host: '127.0.0.1.evil.example' }),
    421,
  ],
  [
    'a foreign origin',
    () => send('GET', '/healthz', undefined, { origin: 'https://evil.example' }),
    403,
  ],
  [
    'a made-up token',
    () => send('GET', '/api/v1/cases', undefined, { authorization: `Bearer ${'x'.repeat(43)}` }),
    401,
  ],
  [
    'a wrong admin token',
    () =>
      send(
        'PUT',
        '/__admin/clock',
        { now: '2030-01-01T00:00:00+08:00' },
        { 'x-admin-token': 'guess' },
      ),
    401,
  ],
  [
    'a wrong password',
    () => send('POST', '/api/v1/auth/login', { workNo: 'a-handler', password: 'guess' }),
    401,
  ],
  [
    'an unknown account',
    () => send('POST', '/api/v1/auth/login', { workNo: "' OR 1=1", password: 'guess' }),
    401,
  ],
]

beforeAll(async () => {
  const first = { action: 'case.submit', id: null, input: good.input }
  await client.perform({ ...first, as: 'a-applicant', idempotencyKey: 'first' })
})

test.each(bad)(
  '%s is refused with problem+json that leaks nothing',
  async (_, ask, status, pointer) => {
    expectRefusal(await ask(), status, pointer)
  },
)

test('hostile text in every field is kept as text or refused, and breaks nothing', async () => {
  for (const text of nasty) {
    const answers = await Promise.all([
      send('POST', '/api/v1/cases', { input: { item, applicant: text }, tag: text }),
      send('POST', '/api/v1/cases', { input: { item: text, applicant: text } }),
      send('POST', '/api/v1/cases', { action: text, input: {} }),
      send('POST', '/api/v1/complaints', { input: { unit: text, title: text, body: text } }),
      send('GET', `/api/v1/cases?state=${encodeURIComponent(text.slice(0, 50))}`),
      send('GET', `/api/v1/cases/${encodeURIComponent(text.slice(0, 20))}`),
      send('POST', '/api/v1/auth/login', { workNo: text, password: text }),
      admin('PUT', '/api/v1/columns', [text]),
      admin('PUT', '/api/v1/units', [{ code: text, name: text, batch: text }]),
      admin('POST', '/scim/v2/Users', { ...scimUser, displayName: text, userName: text }),
      admin('GET', `/scim/v2/Users?filter=${encodeURIComponent(`userName eq "${text}"`)}`),
    ])
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    const [first] = answers
    expect(first?.status).toBe(201)
    const kept = await client.get('case', first?.body.id)
    expect(kept.data['applicant']).toBe(text.trim())
  }
  expect(await client.listColumns()).toEqual(expect.arrayContaining([...columns]))
})

test('bytes that are no HTTP get a 400 problem and the door', async () => {
  const { port } = new URL(hall.url)
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'))
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('close', () => resolve(text))
  })
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toContain('application/problem+json')
})

test('none of this was a bug of the hall', () => {
  expect(hall.bugs).toEqual([])
})
