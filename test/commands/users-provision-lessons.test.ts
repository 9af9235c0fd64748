import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import RosterImport from '../../src/commands/roster/import.js'
import UsersApply from '../../src/commands/users/apply.js'
import UsersDiff from '../../src/commands/users/diff.js'
import { plusSeconds } from '../../src/lib/calendar/index.js'
import type { HallUser } from '../../src/lib/hall/index.js'
import { startTestHall } from '../support/hall.js'
import { type KeptFolder, keptFolder } from '../support/kept-folder.js'
import {
  type ProvisionScene,
  prepareWorkspace,
  provisionScene,
  slipsOf,
} from '../support/provision.js'
import { runCommand } from '../support/run-command.js'

// What went wrong in other tools (reference: identity provisioning, "what the anchors teach"), one test for each.

const configBefore = process.env['XDG_CONFIG_HOME']
let folder: KeptFolder
let scene: ProvisionScene

beforeAll(async () => {
  folder = await keptFolder()
  await prepareWorkspace(join(folder.path, '演练'))
})
beforeEach(async () => {
  scene = await provisionScene(join(folder.path, '演练'))
})
afterEach(() => scene.close())
afterAll(async () => {
  await folder.remove()
  if (configBefore === undefined) delete process.env['XDG_CONFIG_HOME']
  else process.env['XDG_CONFIG_HOME'] = configBefore
})

const writes = () => scene.requests.filter((one) => !one.startsWith('GET '))
const user = async (workNo: string) =>
  (await scene.client.listUsers()).find((one) => one.workNo === workNo)

/** Puts everybody into the hall, without passwords. */
async function settle(): Promise<void> {
  await scene.plan()
  await scene.apply('--no-passwords')
}

/** Puts everybody into the hall; gives the slips. */
async function settleWithSlips(): Promise<ReadonlyMap<string, string>> {
  await scene.plan()
  const done = await scene.apply('--handout', scene.slips)
  const sheets: readonly string[] = done.json?.result.handouts
  return new Map((await Promise.all(sheets.map(slipsOf))).flatMap((one) => [...one]))
}

test('somebody who comes back gets the old account switched on, not a second one (better-auth #11111)', async () => {
  await settle()
  const before = await scene.client.listUsers()
  const [one] = before as [HallUser]
  await scene.client.updateUser({ ...one, active: false })

  const planned = await scene.plan()
  expect(planned.json?.result.rows).toMatchObject([{ action: 'enable', workNo: one.workNo }])
  expect((await scene.apply()).json?.result.counts).toMatchObject({ done: 1, refused: 0 })
  expect(await scene.client.listUsers()).toEqual(before)
})

test('an account that is there already is taken over by name only, and keeps its own password (eneo PR #443)', async () => {
  const planned = await scene.plan()
  const [row] = planned.json?.result.rows ?? []
  await scene.client.putUnits([{ code: row.unit, name: '单位', batch: '' }])
  const own: HallUser = { ...row.account, name: '原有账号' }
  await scene.client.createUser(own, 'own-password-2015', { mustChange: false })
  await scene.plan()
  await scene.apply('--handout', scene.slips)
  expect(await user(row.workNo)).toMatchObject({ name: '原有账号' })

  await scene.apply('--handout', scene.slips, '--adopt', row.workNo)
  expect(await user(row.workNo)).toMatchObject({ name: row.name })
  expect(await scene.login(row.workNo, 'own-password-2015')).toMatchObject({
    ...{ isIn: true, mustChange: false },
  })
})

test('an account that somebody deleted is made again under the same number, with a slip of its own (Budibase #17628, keycloak-config-cli #309)', async () => {
  const first = await settleWithSlips()
  const [[workNo, password] = ['', '']] = first
  const held = await scene.client.listUsers()
  const hall = await startTestHall()
  const client = await hall.connect()
  await client.putUnits(await scene.client.listUnits())
  for (const one of held) if (one.workNo !== workNo) await client.createUser(one, null)

  const planned = await scene.plan('--hall', hall.url)
  expect(planned.json?.result.rows).toMatchObject([{ action: 'create', workNo }])
  const done = await scene.apply('--handout', scene.slips, '--hall', hall.url)
  const [sheet = ''] = done.json?.result.handouts ?? []
  const again = (await slipsOf(sheet)).get(workNo) ?? ''
  expect(await client.listUsers()).toEqual(held)
  expect(again).toMatch(/^[2-9A-Za-z]{16}$/)
  expect(again).not.toBe(password)
  await hall.close()
})

test('nothing is ever deleted: leavers are switched off, and only when asked (probo PR #1277)', async () => {
  await settle()
  const [one] = (await scene.client.listUsers()) as [HallUser]
  const gone = { ...one, workNo: 'gone-1', externalId: scene.mark('gone-1'), roles: ['handler'] }
  await scene.client.createUser(gone, null)
  await scene.plan()
  await scene.apply()
  expect(await user('gone-1')).toEqual(gone)

  const done = await scene.apply('--prune', 'disable')
  expect(done.json?.result.counts).toMatchObject({ done: 1 })
  expect(await user('gone-1')).toEqual({ ...gone, active: false })
  expect(scene.requests.filter((request) => request.startsWith('DELETE'))).toEqual([])
})

test('the last administrator is never switched off, whoever asks; with a successor he is (growthbook #1680)', async () => {
  await settle()
  const [one] = (await scene.client.listUsers()) as [HallUser]
  const admin = (workNo: string): HallUser => ({
    ...{ ...one, workNo, externalId: scene.mark(workNo), roles: ['platform_admin'] },
  })
  await scene.client.createUser(admin('gone-1'), null)
  await scene.client.createUser(admin('gone-2'), null)
  const planned = await scene.plan()
  expect(planned.json?.result.violations).toMatchObject([{ code: 'HK-ROST-224' }])
  expect(planned.json?.result.violations[0].message).toContain('gone-2')
  const asked = await scene.apply('--prune', 'disable')
  expect([asked.exitCode, asked.json?.result.counts.left]).toEqual([1, 1])
  const kept = asked.json?.result.rows.find(({ keeps }: { keeps: unknown }) => keeps !== null)
  expect(kept).toMatchObject({
    ...{ workNo: 'gone-2', action: 'disable', outcome: 'left' },
    keeps: { role: 'platform_admin', zh: '系统管理员（县级）' },
  })
  expect([(await user('gone-1'))?.active, (await user('gone-2'))?.active]).toEqual([false, true])
  const text = await scene.run(UsersApply, `${scene.dir}/out/users-plan.json`, '--prune', 'disable')
  expect(text.stdout).toContain('停用 gone-2')
  expect(text.stdout).toContain('没有别人担任「系统管理员（县级）」')

  await scene.client.createUser({ ...admin('next'), externalId: 'by hand' }, null)
  expect((await scene.plan()).json?.result.violations).toEqual([])
  const done = await scene.apply('--prune', 'disable')
  expect([done.exitCode, (await user('gone-2'))?.active]).toEqual([0, false])
})

test('a password is given at creation only: a repair leaves the one that its owner chose (keycloak-config-cli #489, #623)', async () => {
  const [[workNo, password] = ['', '']] = await settleWithSlips()
  const { token } = await scene.login(workNo, password)
  const changed = await fetch(`${scene.hall.url}/api/v1/auth/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ password, newPassword: 'chosen-by-myself-88' }),
  })
  expect(changed.status).toBeLessThan(300)
  const held = (await user(workNo)) as HallUser
  await scene.client.updateUser({ ...held, name: '改名', roles: [] })
  await scene.plan()
  await scene.apply('--handout', scene.slips)

  expect(await user(workNo)).toEqual(held)
  expect(await scene.login(workNo, 'chosen-by-myself-88')).toMatchObject({
    ...{ isIn: true, mustChange: false },
  })
})

test('a plan writes nothing, a repeated apply writes nothing (keycloak-config-cli #154, #512)', async () => {
  const planned = await scene.plan()
  expect([planned.exitCode, writes()]).toEqual([0, []]) // changes are no failure: terraform #23542
  await scene.apply('--no-passwords')
  expect(writes().length).toBeGreaterThan(planned.json?.result.rows.length - 1)
  scene.requests.length = 0
  const again = await scene.apply('--no-passwords')
  expect(again.json?.result.counts).toMatchObject({ done: 0, left: 0, refused: 0 })
  expect(writes()).toEqual([])
})

test('a plan tells which separation of duties its accounts would break, before the change (SailPoint)', async () => {
  const before = await scene.plan()
  expect(before.json?.result.violations).toEqual([])
  const sheet = join(scene.dir, '补报.csv')
  const head = '事项名称,流程节点,姓名,用户工号,角色分配'
  await writeFile(sheet, `${head}\n/,/,双岗人,MH09901,系统管理员（单位）、审批人\n`)
  await runCommand(RosterImport, [sheet, '--unit', '残联', '--workspace', scene.dir, '--json'])

  const planned = await scene.plan()
  expect(planned.json?.result.violations).toMatchObject([{ code: 'HK-ROST-204', level: 'error' }])
  expect(planned.json?.result.violations[0].message).toContain('双岗人')
  expect(writes()).toEqual([])
})

test('roles in another order are no difference (keycloak-config-cli #819)', async () => {
  await settle()
  for (const one of await scene.client.listUsers()) {
    await scene.client.updateUser({ ...one, roles: [...one.roles].reverse() })
  }
  const diff = await scene.run(UsersDiff, '--json')
  expect([diff.exitCode, diff.json?.result.drift]).toEqual([0, []])
})

test('a comparison ends with 0 the same, 1 different, 2 wrong use, 4 no hall (keycloak-configurator #98)', async () => {
  const unreachable = scene.run(UsersDiff, '--json', '--hall', 'http://127.0.0.1:1')
  expect((await unreachable).exitCode).toBe(4)
  expect((await scene.run(UsersDiff, '--no-such-flag')).exitCode).toBe(2)
  expect((await scene.run(UsersDiff, '--json')).exitCode).toBe(1)
  await settle()
  expect((await scene.run(UsersDiff, '--json')).exitCode).toBe(0)
})

test('a slip ends when it says, by the hall’s own clock', async () => {
  const { time } = await scene.client.info()
  const [[early, password] = ['', ''], [late, other] = ['', '']] = await settleWithSlips()
  await scene.client.setClock(plusSeconds(time, 72 * 3600 - 1))
  expect(await scene.login(early, password)).toMatchObject({ isIn: true, mustChange: true })
  await scene.client.setClock(plusSeconds(time, 72 * 3600 + 600))
  expect((await scene.login(late, other)).isIn).toBe(false)
})
