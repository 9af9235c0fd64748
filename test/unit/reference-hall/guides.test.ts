import { afterAll, beforeAll, expect, test } from 'vitest'
import { furnish, items, startTestHall, type TestHall } from '../../support/hall.js'
import { ask, signIn } from '../../support/hall-http.js'

let hall: TestHall
let own: Record<string, string>
const path = `/api/v1/items/${items[0]?.code}`
const guide = {
  ...{ name: '演练事项1', promisedWorkdays: 7, statutoryWorkdays: 20, depth: 3, fee: null },
  ...{ materials: ['申请书', '身份证明'], conditions: null, steps: [] },
}

beforeAll(async () => {
  hall = await startTestHall()
  await furnish(await hall.connect())
  own = await signIn(hall, 'a-unit_admin')
})
afterAll(() => hall.close())

const put = (body: object, headers: Record<string, string>) =>
  ask(hall, 'PUT', `${path}/guide`, body, headers)

test('the guide says what it says, the registry what it says: they may disagree; unwritten it says what the registry says', async () => {
  const before = await ask(hall, 'GET', `${path}/guide`, undefined, own)
  expect(before.body).toMatchObject({ version: 0, promisedWorkdays: 10, materials: [] })
  expect((await put(guide, own)).body).toMatchObject({ version: 1, promisedWorkdays: 7 })
  const registry = await ask(hall, 'GET', path, undefined, own)
  expect(registry.body.promisedWorkdays).toBe(10)
  const told = await ask(hall, 'GET', `${path}/guide`, undefined, own)
  expect([told.body.promisedWorkdays, told.headers.get('etag')]).toEqual([7, '"1"'])
})

test('writing over a guide needs the version that it builds on, or *', async () => {
  expect((await put(guide, own)).status).toBe(428)
  expect((await put(guide, { ...own, 'if-match': '"9"' })).status).toBe(412)
  expect((await put(guide, { ...own, 'if-match': '"1"' })).headers.get('etag')).toBe('"2"')
  expect((await put(guide, { ...own, 'if-match': '*' })).body.version).toBe(3)
})

test('only the unit’s own administrator, or whoever sets the hall up, publishes a guide', async () => {
  for (const account of ['b-unit_admin', 'a-handler', 'a-applicant']) {
    const headers = { ...(await signIn(hall, account)), 'if-match': '*' }
    expect([account, (await put(guide, headers)).status]).toEqual([account, 403])
  }
  const platform = { ...(await signIn(hall, 'x-platform_admin')), 'if-match': '*' }
  expect((await put(guide, platform)).status).toBe(200)
  expect(hall.bugs).toEqual([])
})
