import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import DrillPlan from '../../src/commands/drill/plan.js'
import DrillRehearse from '../../src/commands/drill/rehearse.js'
import DrillRehearseEach from '../../src/commands/drill/rehearse-each.js'
import DrillStatus from '../../src/commands/drill/status.js'
import Inbox from '../../src/commands/inbox.js'
import { type OwnMachine, ownMachine } from '../support/own-machine.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const inbox = fileURLToPath(new URL('../../fixtures/menghai/inbox', import.meta.url))
/** What one unit and the county office sent. */
const SENT = [
  ...['审批（服务）事项信息梳理表', '流程节点人员信息表', '附表3栏目信息表'].map(
    (form) => `勐海县司法局${form}.csv`,
  ),
  '县政务服务管理局 县级人员信息表.xlsx',
]

let machine: OwnMachine
let dir: string

beforeAll(async () => {
  machine = await ownMachine()
  dir = (await machine.workspace('预演的一个县')).paths.root
  const sent = join(machine.home, '来件')
  await mkdir(sent)
  for (const name of SENT) await cp(join(inbox, name), join(sent, name), { recursive: true })
  await runCommand(Inbox, [sent, '--workspace', dir])
})

afterAll(() => machine.leave())

test('rehearse plays everything with robots on a hall of its own, and leaves sample papers and no run', async () => {
  const plan = await runCommand(DrillPlan, ['--workspace', dir, '--json'])
  const { json } = await runCommand(DrillRehearse, ['--workspace', dir, '--json'])
  const status = await runCommand(DrillStatus, ['--workspace', dir, '--json'])

  expect(plan.json?.result.units.map(({ until }: { until: unknown }) => until)).toContain(null)
  expect(json?.result.steps.done).toBe(json?.result.steps.total)
  expect(json?.result.steps.total).toBeGreaterThan(20)
  expect(json?.result.reports.every((path: string) => path.includes('样稿'))).toBe(true)
  expect(status.json?.error?.code).toBe('HK-DRILL-002')
})

test('what a rehearsal could not play is told, with the command that says why', async () => {
  const narrow = join(await tempFolder(), '时间不够')
  await cp(dir, narrow, { recursive: true })
  await mkdir(join(narrow, 'drills'), { recursive: true })
  const day = (id: string, on: string) =>
    `  - { id: ${id}, day: ${on}, windows: [[08:30, 08:45]] }\n`
  const plan = `drill: 1\nnotice: menghai-2015\nbatches:\n${day('b1', '2015-04-08')}${day('b2', '2015-04-09')}`
  await writeFile(join(narrow, 'drills', 'plan.yaml'), plan)
  const { stdout, stderr } = await runCommand(DrillRehearse, ['--workspace', narrow])

  expect(stdout).not.toContain('未演 0')
  expect(stderr).toMatch(/有 \d+ 个动作未演：.*hallkit drill plan/)
})

test('rehearse-each does the same for every county of a province, and one that cannot be rehearsed holds nobody up', async () => {
  const plan = await runCommand(DrillPlan, ['--workspace', dir, '--json'])
  const province = await tempFolder()
  await cp(dir, join(province, '甲县'), { recursive: true })
  await mkdir(join(province, '乙县'))
  await writeFile(join(province, '乙县', 'hallkit.yaml'), 'workspace: 9\n')
  const each = await runCommand(DrillRehearseEach, [province, '--json'])
  const told = await runCommand(DrillRehearseEach, [await tempFolder(), '--json'])
  const [bad, good] = each.json?.result.counties ?? []

  expect([each.exitCode, told.json?.error?.code]).toEqual([1, 'HK-WORK-001'])
  expect(bad).toMatchObject({
    county: '乙县',
    steps: null,
    problem: { code: expect.stringContaining('HK-YAML') },
  })
  const total = plan.json?.result.steps.length
  expect(good).toMatchObject({ county: '甲县', steps: { total, done: total }, problem: null })
})
