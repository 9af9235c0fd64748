import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import UsersApply from '../../src/commands/users/apply.js'
import UsersDiff from '../../src/commands/users/diff.js'
import UsersPlan from '../../src/commands/users/plan.js'
import { accountMark, type HallConnection, type HallUser } from '../../src/lib/hall/index.js'
import { openWorkspace } from '../../src/lib/workspace/index.js'
import { type KeptFolder, keptFolder } from '../support/kept-folder.js'
import {
  type ProvisionScene,
  prepareWorkspace,
  provisionScene,
  slipsOf,
} from '../support/provision.js'
import type { runCommand } from '../support/run-command.js'

const configBefore = process.env['XDG_CONFIG_HOME']
const said: string[] = []
let kept: KeptFolder
let scene: ProvisionScene
let folder: string
let dir: string
let slips: string
let client: HallConnection

beforeAll(async () => {
  kept = await keptFolder()
  await prepareWorkspace(join(kept.path, '演练'))
})
beforeEach(async () => {
  scene = await provisionScene(join(kept.path, '演练'))
  ;({ dir, slips, client } = scene)
  folder = dirname(dir)
})
afterEach(() => scene.close())
afterAll(async () => {
  await kept.remove()
  if (configBefore === undefined) delete process.env['XDG_CONFIG_HOME']
  else process.env['XDG_CONFIG_HOME'] = configBefore
})

async function run(command: Parameters<typeof runCommand>[0], ...argv: string[]) {
  const outcome = await scene.run(command, ...argv)
  said.push(outcome.stdout, outcome.stderr)
  return outcome
}
const planFile = () => join(dir, 'out', 'users-plan.json')
const plan = () => run(UsersPlan, '--json')
const apply = (...argv: string[]) => run(UsersApply, planFile(), '--json', ...argv)
const actions = (rows: readonly { readonly action: string; readonly workNo: string }[]) =>
  rows.map(({ action, workNo }) => [action, workNo])

async function everything(root: string): Promise<string> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((one) => one.isFile())
  const texts = files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1'))
  return (await Promise.all(texts)).join('\n')
}

test('a plan makes every account once, each with a password that stands on its slip and nowhere else', async () => {
  const planned = await plan()
  const { rows, counts } = planned.json?.result ?? {}
  expect(planned.exitCode).toBe(0)
  expect(counts).toMatchObject({ create: rows.length, conflict: 0, unmanaged: 0 })
  expect(await client.listUsers()).toEqual([])

  const inside = await apply('--handout', join(dir, 'out', '口令'))
  expect([inside.exitCode, inside.json?.error?.code]).toEqual([2, 'HK-ROST-306'])
  expect(await client.listUsers()).toEqual([])

  const done = await apply('--handout', slips)
  expect([done.exitCode, done.json?.result.counts.done]).toEqual([0, rows.length])
  expect(await client.listUsers()).toHaveLength(rows.length)
  const sheets: readonly string[] = done.json?.result.handouts
  const handed = new Map((await Promise.all(sheets.map(slipsOf))).flatMap((one) => [...one]))
  expect(handed.size).toBe(rows.length)
  expect(new Set(handed.values()).size).toBe(rows.length)
  for (const sheet of sheets) expect((await stat(sheet)).mode & 0o777).toBe(0o600)
  expect((await stat(slips)).mode & 0o777).toBe(0o700)
  const [[workNo, password] = ['', '']] = handed
  expect(await scene.login(workNo, password)).toMatchObject({ isIn: true, mustChange: true })

  const again = await apply('--handout', slips)
  expect(again.json?.result).toMatchObject({
    counts: { done: 0, already: rows.length },
    handouts: [],
  })
  const text = await run(UsersApply, planFile(), '--handout', slips)
  expect(text.exitCode).toBe(0)
  const kept = (await everything(folder)) + said.join()
  for (const one of handed.values()) expect(kept.includes(one)).toBe(false)
}, 60_000)

test('slips go beside the workspace when nobody says where', async () => {
  await plan()
  const done = await apply()
  const { handouts } = done.json?.result ?? {}
  expect(done.exitCode).toBe(0)
  expect([...new Set(handouts.map(dirname))]).toEqual([`${dir}-口令条`])
  expect((await stat(`${dir}-口令条`)).mode & 0o777).toBe(0o700)
}, 60_000)

test('drift made by hand is told field by field, planned and repaired', async () => {
  await plan()
  await apply('--no-passwords')
  const users = await client.listUsers()
  const [renamed, moved, off] = users as [HallUser, HallUser, HallUser]
  await client.putUnits([{ code: 'elsewhere', name: '别处', batch: '' }])
  await client.updateUser({ ...renamed, name: '别的名字', roles: [] })
  await client.updateUser({ ...moved, unit: 'elsewhere' })
  await client.updateUser({ ...off, active: false })

  const drift = await run(UsersDiff, '--json')
  expect(drift.exitCode).toBe(1)
  expect(drift.json?.result.drift).toMatchObject([
    { action: 'update', workNo: renamed.workNo, changes: [{ field: 'name' }, { field: 'roles' }] },
    { action: 'move', changes: [{ field: 'unit', held: 'elsewhere', wanted: moved.unit }] },
    { action: 'enable', changes: [{ field: 'active', held: false, wanted: true }] },
  ])
  const words = await run(UsersDiff)
  expect(words.stdout).toContain(`姓名：大厅为「别的名字」，应为「${renamed.name}」`)
  expect(words.stdout).toContain('状态：大厅为「停用」，应为「启用」')

  await plan()
  const repaired = await apply()
  expect([repaired.exitCode, repaired.json?.result.counts.done]).toEqual([0, 3])
  expect(await client.listUsers()).toEqual(users)
  expect((await run(UsersDiff, '--json')).exitCode).toBe(0)
  expect((await run(UsersDiff)).stdout).toContain('一致')
}, 60_000)

test('a hall that changed after the plan is refused by name, and nothing is done', async () => {
  await plan()
  await apply('--no-passwords')
  const [first, second] = (await client.listUsers()) as [HallUser, HallUser]
  await client.updateUser({ ...first, name: '改' })
  await plan()
  await client.updateUser({ ...second, name: '又改' })
  await client.createUser({ ...second, workNo: 'late', externalId: 'x' }, null)

  const refused = await apply()
  expect([refused.exitCode, refused.json?.error?.code]).toEqual([5, 'HK-ROST-303'])
  expect(refused.json?.error?.message).toContain(`被改动 ${second.workNo}；新增 late`)
  expect((await client.listUsers()).find(({ workNo }) => workNo === first.workNo)?.name).toBe('改')
}, 60_000)

test('others are left alone, taken over only by name; leavers are switched off only when asked', async () => {
  const planned = await plan()
  const [one] = planned.json?.result.rows ?? []
  await client.putUnits([{ code: one.account.unit, name: one.name, batch: '' }])
  const { id } = (await openWorkspace(dir)).settings
  const account = (workNo: string, externalId?: string): HallUser => ({
    ...{ workNo, name: '某人', unit: one.account.unit, active: true, roles: ['handler'] },
    ...(externalId === undefined ? {} : { externalId }),
  })
  await client.createUser(account(one.workNo), null)
  await client.createUser(account('stranger', 'hallkit/other/stranger'), null)
  await client.createUser(account('gone-1', accountMark(id)('gone-1')), null)

  const { json } = await plan()
  expect(json?.result.counts).toMatchObject({ conflict: 1, disable: 1, unmanaged: 1 })
  expect(actions(json?.result.rows)).toEqual(
    expect.arrayContaining([
      ['conflict', one.workNo],
      ['disable', 'gone-1'],
      ['unmanaged', 'stranger'],
    ]),
  )
  const left = await apply('--no-passwords')
  expect([left.exitCode, left.json?.result.counts.left]).toEqual([1, 3])
  const held = async (workNo: string) =>
    (await client.listUsers()).find((user) => user.workNo === workNo)
  expect(await held('gone-1')).toMatchObject({ active: true })
  expect(await held(one.workNo)).toMatchObject({ name: '某人' })
  const wrong = await apply('--no-passwords', '--adopt', 'stranger')
  expect([wrong.exitCode, wrong.json?.error?.code]).toEqual([2, 'HK-ROST-304'])

  const asked = ['--no-passwords', '--adopt', one.workNo, '--prune', 'disable']
  const done = await apply(...asked)
  expect([done.exitCode, done.json?.result.counts]).toMatchObject([0, { done: 2, left: 1 }])
  expect(await held('gone-1')).toMatchObject({ active: false })
  expect(await held('stranger')).toEqual(account('stranger', 'hallkit/other/stranger'))
  expect(await held(one.workNo)).toMatchObject({
    name: one.name,
    externalId: accountMark(id)(one.workNo),
  })
  expect((await apply(...asked)).json?.result.counts).toMatchObject({ done: 0, refused: 0 })
}, 60_000)

test('an account that the hall refuses is told with the hall’s words; the others are made', async () => {
  await plan()
  const wanted = JSON.parse(await readFile(planFile(), 'utf8'))
  wanted.rows[0].account.roles = ['no-such-role']
  await writeFile(planFile(), JSON.stringify(wanted))
  const done = await apply('--no-passwords')
  const { rows, counts } = done.json?.result ?? {}
  expect([done.exitCode, counts.refused, counts.done]).toEqual([1, 1, rows.length - 1])
  expect(rows[0]).toMatchObject({ outcome: 'refused' })
  expect(rows[0].detail).toContain('没有这个角色')
  const text = await run(UsersApply, planFile(), '--no-passwords')
  expect(text.stdout).toContain(`新开 ${rows[0].workNo} ${rows[0].name}：大厅拒绝，`)
}, 60_000)

test('what is no plan, or a plan of another workspace, is refused', async () => {
  await writeFile(join(folder, 'x.json'), '{"accountPlan":1}')
  const wrong = await run(UsersApply, join(folder, 'x.json'), '--json')
  expect([wrong.exitCode, wrong.json?.error?.code]).toEqual([2, 'HK-ROST-301'])
  await plan()
  const mine = JSON.parse(await readFile(planFile(), 'utf8'))
  await writeFile(planFile(), JSON.stringify({ ...mine, workspace: 'another' }))
  const foreign = await apply('--no-passwords')
  expect([foreign.exitCode, foreign.json?.error?.code]).toEqual([2, 'HK-ROST-302'])
}, 60_000)
