import { afterAll, expect, test } from 'vitest'
import { passwordFor } from '../../support/hall.js'
import { instant, item, legalHall, refusal, special, unit } from '../../support/legal-hall.js'

const { hall, client, act, days, clock, limits, eventsOf, submit, handling, approving } =
  await legalHall('2015-04-03')
afterAll(() => hall.close())

// The tests follow one another on one calendar: April and May 2015.

test('an accepted case is due by working days, and its clock explains every line', async () => {
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

test('no request was a bug of the hall', () => {
  expect(hall.bugs).toEqual([])
})
