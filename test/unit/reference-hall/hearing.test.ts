import { afterAll, beforeAll, expect, test } from 'vitest'
import { at } from '../../../src/lib/calendar/index.js'
import type { HallConnection } from '../../../src/lib/hall/index.js'
import {
  ADMIN_TOKEN,
  actor,
  furnish,
  items,
  startTestHall,
  type TestHall,
} from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'

let hall: TestHall
let client: HallConnection
let act: ReturnType<typeof actor>
const item = items[0]?.code ?? ''

beforeAll(async () => {
  hall = await startTestHall()
  client = await hall.connect()
  await furnish(client)
  act = actor(client)
  await client.setClock(at('2015-06-01', '10:00'))
})
afterAll(() => hall.close())

const days = (day: string) => client.setClock(at(day, '10:00'))
const refused = (detail = expect.any(String)) => ({
  params: expect.objectContaining({ status: 409, code: 'wrong-state', detail }),
})
async function handling(): Promise<string> {
  const { id } = await act('a-applicant', 'case.submit', null, { item, applicant: '演练' })
  await act('a-window_acceptor', 'case.accept', id)
  await act('a-coordinator', 'case.assign', id)
  return id
}
async function levels(rule: string): Promise<readonly string[]> {
  const admin = { 'x-admin-token': ADMIN_TOKEN }
  const { body } = await ask(hall, 'GET', `/api/v1/cards?rule=${rule}`, undefined, admin)
  return body.cards.map(({ level }: { level: string }) => level)
}
const opinion = { opinion: '同意' }

// The tests follow one another on one calendar: June and July 2015 (端午节 is on 22 June).

test('a hearing is asked for within five working days of being told, and held seven after its notice at the earliest', async () => {
  const [late, id] = [await handling(), await handling()]
  const early = act('a-applicant', 'case.ask_hearing', id, { reason: '利害关系重大' })
  await expect(early).rejects.toMatchObject(refused())
  for (const one of [late, id]) {
    await act('a-handler', 'case.tell_hearing_right', one, { notice: '听证权利告知书一号' })
  }
  await days('2015-06-08')
  await act('a-applicant', 'case.ask_hearing', id, { reason: '利害关系重大' })
  await days('2015-06-09')
  const tooLate = act('a-applicant', 'case.ask_hearing', late, { reason: '利害关系重大' })
  await expect(tooLate).rejects.toMatchObject(refused())

  await act('a-handler', 'case.notify_hearing', id, { held_at: '6月19日9时', place: '二楼会议室' })
  await days('2015-06-18')
  const hold = () => act('a-approver', 'case.hold_hearing', id, { minutes: '笔录' })
  await expect(hold()).rejects.toMatchObject(refused())
  await days('2015-06-19')
  expect((await hold()).state).toBe('handling')
  expect(await levels('R19')).toEqual([])
})

test('a hearing that nobody holds within twenty working days, and inspectors whom nobody names within five, are cards', async () => {
  const id = await handling()
  await act('a-handler', 'case.tell_hearing_right', id, { notice: '听证权利告知书二号' })
  await act('a-applicant', 'case.ask_hearing', id, { reason: '利害关系重大' })
  await act('a-coordinator', 'case.require_inspection', id, { reason: '须现场核查' })
  await days('2015-06-30')
  expect(await levels('R19')).toEqual(['yellow']) // six working days for the inspectors, 22 June was 端午
  const two = { first: 'a-handler', second: 'a-reviewer' }
  await act('a-coordinator', 'case.name_inspectors', id, two)
  await days('2015-07-17')
  expect(await levels('R19')).toEqual(['yellow', 'warning'])
  await days('2015-07-21')
  expect(await levels('R19')).toEqual(['yellow', 'yellow'])
})

test('a certificate that was made and not uploaded is told of on the second day, yellow after three, red after five', async () => {
  const id = await handling()
  await act('a-handler', 'case.handle', id, opinion)
  await act('a-reviewer', 'case.review_pass', id, opinion)
  await act('a-approver', 'case.grant', id, opinion)
  await act('a-issuer', 'case.make_certificate', id, { certificate: '演练证字一号' })
  const told: (readonly string[])[] = []
  for (const day of ['2015-07-22', '2015-07-23', '2015-07-27', '2015-07-29']) {
    await days(day)
    told.push(await levels('R11'))
  }
  expect(told).toEqual([[], ['warning'], ['yellow'], ['red']])
  await act('a-issuer', 'case.upload_certificate', id)
  expect(await levels('R11')).toEqual(['red']) // it was late, and stays so
})
