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
