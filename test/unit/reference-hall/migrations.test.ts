import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenLink, type ChainedEvent } from '../../../src/lib/hall/index.js'
import {
  ADMIN_TOKEN,
  furnish,
  items,
  startTestHall,
  type TestHall,
  units,
} from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'

let hall: TestHall
beforeAll(async () => {
  hall = await startTestHall()
  await furnish(await hall.connect())
})
afterAll(() => hall.close())

const send = (method: string, path: string, body?: object, headers = {}) =>
  ask(hall, method, `/api/v1${path}`, body, { 'x-admin-token': ADMIN_TOKEN, ...headers })

const step = (event: string, state: string, occurredAt: string) => ({
  ...{ event, state, occurredAt, actor: '王五' },
})
const old = (key: string, more: object = {}) => ({
  key,
  kind: 'case',
  number: `旧-${key}`,
  unit: units[0]?.code,
  item: items[0]?.code,
  state: 'accepted',
  data: { applicant: '演练' },
  history: [
    step('submitted', 'submitted', '2009-03-02T09:00:00+08:00'),
    step('accepted', 'accepted', '2009-03-03T09:00:00+08:00'),
  ],
  ...more,
})
const stage = async (rows: object[], source = '旧系统') => {
  const { id } = (await send('POST', '/migrations', { source })).body
  const { outcomes } = (await send('POST', `/migrations/${id}/rows`, { rows })).body
  return { id, outcomes }
}
const commit = (id: string, leaveRefused = false) =>
  send('POST', `/migrations/${id}/actions`, { action: 'commit', leaveRefused })

test('old cases come in with the days on which things happened, marked as legacy; the chain holds', async () => {
  const { id, outcomes } = await stage([old('1'), old('2')])
  expect(outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['ready', 'ready'])
  expect((await send('GET', '/cases')).body.total).toBe(0)
  expect((await commit(id)).body).toMatchObject({ state: 'committed', counts: { stored: 2 } })

  const [first] = (await send('GET', '/cases?q=旧-1')).body.objects
  expect(first).toMatchObject({ number: '旧-1', state: 'accepted', version: 2 })
  expect(first.data).toMatchObject({ source: 'legacy', sourceSystem: '旧系统', sourceKey: '1' })
  const { events } = (await send('GET', '/events')).body as { events: ChainedEvent[] }
  expect(events.map(({ type, occurredAt }) => [type, occurredAt.slice(0, 10)]).slice(0, 2)).toEqual(
    [
      ['case.submitted', '2009-03-02'],
      ['case.accepted', '2009-03-03'],
    ],
  )
  expect((events[0]?.recordedAt ?? '') > '2020').toBe(true)
  expect(brokenLink(events)).toBeNull()
})

test('closed history gets no cards and is counted apart; what came open is work, overdue where it is', async () => {
  const settled = [
    ...old('9').history,
    step('granted', 'granted', '2009-03-10T09:00:00+08:00'),
    step('settled', 'settled', '2009-03-11T09:00:00+08:00'),
  ]
  const { id } = await stage([old('9', { state: 'settled', history: settled })])
  await commit(id)
  const { body } = await send('GET', '/cards?rule=R01')
  const numbers = body.cards.map(({ subject }: { subject: { number: string } }) => subject.number)
  expect(numbers.toSorted()).toEqual(['旧-1', '旧-2'])
  expect((await send('GET', '/counts')).body).toMatchObject({ case: 2, 'case.history': 1 })
  expect((await send('GET', '/cases?history=only')).body).toMatchObject({ total: 1 })
})

test('the same batch again changes nothing; a key with other content is refused', async () => {
  const before = (await send('GET', '/counts')).body
  const { id, outcomes } = await stage([old('1'), old('2', { state: 'submitted' })])
  expect(outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'unchanged',
    'refused',
  ])
  expect((await commit(id)).status).toBe(409)
  expect((await commit(id, true)).body.counts).toMatchObject({
    unchanged: 1,
    refused: 1,
    stored: 0,
  })
  expect((await send('GET', '/counts')).body).toEqual(before)
  expect((await commit(id)).body.counts).toMatchObject({ unchanged: 1, stored: 0 }) // said again, done once
})

test('every wrong row is named with its place, and two rows with one number are not both stored', async () => {
  const { id, outcomes } = await stage(
    [
      old('u', { unit: '没有' }),
      old('i', { item: '没有' }),
      old('s', { state: 'settled' }),
      old('h', { history: [step('flew', 'accepted', '2009-03-02T09:00:00+08:00')] }),
      old('t', { history: old('t').history.toReversed() }),
      { key: 'x', kind: 'horse' },
      old('a', { number: '同号' }),
      old('b', { number: '同号' }),
    ],
    '别的系统',
  )
  const pointers = outcomes.map(
    ({ errors }: { errors: { pointer: string }[] }) => errors[0]?.pointer,
  )
  expect(pointers).toEqual([
    ...['/unit', '/item', '/state', '/history/0/event', '/state', '/kind', undefined, undefined],
  ])
  expect((await commit(id, true)).body.counts).toMatchObject({ refused: 7, stored: 1 })
  const rows = await send('GET', `/migrations/${id}/rows?outcome=refused&limit=500`)
  expect(rows.body.outcomes.map(({ key }: { key: string }) => key).toSorted()).toEqual([
    ...['b', 'h', 'i', 's', 't', 'u', 'x'],
  ])
  expect(hall.bugs).toEqual([])
})
