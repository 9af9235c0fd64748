import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenLink, type ChainedEvent, type HallConnection } from '../../../src/lib/hall/index.js'
import {
  ADMIN_TOKEN,
  actor,
  furnish,
  items,
  startTestHall,
  type TestHall,
  units,
} from '../../support/hall.js'

let hall: TestHall
let client: HallConnection
let act: ReturnType<typeof actor>

beforeAll(async () => {
  hall = await startTestHall()
  client = await hall.connect()
  await furnish(client)
  await client.setClock('2015-04-08T08:30:00+08:00')
  act = actor(client)
})
afterAll(() => hall.close())

const [item, otherItem] = items.map(({ code }) => code)

/** Applicant submits, then everybody does their part until the case is settled. */
async function settleCase(id: string, unit: 'a' | 'b') {
  await act(`${unit}-window_acceptor`, 'case.accept', id)
  await act(`${unit}-coordinator`, 'case.assign', id)
  await act(`${unit}-handler`, 'case.handle', id, { opinion: '同意' })
  await act(`${unit}-reviewer`, 'case.review_pass', id, { opinion: '同意' })
  await act(`${unit}-approver`, 'case.grant', id, { opinion: '准予' })
  return act(`${unit}-issuer`, 'case.settle', id, { result: '出证办结' })
}

test('a case goes from online submission to collection, each step an event with who, in which role and when', async () => {
  const started = await act('a-applicant', 'case.submit', null, { item, applicant: '演练甲' })
  expect(started.number).toBe(`${item}201504080001`)
  await act('a-coordinator', 'case.pre_pass', started.id)
  expect((await settleCase(started.id, 'a')).state).toBe('settled')
  const last = await act('a-applicant', 'case.collect', started.id)

  expect(last).toMatchObject({ state: 'delivered', event: 'case.collected' })
  const { events } = await client.events(0)
  const mine = events.filter((event) => event.objectId === started.id)
  expect(mine.map((event) => event.type)).toEqual(
    [
      'submitted',
      'pre-passed',
      'accepted',
      'assigned',
      'handled',
      'reviewed',
      'granted',
      'settled',
      'collected',
    ].map((name) => `case.${name}`),
  )
  expect(mine[2]).toMatchObject({
    actor: 'a-window_acceptor',
    role: 'window_acceptor',
    occurredAt: '2015-04-08T08:30:00+08:00',
    recordedAt: '2015-04-08T08:30:00+08:00',
    tag: 'key-a-applicant-1',
    data: { item },
  })
})

test('an article needs a county reviewer before the public sees it, and events name its column', async () => {
  const draft = await act('a-unit_admin', 'article.draft', null, {
    column: '通知公告',
    title: '标题',
    body: '正文',
  })
  await act('a-unit_admin', 'article.submit', draft.id)
  await act('x-platform_admin', 'article.approve', draft.id)
  const published = await act('x-platform_admin', 'article.publish', draft.id)

  expect(published.state).toBe('published')
  const { events } = await client.events(0)
  expect(events.find((event) => event.type === 'article.published')?.data).toEqual({
    column: '通知公告',
  })
})

test('a joint project becomes one case per item, and is answered only when all of them are settled', async () => {
  const project = await act('a-applicant', 'project.submit', null, {
    name: '电站',
    items: [item, otherItem],
    applicant: '演练乙',
  })
  await act('a-coordinator', 'project.pre_pass', project.id)
  const dispatched = await act('x-reception', 'project.dispatch', project.id)
  const children = dispatched.created ?? []

  expect(children.map(({ kind, unit }) => [kind, unit])).toEqual(
    units.map(({ code }) => ['case', code]),
  )
  await settleCase(children[0]?.id ?? '', 'a')
  await expect(
    act('x-reception', 'project.feedback', project.id, { result: '办结' }),
  ).rejects.toMatchObject({
    code: 'HK-HALL-003',
    params: { status: 409, code: 'children-open' },
  })
  await settleCase(children[1]?.id ?? '', 'b')
  expect((await act('x-reception', 'project.feedback', project.id, { result: '办结' })).state).toBe(
    'answered',
  )
  await act('a-applicant', 'case.collect', children[1]?.id ?? '')
})

test('a consultation and a complaint are answered by one person and passed by another', async () => {
  const input = { unit: units[0]?.code, title: '如何办理', body: '请问' }
  const asked = await act('b-applicant', 'consultation.ask', null, input)
  await act('a-replier', 'consultation.reply', asked.id, { answer: '答复' })
  await act('a-reply_auditor', 'consultation.audit_pass', asked.id)
  expect((await act('a-reply_auditor', 'consultation.publish', asked.id)).state).toBe('published')

  const filed = await act('b-applicant', 'complaint.file', null, input)
  await act('x-inspector', 'complaint.accept', filed.id)
  await act('a-supervisor', 'complaint.urge', filed.id, { reason: '临近期限' }).catch(
    () => undefined,
  )
  await act('a-replier', 'complaint.reply', filed.id, { answer: '答复' })
  await act('a-reply_auditor', 'complaint.audit_pass', filed.id)
  expect((await act('x-inspector', 'complaint.publish', filed.id)).state).toBe('published')
})

test('the event feed is one unbroken hash chain, read page by page', async () => {
  const feed: ChainedEvent[] = []
  for (let after = 0; ; ) {
    const reply = await fetch(`${hall.url}/api/v1/events?after=${after}&limit=7`, {
      headers: { 'x-admin-token': ADMIN_TOKEN },
    })
    const page = (await reply.json()) as { events: ChainedEvent[]; last: number }
    if (page.events.length === 0) break
    feed.push(...page.events)
    after = page.last
  }
  expect(feed.length).toBe(await client.count('event'))
  expect(feed.map(({ seq }) => seq)).toEqual(feed.map((_, index) => index + 1))
  expect(brokenLink(feed)).toBeNull()
  const forged = feed.map((event, index) => (index === 3 ? { ...event, actor: 'x' } : event))
  expect(brokenLink(forged)).toBe(4)
})

test('no request was a bug of the hall', () => {
  expect(hall.bugs).toEqual([])
})
