import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ADMIN_TOKEN, actor, columns, furnish, startTestHall } from '../../support/hall.js'
import { tempFolder } from '../../support/temp-folder.js'

const article = { column: columns[0], title: '标题', body: '正文' }

test('the hall lives in real time until its clock is set; then it stands where it was put, in every answer', async () => {
  const hall = await startTestHall()
  const client = await hall.connect()
  const before = await client.info()
  expect(before.virtualClock).toBe(false)
  expect(Math.abs(Date.parse(before.time) - Date.now())).toBeLessThan(5000)

  await client.setClock('2035-04-08T00:30:00Z')
  const after = await client.info()
  expect([after.time, after.virtualClock]).toEqual(['2035-04-08T08:30:00+08:00', true])
  const reply = await fetch(`${hall.url}/api/v1/nowhere`)
  expect(reply.headers.get('x-hall-time')).toBe('2035-04-08T08:30:00+08:00')
  await hall.close()
})

test('the clock never goes back, neither behind itself nor behind what already happened', async () => {
  const hall = await startTestHall()
  const client = await hall.connect()
  await furnish(client)
  const act = actor(client)
  await act('a-unit_admin', 'article.draft', null, article)
  await expect(client.setClock('2015-04-08T08:30:00+08:00')).rejects.toMatchObject({
    params: { code: 'clock-backwards' },
  })

  await client.setClock('2035-04-08T08:30:00+08:00')
  await client.setClock('2035-04-08T08:30:00+08:00')
  await expect(client.setClock('2035-04-08T08:29:59+08:00')).rejects.toMatchObject({
    params: { status: 409 },
  })
  expect((await client.info()).time).toBe('2035-04-08T08:30:00+08:00')
  await hall.close()
})

test('after a restart the hall goes on where it stood: clock, objects, events, serial numbers, answers', async () => {
  const file = join(await tempFolder(), '大厅 数据', 'hall.db')
  const first = await startTestHall(file)
  const client = await first.connect()
  await furnish(client)
  await client.setClock('2015-04-08T08:30:00+08:00')
  const act = actor(client)
  const before = await act('a-unit_admin', 'article.draft', null, article)
  await first.close()

  const second = await startTestHall(file)
  const again = await second.connect()
  expect((await again.info()).time).toBe('2015-04-08T08:30:00+08:00')
  const repeat = {
    action: 'article.draft',
    id: null,
    input: article,
    as: 'a-unit_admin',
    idempotencyKey: 'key-a-unit_admin-1',
  }
  expect(await again.perform(repeat)).toEqual(before)
  const next = await again.perform({ ...repeat, idempotencyKey: 'fresh' })
  expect([before.number, next.number]).toEqual(['XX201504080001', 'XX201504080002'])
  expect(await again.count('event')).toBe(2)
  await second.close()
})

test('the clock is moved with the admin token only', async () => {
  const hall = await startTestHall()
  const body = JSON.stringify({ now: '2035-01-01T00:00:00+08:00' })
  const put = (headers: Record<string, string>) =>
    fetch(`${hall.url}/__admin/clock`, {
      method: 'PUT',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })
  expect((await put({})).status).toBe(401)
  expect((await put({ 'x-admin-token': `${ADMIN_TOKEN}x` })).status).toBe(401)
  expect((await put({ 'x-admin-token': ADMIN_TOKEN })).status).toBe(200)
  await hall.close()
})
