import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HallConnection, HallUser } from '../../../src/lib/hall/index.js'
import {
  actor,
  columns,
  furnish,
  items,
  passwordFor,
  startTestHall,
  type TestHall,
  units,
} from '../../support/hall.js'
import { withoutDuties } from '../../support/hall-http.js'
import { addExtras } from '../../support/hall-model.js'

let hall: TestHall
let client: HallConnection
let act: ReturnType<typeof actor>

const item = items[0]?.code ?? ''
const unit = units[0]?.code ?? ''
/** One person who holds every role that duties could be joined in, and every node. */
const all = 'a-all'
const roles = [
  ...['applicant', 'unit_admin', 'platform_admin', 'coordinator', 'window_acceptor', 'handler'],
  ...['reviewer', 'approver', 'issuer', 'agency_head', 'replier', 'reply_auditor', 'inspector'],
  ...['item_editor', 'item_auditor', 'agent'],
]

beforeAll(async () => {
  hall = await startTestHall()
  client = await hall.connect()
  await furnish(client)
  await addExtras(client)
  const everything: HallUser = { workNo: all, name: '演练全能', unit, active: true, roles }
  await withoutDuties(hall, () => client.createUser(everything, passwordFor(all)))
  const nodes = ['pre-review', 'accept', 'handle', 'review', 'approve', 'settle']
  await client.putAssignments(nodes.map((node) => ({ item, node, workNo: all, ab: 'B' as const })))
  act = actor(client)
})
afterAll(() => hall.close())

type Step = readonly [account: string, action: string, input?: Record<string, unknown>]

const opinion = { opinion: '同意' }
const reason = { reason: '演练' }
const submit: Step = ['a-applicant', 'case.submit', { item, applicant: '演练' }]
const accept: Step = ['a-window_acceptor', 'case.accept']
const assign: Step = ['a-coordinator', 'case.assign']
const handle: Step = ['a-handler', 'case.handle', opinion]
const review: Step = ['a-reviewer', 'case.review_pass', opinion]
const by = (account: string, [, action, input]: Step): Step => [account, action, input]
const special = { kind: '听证', basis: '第四十六条', days: 5, notice: '一号' }
const asked = { unit, title: '演练', body: '演练' }
const version = {
  ...{ item, name: '演练', promised: 5, statutory: 10 },
  ...{ materials: '申请书', change: '变更' },
}
const issue = { unit, rule: 'R01', level: '黄牌', subject: '某件', reason: '超期' }

/** Rule, what was done before, and the last step that the same hand must not take. */
const forbidden: readonly [string, readonly Step[], Step][] = [
  [
    'S3 article: writer and publisher',
    [
      [all, 'article.draft', { column: columns[0], title: '一', body: '二' }],
      [all, 'article.submit'],
    ],
    [all, 'article.approve'],
  ],
  [
    'S3 item: editor and auditor',
    [
      [all, 'item_version.draft', version],
      [all, 'item_version.submit'],
    ],
    [all, 'item_version.publish'],
  ],
  [
    'S3 reply: writer and auditor',
    [
      ['b-applicant', 'consultation.ask', asked],
      [all, 'consultation.reply', { answer: '答' }],
    ],
    [all, 'consultation.audit_pass'],
  ],
  [
    'S4 acceptor and approver',
    [submit, by(all, accept), assign, handle, review],
    [all, 'case.grant', opinion],
  ],
  ['S5 handler and reviewer', [submit, accept, assign, by(all, handle)], by(all, review)],
  [
    'S5 reviewer and approver',
    [submit, accept, assign, handle, by(all, review)],
    [all, 'case.grant', opinion],
  ],
  [
    'S6 an inspection by one person',
    [submit, accept, assign, ['a-handler', 'case.inspect', { findings: '一致' }]],
    handle,
  ],
  [
    'S7 host of the hearing and reviewer',
    [submit, accept, assign, [all, 'case.hold_hearing', { minutes: '笔录' }], handle],
    by(all, review),
  ],
  [
    'S8 special procedure: asking and approving',
    [submit, accept, assign, [all, 'case.request_special', special]],
    [all, 'case.start_special'],
  ],
  [
    'S8 extension: asking and approving',
    [submit, accept, assign, [all, 'case.request_extension', { days: 5, ...reason }]],
    [all, 'case.extend', { told: '已告知' }],
  ],
  [
    'S9 void: asking and approving',
    [submit, accept, assign, [all, 'case.request_void', { result_code: '3', ...reason }]],
    [all, 'case.void'],
  ],
  [
    'S10 an appeal decided in the unit itself',
    [
      ['x-inspector', 'notice.issue', issue],
      ['a-coordinator', 'notice.appeal', reason],
    ],
    ['x-inspector', 'notice.revoke', reason],
  ],
  ['S11 applicant and acceptor', [by(all, submit)], by(all, accept)],
  [
    'S11 applicant and approver',
    [by(all, submit), accept, assign, handle, review],
    [all, 'case.grant', opinion],
  ],
]

/** The same last step, by somebody with clean hands. */
const clean: Readonly<Record<string, string>> = {
  'S10 an appeal decided in the unit itself': 'y-inspector',
}

async function play(steps: readonly Step[]): Promise<string> {
  let id: string | null = null
  for (const [account, action, input] of steps) id = (await act(account, action, id, input)).id
  return id ?? ''
}

test.each(forbidden)('%s are different hands', async (name, before, [account, action, input]) => {
  const id = await play(before)
  await expect(act(account, action, id, input)).rejects.toMatchObject({
    params: { status: 409, code: 'sod' },
  })
  const other = clean[name]
  if (other !== undefined) await act(other, action, id, input)
})

test('an inspection by two people, and a hearing held by somebody else, are in order', async () => {
  const findings = { findings: '一致' }
  const id = await play([
    ...[submit, accept, assign],
    ['a-handler', 'case.inspect', findings],
    ['a-reviewer', 'case.inspect', findings],
    ['a-approver', 'case.hold_hearing', { minutes: '笔录' }],
    ...[handle, review],
  ])
  expect((await client.get('case', id)).state).toBe('approving')
})

test('S8: only the head of the agency extends; S1: who only administers acts on no case', async () => {
  const id = await play([submit])
  for (const account of ['a-unit_admin', 'x-platform_admin', 'a-supervisor']) {
    await expect(act(account, 'case.accept', id)).rejects.toMatchObject({
      params: { status: 403, code: 'role' },
    })
  }
  const asking: Step = ['a-handler', 'case.request_extension', { days: 5, ...reason }]
  const asked = await play([submit, accept, assign, asking])
  await expect(act('a-approver', 'case.extend', asked, { told: '已' })).rejects.toMatchObject({
    params: { status: 403, code: 'role' },
  })
})
