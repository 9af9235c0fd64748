import { afterAll, beforeAll, expect, test } from 'vitest'
import { at } from '../../../src/lib/calendar/index.js'
import type { HallConnection } from '../../../src/lib/hall/index.js'
import type { Card, Unjudged } from '../../../src/lib/supervision/index.js'
import {
  ADMIN_TOKEN,
  actor,
  furnish,
  items,
  passwordFor,
  startTestHall,
  type TestHall,
  units,
} from '../../support/hall.js'

let hall: TestHall
let client: HallConnection
let act: ReturnType<typeof actor>

const item = items[0]?.code ?? ''
const unit = units[0]?.code ?? ''

beforeAll(async () => {
  hall = await startTestHall()
  client = await hall.connect()
  await furnish(client)
  await client.setClock(at('2015-04-03', '10:00'))
  act = actor(client)
})
afterAll(() => hall.close())

interface Answer {
  readonly asOf: string
  readonly preset: string
  readonly total: number
  readonly cards: readonly (Card & { readonly notice: string | null })[]
  readonly unjudged: readonly Unjudged[]
}

async function cards(
  query = '',
  headers: Record<string, string> = { 'x-admin-token': ADMIN_TOKEN },
) {
  const reply = await fetch(`${hall.url}/api/v1/cards${query}`, { headers })
  return { status: reply.status, body: (await reply.json()) as Answer }
}

const bearer = async (workNo: string) => {
  const login = await fetch(`${hall.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workNo, password: passwordFor(workNo) }),
  })
  return { authorization: `Bearer ${((await login.json()) as { token: string }).token}` }
}

test('a case that runs over its promise is a yellow card, then a red one, with its arithmetic', async () => {
  const { id, number } = await act('a-applicant', 'case.submit', null, { item, applicant: '甲' })
  await act('a-window_acceptor', 'case.accept', id)
  const levels: (string | undefined)[] = []
  for (const day of ['2015-04-07', '2015-04-17', '2015-04-21', '2015-05-06']) {
    await client.setClock(at(day, '10:00'))
    const { body } = await cards(`?rule=R01&subject=${number}`)
    levels.push(body.cards[0]?.level)
  }
  expect(levels).toEqual([undefined, 'warning', 'yellow', 'red'])
  const [card] = (await cards(`?rule=R01&subject=${number}`)).body.cards
  expect(card).toMatchObject({
    preset: 'default',
    version: 2,
    subject: { kind: 'case', id, number, unit, item },
    inputs: { promised: 10, statutory: 20, used: 21, remaining: -11 },
    lines: ['已用 21 个工作日，承诺 10 个（含延期），剩余 -11 个', '法定 20 个工作日（含延期）'],
    notice: null,
  })
  expect((await cards(`?rule=R02&subject=${number}`)).body.cards[0]?.level).toBe('red')
})

test('deemed acceptance, a slow answer, a registry that says otherwise than the published version: each has its rule', async () => {
  const { number } = await act('a-applicant', 'case.submit', null, { item, applicant: '乙' })
  const asked = await act('b-applicant', 'consultation.ask', null, {
    ...{ unit, title: '如何办理', body: '请问' },
  })
  const version = { item, name: '另一个名称', promised: 5, statutory: 20, materials: '申请书' }
  const drafted = await act('a-item_editor', 'item_version.draft', null, {
    ...version,
    change: '变更',
  })
  await act('a-item_editor', 'item_version.submit', drafted.id)
  await act('x-item_auditor', 'item_version.publish', drafted.id)
  await client.setClock(at('2015-05-14', '10:00'))

  const found = (await cards()).body.cards
  const level = (rule: string, subject: string) =>
    found.find((card) => card.rule === rule && card.subject.number === subject)?.level
  expect(level('R04', number)).toBe('yellow')
  expect(level('R03', number)).toBe('red')
  expect(level('R07', asked.number)).toBe('red')
  expect(found.find(({ rule }) => rule === 'R16')).toMatchObject({
    level: 'red',
    inputs: { differences: ['name', 'promised'], flowDays: 10, guideDays: 5 },
  })
  expect(found.filter(({ rule }) => rule === 'R17').length).toBe(12)
})

test('what the hall cannot know is said, never passed over: off-system serials, fees', async () => {
  const { unjudged } = (await cards()).body
  expect(unjudged).toContainEqual({ rule: 'R15', why: 'missing', inputs: ['outside'], facts: 1 })
  const blind = unjudged.filter(({ why }) => why === 'no-facts').map(({ rule }) => rule)
  expect(blind).toContain('R18')
  expect(blind).not.toContain('R01')
})

test('what happened before and is entered now is marked: late by a day, in bulk, by a unit that takes nothing online', async () => {
  const [unitB, itemB] = [
    units[1]?.code ?? '',
    items.find((one) => one.unit === units[1]?.code)?.code,
  ]
  const now = at('2015-05-14', '10:00')
  const yesterday = at('2015-05-13', '09:00')
  const receive = (occurredAt: string) =>
    act('b-window_acceptor', 'case.receive', null, { item: itemB, applicant: '丙' }, { occurredAt })
  const [first] = [await receive(yesterday)]
  await expect(receive(at('2015-05-14', '10:01'))).rejects.toMatchObject({ code: 'HK-HALL-003' })
  for (let n = 2; n <= 5; n += 1) await receive(yesterday)
  const found = (await cards(`?unit=${unitB}`)).body.cards
  const level = (rule: string, subject: string) =>
    found.find((card) => card.rule === rule && card.subject.number === subject)?.level

  expect((await client.info()).time).toBe(now)
  expect(level('R12', first?.number ?? '')).toBe('yellow')
  expect(level('R13', 'b-window_acceptor')).toBe('yellow')
  expect(level('R15b', unitB)).toBe('red')
  expect(found.some(({ rule }) => rule === 'R15a')).toBe(false)
})

test('an act entered late may not come before the one that it follows, nor in a form that is no time', async () => {
  const { id } = await act('a-applicant', 'case.submit', null, { item, applicant: '丁' })
  const refused = (occurredAt: string) =>
    act('a-window_acceptor', 'case.accept', id, {}, { occurredAt }).catch(({ params }) => params)

  expect(await refused(at('2015-05-14', '09:00'))).toMatchObject({ status: 422, code: 'invalid' })
  expect((await refused('yesterday')).detail).toContain('/occurredAt')
  expect((await client.get('case', id)).state).toBe('submitted')
})

test('a notice issued for a card is told with it; the hall stores no other verdict', async () => {
  const [card] = (await cards('?rule=R01&level=red')).body.cards
  const { number: subject = '' } = card?.subject ?? {}
  const issued = await act('x-inspector', 'notice.issue', null, {
    ...{ unit, rule: 'R01', level: '红牌', subject, reason: '超过法定时限' },
  })
  expect((await cards('?rule=R01&level=red')).body.cards[0]?.notice).toBe(issued.number)
  await client.setClock(at('2015-05-22', '10:00'))
  expect((await cards(`?rule=R09&subject=${issued.number}`)).body.cards[0]?.level).toBe('red')
})

test('a unit sees its own cards, the county all, an applicant none', async () => {
  const own = await cards('', await bearer('a-supervisor'))
  const other = await cards('', await bearer('b-supervisor'))
  const county = await cards('', await bearer('x-inspector'))
  expect(new Set(own.body.cards.map(({ subject }) => subject.unit))).toEqual(new Set([unit]))
  expect(other.body.cards.every(({ subject }) => subject.unit !== unit)).toBe(true)
  expect(county.body.total).toBe(own.body.total + other.body.total)
  expect((await cards('', await bearer('a-applicant'))).status).toBe(403)
  expect((await cards('?level=purple')).status).toBe(422)
  expect((await cards('?preset=strict')).body.preset).toBe('strict')
  expect((await cards('?preset=none')).status).toBe(422)
  expect(hall.bugs).toEqual([])
})
