import { type Finding, found } from '../errors/index.js'
import type { AccountMark, HallProvisioner, HallUser } from '../hall/index.js'
import type { NoticePack } from '../notice/index.js'
import type { Workspace } from '../workspace/index.js'
import { type AccountRules, loadAccountRules } from './account-rules.js'
import { desiredHall } from './desired-hall.js'
import { keptBack } from './last-holder.js'
import type { RosterLock } from './lock.js'
import { mapWorkspace } from './map-workspace.js'
import type { AccountPlan, PlannedAccount } from './provision-file.js'
import { compareAccounts } from './provision-plan.js'
import { unitNames } from './units.js'

/** A workspace, its notice, and the hall that its people shall get into. */
export interface AccountScene {
  readonly workspace: Workspace
  readonly pack: NoticePack
  readonly url: string
  readonly hall: HallProvisioner
  readonly mark: AccountMark
}

/** A plan, the lock of work numbers that it stands on, the separations of duties that its accounts would break, and accounts that
 * an apply would keep as the last of their role. */
export interface PlannedAccounts {
  readonly plan: AccountPlan
  readonly lock: RosterLock
  readonly violations: readonly Finding[]
}

/** Separation of duties, broken by rows and by roles. */
const SEPARATION: readonly string[] = ['HK-ROST-203', 'HK-ROST-204']

/**
 * Compares the mapping of a workspace with the accounts of a hall. Reads only: whoever keeps the plan keeps the lock of work
 * numbers as well. `made` is wall time; errors as of `mapWorkspace`.
 */
export async function planAccounts(
  { workspace, pack, url, hall, mark }: AccountScene,
  made: string,
): Promise<PlannedAccounts> {
  const { items, mapped } = await mapWorkspace(workspace, pack)
  const { users, units } = desiredHall(pack, items, mapped.mapping)
  const [heldUsers, heldUnits] = await Promise.all([hall.listUsers(), hall.listUnits()])
  const held = { users: heldUsers, units: heldUnits }
  const plan = {
    ...{ accountPlan: 1 as const, workspace: workspace.settings.id, hall: url, made },
    ...compareAccounts(held, { users, units, mark }),
  }
  const broken = mapped.findings.filter(
    ({ code, level }) => level === 'error' && SEPARATION.includes(code),
  )
  const { keepOne } = await loadAccountRules()
  const violations = [...broken, ...lastOnes(heldUsers, plan.rows, { keepOne, pack })]
  return { plan, lock: mapped.lock, violations }
}

/** Accounts that an apply would leave as they are, because nobody else would hold their role. */
function lastOnes(
  users: readonly HallUser[],
  rows: readonly PlannedAccount[],
  { keepOne, pack }: Pick<AccountRules, 'keepOne'> & Pick<AccountScene, 'pack'>,
): readonly Finding[] {
  const held = new Map(users.map((user) => [user.workNo, user]))
  const wanted = rows.flatMap(({ action, account }) =>
    account === null || action === 'conflict' ? [] : [account],
  )
  const steps = wanted.flatMap((account) => {
    const before = held.get(account.workNo)
    return before === undefined ? [] : [{ held: before, wanted: account }]
  })
  const joined = wanted.filter(({ workNo }) => !held.has(workNo))
  const name = unitNames(pack)
  return [...keptBack(users, { steps, joined }, keepOne)].flatMap(([workNo, kept]) => {
    const user = held.get(workNo)
    if (user === undefined) return []
    const unit = kept.perUnit ? name(user.unit) : pack.region.name
    return [found('HK-ROST-224', { unit, workNo, name: user.name, role: kept.zh })]
  })
}
