import { afterAll, beforeAll, expect, test } from 'vitest'
import { at } from '../../../src/lib/calendar/index.js'
import type { HallConnection, HallEvent } from '../../../src/lib/hall/index.js'
import {
  ADMIN_TOKEN,
  actor,
  assignments,
  furnish,
  items,
  passwordFor,
  startTestHall,
  type TestHall,
  units,
} from '../../support/hall.js'
import { addExtras } from '../../support/hall-model.js'

let hall: TestHall
let client: HallConnection
let act: ReturnType<typeof actor>

const item = items[0]?.code ?? ''
const unit = units[0]?.code ?? ''
const instant = `${unit}即办01`

beforeAll(async () => {
  hall = await startTestHall()
  client = await hall.connect()
  await furnish(client)
  await addExtras(client)
  const [one] = items
  if (one === undefined) throw new Error('no item')
  await client.putItems([{ ...one, code: instant, name: '即办事项', promisedWorkdays: 0 }])
  await client.putAssignments(
    assignments.filter((a) => a.item === item).map((a) => ({ ...a, item: instant })),
  )
  await client.setClock(at('2015-04-03', '10:00'))
  act = actor(client)
})
afterAll(() => hall.close())

const days = (day: string) => client.setClock(at(day, '10:00'))

async function read(path: string) {
  const reply = await fetch(`${hall.url}${path}`, { headers: { 'x-admin-token': ADMIN_TOKEN } })
  // biome-ignore lint/suspicious/noExplicitAny: whatever the hall says
  return (await reply.json()) as any
}
const clock = (id: string, kind = 'case') => read(`/api/v1/${kind}s/${id}/clock`)
const limits = async (id: string, kind = 'case') =>
  (await clock(id, kind)).limits.map((one: { limit: string; due: string }) => [one.limit, one.due])
const eventsOf = async (id: string, kind = 'case'): Promise<readonly HallEvent[]> =>
  (await read(`/api/v1/${kind}s/${id}/events`)).events

const submit = async (code = item) =>
  (await act('a-applicant', 'case.submit', null, { item: code, applicant: '演练甲' })).id

/** A case brought to its handler. */
async function handling() {
  const id = await submit()
  await act('a-window_acceptor', 'case.accept', id)
  await act('a-coordinator', 'case.assign', id)
  return id
}

async function approving() {
  const id = await handling()
  await act('a-handler', 'case.handle', id, { opinion: '同意' })
  await act('a-reviewer', 'case.review_pass', id, { opinion: '同意' })
  return id
}

const refusal = (status: number, code: string) => ({ params: { status, code } })
const special = { kind: '检测', basis: '某某条例第九条', days: 5, notice: '特别程序告知书一号' }

// The tests follow one another on one calendar: April and May 2015.

test('an accepted case is due by working days, and its clock explains every line', async () => {
  await client.putItems(items.map((one) => ({ ...one, promisedWorkdays: 20 })))
  const id = await submit()
  expect(await clock(id)).toMatchObject({ acceptedOn: null, due: null, used: null })
  await act('a-window_acceptor', 'case.accept', id)
  expect(await clock(id)).toEqual({
    promised: 20,
    statutory: 20,
    acceptedOn: '2015-04-03',
    due: '2015-05-05',
    statutoryDue: '2015-05-05',
    used: 0,
    remaining: 20,
    stops: [],
    extension: 0,
    endedOn: null,
    isStopped: false,
    calendarVersion: expect.stringContaining('chinese-days'),
    limits: [expect.objectContaining({ limit: 'accept', due: '2015-04-07', remaining: 1 })],
    explanation: [
      '2015-04-03 起算，当日不计，第 1 个工作日为 2015-04-07',
      '2015-04-04 至 2015-04-06 清明休息，不计',
      '2015-04-11 至 2015-04-12 周末休息，不计',
      '2015-04-18 至 2015-04-19 周末休息，不计',
      '2015-04-25 至 2015-04-26 周末休息，不计',
      '2015-05-01 至 2015-05-03 劳动节休息，不计',
      '共 20 个工作日，截止 2015-05-05',
    ],
  })
})

test('a notice that never came: on the sixth working day the hall accepts by itself, dated back to the receipt', async () => {
  const left = await submit()
  const read = await submit()
  await act('a-coordinator', 'case.pre_pass', read)
  expect(await limits(left)).toEqual([
    ['pre_review', '2015-04-08'],
    ['notice', '2015-04-13'],
  ])
  await client.setClock('2015-04-13T23:59:59+08:00')
  expect((await client.get('case', left)).state).toBe('submitted')
  await days('2015-04-20')

  for (const id of [left, read]) {
    const [last] = (await eventsOf(id)).slice(-1)
    expect(last).toMatchObject({
      type: 'case.deemed-accepted',
      actor: 'system',
      role: 'system',
      state: 'accepted',
      occurredAt: '2015-04-14T00:00:00+08:00',
      recordedAt: '2015-04-14T00:00:00+08:00',
    })
    expect(last?.data).toMatchObject({ since: '2015-04-03' })
    expect(await clock(id)).toMatchObject({ acceptedOn: '2015-04-03', used: 10 })
  }
  await expect(
    act('a-window_acceptor', 'case.deemed_accept', await submit()),
  ).rejects.toMatchObject(refusal(403, 'role'))
})

test('a special procedure is asked for by one and approved by another; the clock stands still and goes on', async () => {
  const id = await handling()
  await expect(act('a-approver', 'case.start_special', id)).rejects.toMatchObject(
    refusal(409, 'wrong-state'),
  )
  await act('a-handler', 'case.request_special', id, special)
  expect((await client.get('case', id)).data).not.toHaveProperty('kind')
  await act('a-approver', 'case.start_special', id)
  expect((await eventsOf(id)).at(-1)?.data).toMatchObject(special)
  expect(await clock(id)).toMatchObject({ isStopped: true, used: 0 })
  expect(await limits(id)).toEqual(
    expect.arrayContaining([['special', '2015-04-27'], expect.arrayContaining(['handle'])]),
  )
  await days('2015-04-24')
  const ended = await act('a-handler', 'case.end_special', id, { result: '检测合格' })

  expect(ended.state).toBe('handling')
  expect(await clock(id)).toMatchObject({
    used: 0,
    due: '2015-05-25',
    isStopped: false,
    stops: [{ from: '2015-04-20', to: '2015-04-24', asked: 5 }],
  })
  await act('a-handler', 'case.request_special', id, special)
  await act('a-approver', 'case.reject_special', id, { reason: '无需再检' })
  await expect(act('a-approver', 'case.start_special', id)).rejects.toMatchObject(
    refusal(409, 'wrong-state'),
  )
})

test('an extension is the head of the agency’s alone, once, and at most ten days', async () => {
  const id = await approving()
  const due = (await clock(id)).due
  const reason = '情况复杂'
  await expect(
    act('a-handler', 'case.request_extension', id, { days: 11, reason }),
  ).rejects.toMatchObject({ params: { status: 422 } })
  await act('a-handler', 'case.request_extension', id, { days: 10, reason })
  const told = { told: '已书面告知申请人' }
  await expect(act('a-approver', 'case.extend', id, told)).rejects.toMatchObject(
    refusal(403, 'role'),
  )
  await act('a-agency_head', 'case.extend', id, told)
  const after = await clock(id)
  expect([due, after.due, after.extension]).toEqual(['2015-05-25', '2015-06-08', 10])
  expect(after.explanation).toContain('经批准延期 10 个工作日')
  await act('a-handler', 'case.request_extension', id, { days: 1, reason })
  await expect(act('a-agency_head', 'case.extend', id, told)).rejects.toMatchObject(
    refusal(409, 'once'),
  )
})

test('a correction names everything that was found wanting, once; who never answers is settled after the deadline', async () => {
  const id = await submit()
  await act('a-applicant', 'case.add_papers', id, {
    papers: ['申请书', '身份证明', '照片'].map((name) => ({ name, copy: '照片' })),
  })
  const notify = (missing: string) =>
    act('a-window_acceptor', 'case.notify_correction', id, { missing })
  await expect(notify('申请书')).rejects.toMatchObject(refusal(409, 'wrong-state'))
  const judge = (verdicts: object[]) =>
    act('a-window_acceptor', 'case.judge_papers', id, { verdicts })
  await expect(judge([{ name: '营业执照', good: true }])).rejects.toMatchObject(
    refusal(422, 'invalid'),
  )
  await judge([{ name: '照片', good: true }])
  await judge(['申请书', '身份证明'].map((name) => ({ name, good: false, reason: '不清晰' })))
  await expect(act('a-window_acceptor', 'case.accept', id)).rejects.toMatchObject(
    refusal(409, 'wrong-state'),
  )
  await expect(notify('申请书')).rejects.toMatchObject(refusal(422, 'invalid'))
  await notify('申请书、身份证明均不清晰，请重新提交')

  const failed = () => act('a-window_acceptor', 'case.correction_failed', id)
  await expect(failed()).rejects.toMatchObject(refusal(409, 'wrong-state'))
  await days('2015-05-25')
  expect((await failed()).state).toBe('settled')
  expect((await client.get('case', id)).data).toMatchObject({ result_code: '5' })
  await expect(act('a-applicant', 'case.collect', id)).rejects.toMatchObject(
    refusal(409, 'wrong-state'),
  )
})

test('a case ends with the code of its course: granted 0, voided 1 to 3 by two people, forwarded 4, refused 6', async () => {
  const settle = (id: string) => act('a-issuer', 'case.settle', id, { result: '已办结' })
  const code = async (id: string) => (await client.get('case', id)).data['result_code']
  const granted = await approving()
  await act('a-approver', 'case.grant', granted, { opinion: '准予' })
  expect((await limits(granted)).map(([name]: string[]) => name)).toEqual(['delivery'])
  await settle(granted)
  await act('a-issuer', 'case.deliver', granted, { proof: '送达回证一号' })
  const score = { score: '非常满意' }
  await act('a-applicant', 'case.evaluate', granted, score)
  await expect(act('a-applicant', 'case.evaluate', granted, score)).rejects.toMatchObject(
    refusal(409, 'once'),
  )
  const forwarded = await approving()
  await act('a-approver', 'case.forward', forwarded, { opinion: '报州局' })
  await settle(forwarded)
  const refused = await approving()
  await act('a-approver', 'case.refuse', refused, { reason: '不符合条件', remedy: '可申请复议' })
  await settle(refused)
  const voided = await handling()
  await act('a-handler', 'case.request_void', voided, { result_code: '2', reason: '重复申报' })
  await act('a-approver', 'case.void', voided)

  expect(await Promise.all([granted, forwarded, refused, voided].map(code))).toEqual([
    ...['0', '4', '6', '2'],
  ])
})

test('a case that was given to somebody is handled by that account alone, until it is given to another', async () => {
  const second = 'a-handler-2'
  const user = { workNo: second, name: '演练二', unit, active: true, roles: ['handler'] }
  await client.createUser(user, passwordFor(second))
  await client.putAssignments([{ item, node: 'handle', workNo: second, ab: 'B' }])
  const id = await submit()
  await act('a-window_acceptor', 'case.accept', id)
  await act('a-coordinator', 'case.assign', id, { handler: second })
  const opinion = { opinion: '同意' }
  await expect(act('a-handler', 'case.handle', id, opinion)).rejects.toMatchObject(
    refusal(403, 'not-assigned'),
  )
  await act('a-coordinator', 'case.transfer', id, { handler: 'a-handler', reason: '出差' })
  await expect(act(second, 'case.handle', id, opinion)).rejects.toMatchObject(
    refusal(403, 'not-assigned'),
  )
  expect((await act('a-handler', 'case.handle', id, opinion)).state).toBe('reviewing')
})

test('an item that is decided at once is accepted and granted by the same hand, and the exemption is on record', async () => {
  const id = await submit(instant)
  await act('a-window_acceptor', 'case.accept', id)
  await act('a-window_acceptor', 'case.decide_at_once', id, { opinion: '当场准予' })
  const last = (await eventsOf(id)).at(-1)
  expect(last?.data).toMatchObject({ exemption: 'S4', result_code: '0' })
  const promised = await submit()
  await act('a-window_acceptor', 'case.accept', promised)
  await expect(
    act('a-window_acceptor', 'case.decide_at_once', promised, { opinion: '当场准予' }),
  ).rejects.toMatchObject(refusal(409, 'wrong-state'))
})

test('village, town, county: papers are photographed, judged one by one by the town, carried in two and four days', async () => {
  const papers = ['申请书', '户口簿'].map((name) => ({ name, copy: '照片' }))
  const input = { item, applicant: '演练村民', town: unit, papers }
  const { id } = await act('a-agent', 'case.entrust', null, input)
  expect(await limits(id)).toEqual([['village_leg', '2015-05-27']])
  await expect(act('a-agent', 'case.town_receive', id)).rejects.toMatchObject(refusal(409, 'sod'))
  await expect(act('b-agent', 'case.town_receive', id)).rejects.toMatchObject(
    refusal(403, 'other-unit'),
  )
  await act('a-agent-2', 'case.town_receive', id)
  await expect(act('a-agent-2', 'case.town_pass', id)).rejects.toMatchObject(
    refusal(409, 'wrong-state'),
  )
  const verdicts = papers.map(({ name }) => ({ name, good: true }))
  await act('a-agent-2', 'case.town_judge', id, { verdicts })
  await act('a-agent-2', 'case.town_pass', id)
  expect(await limits(id)).toEqual(expect.arrayContaining([['town_leg', '2015-05-29']]))
  await act('a-window_acceptor', 'case.receive_paper', id)
  expect((await limits(id)).map(([name]: string[]) => name)).toEqual(['pre_review', 'notice'])
  expect((await act('a-window_acceptor', 'case.accept', id)).state).toBe('accepted')
})

test('a joint project has 45 days and 15 more; when it stops, the clocks of its parts stop too', async () => {
  const project = await act('a-applicant', 'project.submit', null, {
    name: '电站',
    items: [item],
    applicant: '演练乙',
  })
  await act('a-coordinator', 'project.pre_pass', project.id)
  const { created = [] } = await act('x-reception', 'project.dispatch', project.id)
  const child = created[0]?.id ?? ''
  await act('a-window_acceptor', 'case.accept', child)
  const before = (await clock(child)).due
  expect(await clock(project.id, 'project')).toMatchObject({ promised: 45, statutory: 45 })
  await act('x-reception', 'project.request_special', project.id, special)
  await act('x-government_head', 'project.start_special', project.id)
  expect(await clock(child)).toMatchObject({ isStopped: true })
  await days('2015-05-27')
  await act('x-reception', 'project.end_special', project.id, { result: '合格' })
  const after = await clock(child)
  expect([before, after.due, after.used]).toEqual(['2015-06-23', '2015-06-25', 0])
  await act('x-reception', 'project.request_extension', project.id, { days: 15, reason: '复杂' })
  await act('x-government_head', 'project.extend', project.id, { told: '已告知' })
  expect(await clock(project.id, 'project')).toMatchObject({ extension: 15 })

  await act('a-coordinator', 'case.assign', child)
  await act('a-handler', 'case.handle', child, { opinion: '同意' })
  await act('a-reviewer', 'case.review_pass', child, { opinion: '同意' })
  await act('a-approver', 'case.grant', child, { opinion: '准予' })
  await act('a-issuer', 'case.settle', child, { result: '送咨询接件窗口' })
  await act('x-reception', 'project.feedback', project.id, { result: '请取件' })
  expect(await limits(child)).toEqual([])
  expect(await limits(project.id, 'project')).toEqual([['delivery', '2015-06-10']])
})

test('a local holiday moves every clock and every timer', async () => {
  const id = await submit()
  expect(await limits(id)).toContainEqual(['notice', '2015-06-03'])
  const put = await fetch(`${hall.url}/api/v1/calendars/2015`, {
    method: 'PUT',
    headers: { 'x-admin-token': ADMIN_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ off: { '2015-06-01': '地方节日' }, work: {} }),
  })
  expect(put.status).toBe(200)
  expect(await limits(id)).toContainEqual(['notice', '2015-06-04'])
  await days('2015-06-04')
  expect((await client.get('case', id)).state).toBe('submitted')
  await days('2015-06-05')
  expect((await client.get('case', id)).state).toBe('accepted')
})

test('a published item version is immutable: suspended, resumed, cancelled, never edited', async () => {
  const input = {
    ...{ item, name: '演练事项', promised: 10, statutory: 20 },
    ...{ materials: '申请书', change: '新增' },
  }
  const { id } = await act('a-item_editor', 'item_version.draft', null, input)
  await act('a-item_editor', 'item_version.edit', id, { promised: 8 })
  await act('a-item_editor', 'item_version.submit', id)
  await act('x-item_auditor', 'item_version.publish', id)
  await expect(
    act('a-item_editor', 'item_version.edit', id, { promised: 5 }),
  ).rejects.toMatchObject(refusal(409, 'wrong-state'))
  expect((await client.get('item_version', id)).data).toMatchObject({ promised: 8 })
  expect((await client.listItems()).find(({ code }) => code === item)?.promisedWorkdays).toBe(20)
})

test('no request was a bug of the hall', () => {
  expect(hall.bugs).toEqual([])
})
