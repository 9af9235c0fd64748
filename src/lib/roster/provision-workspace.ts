import type { Finding } from '../errors/index.js'
import type { AccountMark, HallProvisioner } from '../hall/index.js'
import type { NoticePack } from '../notice/index.js'
import type { Workspace } from '../workspace/index.js'
import { desiredHall } from './desired-hall.js'
import type { RosterLock } from './lock.js'
import { mapWorkspace } from './map-workspace.js'
import type { AccountPlan } from './provision-file.js'
import { compareAccounts } from './provision-plan.js'

/** A workspace, its notice, and the hall that its people shall get into. */
export interface AccountScene {
  readonly workspace: Workspace
  readonly pack: NoticePack
  readonly url: string
  readonly hall: HallProvisioner
  readonly mark: AccountMark
}

/** A plan, the lock of work numbers that it stands on, and the separations of duties that its accounts would break. */
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
  const violations = mapped.findings.filter(
    ({ code, level }) => level === 'error' && SEPARATION.includes(code),
  )
  return { plan, lock: mapped.lock, violations }
}
