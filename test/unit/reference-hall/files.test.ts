import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actor, furnish, items, startTestHall, type TestHall } from '../../support/hall.js'
import { ask, signIn } from '../../support/hall-http.js'

let hall: TestHall
let files: string
let owner: Record<string, string>

beforeAll(async () => {
  hall = await startTestHall()
  const client = await hall.connect()
  await furnish(client)
  const input = { item: items[0]?.code, applicant: '演练' }
  const { id } = await actor(client)('a-applicant', 'case.submit', null, input)
  files = `/api/v1/cases/${id}/files`
  owner = await signIn(hall, 'a-applicant')
})
afterAll(() => hall.close())

const put = (name: string, bytes: Uint8Array, headers: Record<string, string> = owner) =>
  ask(hall, 'POST', `${files}?name=${encodeURIComponent(name)}`, bytes, headers)

test('a file comes back byte for byte, under its own name and its sha-256, to whoever may see the case', async () => {
  const bytes = new Uint8Array([0, 255, 10, 13, 0x80, 0x50])
  const done = await put('身份证明 复印件.pdf', bytes, {
    ...owner,
    'content-type': 'application/pdf',
  })
  expect(done.status).toBe(201)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(done.body).toMatchObject({
    name: '身份证明 复印件.pdf',
    size: 6,
    sha256,
    by: 'a-applicant',
  })

  const handler = await signIn(hall, 'a-handler')
  const reply = await fetch(hall.url + done.headers.get('location'), { headers: handler })
  expect(new Uint8Array(await reply.arrayBuffer())).toEqual(bytes)
  expect(reply.headers.get('content-disposition')).toContain("attachment; filename*=UTF-8''")
  expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
  const listed = await ask(hall, 'GET', files, undefined, handler)
  expect(listed.body.files).toEqual([done.body])

  const other = await signIn(hall, 'b-handler')
  expect((await ask(hall, 'GET', files, undefined, other)).status).toBe(403)
  expect((await put('别处.pdf', bytes, other)).status).toBe(403)
})

test.each([
  '../../etc/passwd',
  '..\\..\\boot.ini',
  '/etc/passwd',
  'C:\\x',
  '..',
  'a\u0000.pdf',
  'gnp\u202efdp.exe',
  'CON.txt',
  '',
  'x'.repeat(201),
])('the name %j is refused where it stands', async (name) => {
  const { status, body } = await put(name, new Uint8Array([1]))
  expect([status, body.errors[0].pointer]).toEqual([422, '/name'])
})

test('a file beyond 20 MiB, or of nothing, is refused', async () => {
  expect((await put('大.bin', new Uint8Array(20 * 1024 * 1024 + 1))).status).toBe(413)
  expect((await put('空.bin', new Uint8Array(0))).status).toBe(400)
  expect(hall.bugs).toEqual([])
})
