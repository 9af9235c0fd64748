import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  checkWorkflow,
  loadHallRules,
  objectKinds,
  type Workflow,
} from '../../../src/lib/hall/index.js'
import { tempFolder } from '../../support/temp-folder.js'

test('the workflows that ship are sound, and cover every kind of object', async () => {
  const { roles, workflows } = await loadHallRules(templatesDir())
  expect(Object.keys(workflows).sort()).toEqual([...objectKinds].sort())
  for (const flow of Object.values(workflows)) expect(checkWorkflow(flow, roles)).toEqual([])
})

const flaws: readonly [string, (flow: Workflow) => Workflow, object][] = [
  [
    'an unknown role',
    (flow) => patch(flow, { by: ['king'] }),
    { sort: 'unknown-name', name: 'king' },
  ],
  [
    'an unknown node',
    (flow) => patch(flow, { node: 'lunch' }),
    { sort: 'unknown-name', name: 'lunch' },
  ],
  [
    'an unknown event',
    (flow) => patch(flow, { notBy: ['rained'] }),
    { sort: 'unknown-name', name: 'rained' },
  ],
  [
    'a move to nowhere',
    (flow) => patch(flow, { to: 'limbo' }),
    { sort: 'unknown-name', name: 'limbo' },
  ],
  [
    'a state that nothing leads to',
    (flow) => ({ ...flow, states: { ...flow.states, island: { title: '孤岛', final: true } } }),
    { sort: 'unreachable', name: 'island' },
  ],
  [
    'a state without a way out',
    (flow) => ({
      ...flow,
      states: { ...flow.states, audited: { title: '待发布', final: false } },
      actions: without(flow, 'publish'),
    }),
    { sort: 'dead-end', name: 'audited' },
  ],
  [
    'a final state that is left',
    (flow) => ({ ...flow, states: { ...flow.states, audited: { title: '待发布', final: true } } }),
    { sort: 'final-left', name: 'audited' },
  ],
]

function patch(flow: Workflow, change: object): Workflow {
  const { reply } = flow.actions
  return {
    ...flow,
    actions: { ...flow.actions, reply: { ...reply, ...change } as typeof reply & object },
  }
}

function without({ actions }: Workflow, name: string): Workflow['actions'] {
  return Object.fromEntries(Object.entries(actions).filter(([key]) => key !== name))
}

test.each(flaws)('%s is found', async (_, spoil, flaw) => {
  const { roles, workflows } = await loadHallRules(templatesDir())
  expect(checkWorkflow(spoil(workflows.consultation), roles)).toContainEqual(
    expect.objectContaining(flaw),
  )
})

/** A change to one action of the case workflow. */
const changed = (name: string, change: object) => (flow: Workflow) => {
  const rule = flow.actions[name]
  return {
    ...flow,
    actions: { ...flow.actions, [name]: { ...rule, ...change } as typeof rule & object },
  }
}
const limit = (name: string, change: object) => (flow: Workflow) => {
  const rule = flow.limits[name]
  return {
    ...flow,
    limits: { ...flow.limits, [name]: { ...rule, ...change } as typeof rule & object },
  }
}

const legalFlaws: readonly [string, (flow: Workflow) => Workflow, object][] = [
  [
    'nodes that take longer than the promise',
    limit('handle', { days: 15 }),
    { at: 'limits', sort: 'limits', name: '26 > 20' },
  ],
  [
    'a promise beyond the law',
    (flow) => ({ ...flow, clock: { promised: 30, statutory: 20, extension: 10, basis: '无' } }),
    { at: 'clock.promised', sort: 'limits' },
  ],
  [
    'an extension beyond its cap',
    changed('request_extension', { input: { days: { days: 11 } } }),
    { at: 'actions.extend.clock', name: '11 > 10' },
  ],
  [
    'a stop of unknown length',
    changed('request_special', { input: {} }),
    { at: 'actions.start_special.clock', sort: 'no-days' },
  ],
  [
    'a clock that is moved and never described',
    ({ clock: _, ...flow }) => flow,
    { at: 'actions.accept.clock', sort: 'limits' },
  ],
  [
    'an approval of what nobody asks',
    changed('extend', { approves: 'handled' }),
    { sort: 'no-request', name: 'handled' },
  ],
  ['an action of nobody', changed('accept', { by: [] }), { at: 'actions.accept', sort: 'nobody' }],
  [
    'an action of people and of the hall',
    changed('deemed_accept', { by: ['handler'] }),
    { sort: 'nobody' },
  ],
  [
    'a limit that is nowhere',
    changed('deemed_accept', { after: 'patience' }),
    { sort: 'unknown-name', name: 'patience' },
  ],
  [
    'a limit since what never happens',
    limit('notice', { since: ['rained'] }),
    { at: 'limits.notice.since', name: 'rained' },
  ],
  [
    'a limit in a state that is none',
    limit('notice', { in: ['limbo'] }),
    { at: 'limits.notice.in', name: 'limbo' },
  ],
]

test.each(legalFlaws)('%s is found', async (_, spoil, flaw) => {
  const { roles, workflows } = await loadHallRules(templatesDir())
  expect(checkWorkflow(spoil(workflows.case), roles)).toContainEqual(expect.objectContaining(flaw))
})

test('a flawed file stops the hall from starting and says where', async () => {
  const folder = join(await tempFolder(), 'templates')
  await cp(templatesDir(), folder, { recursive: true })
  const file = join(folder, 'workflows', 'article.yaml')
  const text = await readFile(file, 'utf8')

  await writeFile(
    file,
    text.replace('event: submitted, by: [unit_admin]', 'event: submitted, by: [king]'),
  )
  await expect(loadHallRules(folder)).rejects.toMatchObject({
    code: 'HK-HALL-011',
    params: { file, line: 18, column: 76, at: 'actions.submit.by', name: 'king' },
  })
  await writeFile(file, text.replace('kind: article', 'kind: case'))
  await expect(loadHallRules(folder)).rejects.toMatchObject({ code: 'HK-HALL-010' })
  await writeFile(file, text.replace('notBy: [drafted', 'notby: [drafted'))
  await expect(loadHallRules(folder)).rejects.toMatchObject({ code: 'HK-YAML-003' })
})
