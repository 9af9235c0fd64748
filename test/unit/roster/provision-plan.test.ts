import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountMark, type HallProvisioner, type HallUser } from '../../../src/lib/hall/index.js'
import { applyAccounts } from '../../../src/lib/roster/provision-apply.js'
import { compareAccounts } from '../../../src/lib/roster/provision-plan.js'

const mark = accountMark('w')
const user = (workNo: string) =>
  fc.record({
    workNo: fc.constant(workNo),
    name: fc.constantFrom('甲', '乙'),
    unit: fc.constantFrom('u1', 'u2'),
    active: fc.boolean(),
    roles: fc.subarray(['handler', 'approver', 'unit_admin', 'platform_admin']),
  })
const people = fc
  .subarray(['1', '2', '3', '4', '5', '6'])
  .chain((numbers) => fc.tuple(...numbers.map(user)))
const held = people.chain((users) =>
  fc.tuple(
    ...users.map((one) =>
      fc.constantFrom<HallUser>(
        one,
        { ...one, externalId: mark(one.workNo) },
        { ...one, externalId: 'hallkit/other/1' },
      ),
    ),
  ),
)

/** A hall's accounts as plain data behind the contract: no behaviour of ours is replaced. */
function accountsOf(users: readonly HallUser[]): {
  readonly hall: HallProvisioner
  readonly now: () => HallUser[]
} {
  const all = new Map(users.map((one) => [one.workNo, one]))
  const none = async () => []
  const nothing = async () => undefined
  const hall: HallProvisioner = {
    ...{ listUnits: none, listColumns: none, listItems: none, listAssignments: none },
    ...{ putUnits: nothing, putColumns: nothing, putItems: nothing, putAssignments: nothing },
    listUsers: async () => [...all.values()],
    createUser: async (one) => {
      if (all.has(one.workNo)) throw new Error(`twice: ${one.workNo}`)
      all.set(one.workNo, one)
    },
    updateUser: async (one) => {
      all.set(one.workNo, { ...all.get(one.workNo), ...one })
    },
  }
  return { hall, now: () => [...all.values()] }
}
const facts = { accountPlan: 1, workspace: 'w', hall: '', made: '' } as const
const whole = { mark, passwords: null, prune: true, adopt: [], keepOne: [] }

test('applied, a plan leaves only conflicts and strangers; neither is ever touched; again does nothing', async () => {
  await fc.assert(
    fc.asyncProperty(held, people, async (before, users) => {
      const { hall, now } = accountsOf(before)
      const wanted = { users, units: [], mark }
      const plan = { ...facts, ...compareAccounts({ users: before, units: [] }, wanted) }
      await applyAccounts(hall, plan, whole)
      const after = now()
      const rest = compareAccounts({ users: after, units: [] }, wanted)

      expect(rest.rows.filter(({ action }) => !/conflict|unmanaged/.test(action))).toEqual([])
      const foreign = (all: readonly HallUser[]) =>
        all.filter(({ workNo, externalId }) => externalId !== mark(workNo))
      expect(foreign(after)).toEqual(foreign(before))
      const again = await applyAccounts(hall, plan, whole)
      expect(again.filter(({ outcome }) => outcome === 'done')).toEqual([])
    }),
  )
})

test('a successor who is moved in by the same plan lets the one before go in the same run', async () => {
  const account = (workNo: string, unit: string, role: string): HallUser => ({
    ...{ workNo, name: '甲', unit, active: true, roles: [role] },
  })
  const before = [account('1', 'u1', 'platform_admin'), account('6', 'u2', 'unit_admin')].map(
    (user) => ({ ...user, externalId: mark(user.workNo) }),
  )
  const users = [
    account('1', 'u2', 'unit_admin'),
    account('2', 'u1', 'platform_admin'),
    { ...account('6', 'u1', 'handler') },
  ]
  const { hall, now } = accountsOf(before)
  const plan = {
    ...facts,
    ...compareAccounts({ users: before, units: [] }, { users, units: [], mark }),
  }
  const rows = await applyAccounts(hall, plan, { ...whole, keepOne })

  expect(rows.map(({ workNo, outcome }) => `${workNo} ${outcome}`)).toEqual([
    '1 done',
    '2 done',
    '6 done',
  ])
  expect(now().map(({ unit, roles }) => [unit, ...roles])).toEqual([
    ['u2', 'unit_admin'],
    ['u1', 'handler'],
    ['u1', 'platform_admin'],
  ])
})

test('without being asked to, an apply switches nobody off', async () => {
  await fc.assert(
    fc.asyncProperty(held, people, async (before, users) => {
      const { hall, now } = accountsOf(before)
      const wanted = { users, units: [], mark }
      const plan = { ...facts, ...compareAccounts({ users: before, units: [] }, wanted) }
      await applyAccounts(hall, plan, { ...whole, prune: false })
      const active = new Set(now().flatMap(({ workNo, active }) => (active ? [workNo] : [])))
      for (const one of before) expect(active.has(one.workNo) || !one.active).toBe(true)
    }),
  )
})

test('the snapshot knows every field and no order', () => {
  fc.assert(
    fc.property(held, (users) => {
      const snapshot = (all: readonly HallUser[]) =>
        compareAccounts({ users: all, units: [] }, { users: [], units: [], mark }).snapshot
      expect(snapshot([...users].reverse())).toBe(snapshot(users))
      const [first, ...others] = users
      if (first === undefined) return
      for (const other of [{ name: '丙' }, { unit: 'x' }, { active: !first.active }]) {
        expect(snapshot([{ ...first, ...other }, ...others])).not.toBe(snapshot(users))
      }
    }),
  )
})

const keepOne = [
  { role: 'platform_admin', zh: '', en: '', perUnit: false },
  { role: 'unit_admin', zh: '', en: '', perUnit: true },
]

test('whatever the plan, an apply never takes the last administrator of a hall or a unit away', async () => {
  await fc.assert(
    fc.asyncProperty(held, people, async (before, users) => {
      const { hall, now } = accountsOf(before)
      const wanted = { users, units: [], mark }
      const plan = { ...facts, ...compareAccounts({ users: before, units: [] }, wanted) }
      const adopt = plan.rows.flatMap((one) => (one.action === 'conflict' ? [one.workNo] : []))
      const rows = await applyAccounts(hall, plan, { ...whole, adopt, keepOne })

      expect([...administrated(now())]).toEqual(expect.arrayContaining([...administrated(before)]))
      for (const { outcome, keeps } of rows) if (keeps !== null) expect(outcome).toBe('left')
      const again = await applyAccounts(hall, plan, { ...whole, adopt, keepOne })
      expect(again.filter(({ outcome }) => outcome === 'done')).toEqual([])
    }),
  )
})

function administrated(users: readonly HallUser[]): ReadonlySet<string> {
  const on = users.filter(({ active }) => active)
  return new Set(
    on.flatMap(({ roles, unit }) => [
      ...(roles.includes('platform_admin') ? ['hall'] : []),
      ...(roles.includes('unit_admin') ? [unit] : []),
    ]),
  )
}
