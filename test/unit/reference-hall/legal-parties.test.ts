import { afterAll, expect, test } from 'vitest'
import { ADMIN_TOKEN } from '../../support/hall.js'
import { item, legalHall, refusal, special, unit } from '../../support/legal-hall.js'

const { hall, client, act, days, clock, limits, submit } = await legalHall('2015-05-25')
afterAll(() => hall.close())

// The tests follow one another on one calendar: May and June 2015.

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
