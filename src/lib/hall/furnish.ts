import { AppError } from '../errors/index.js'
import type { HallConnection } from './connect.js'
import {
  applyProvision,
  type DesiredHall,
  type ProvisionResult,
  planProvision,
  provisionCounts,
} from './provision.js'
import type { WorkspaceHall } from './workspace-hall.js'

/** How furnishing is watched and stopped; `resume` is the command that goes on. */
export interface FurnishOptions {
  readonly onUser?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  readonly resume: string
}

/** Plans and applies what a hall shall hold. Stopped anywhere (HK-INT-001) or killed, doing it again goes on. */
export async function furnishHall(
  { connection, secrets, mark }: Pick<WorkspaceHall, 'connection' | 'secrets' | 'mark'>,
  desired: DesiredHall,
  { resume, ...options }: FurnishOptions,
): Promise<ProvisionResult> {
  const plan = await planProvision(connection, desired)
  try {
    return await applyProvision(connection, plan, secrets, { ...options, mark })
  } catch (error) {
    if (options.signal?.aborted !== true || error instanceof AppError) throw error
    throw new AppError('HK-INT-001', { resume }, { cause: error })
  }
}

const NAMED = 3

/**
 * Makes sure that a drill finds its accounts: HK-HALL-016 when the hall does not hold them all, HK-HALL-015 when this machine has
 * no password for one of those as which `robots` act; people have theirs. A hall that tells nothing of its accounts is not asked.
 */
export async function requireAccounts(
  { url, connection, secrets }: WorkspaceHall,
  accounts: Iterable<string>,
  robots: Iterable<string>,
): Promise<void> {
  const wanted = [...new Set(accounts)]
  if (connection.can('user.list') !== 'yes') return // whoever cannot log in is told when the time comes
  const held = new Set((await connection.listUsers()).map(({ workNo }) => workNo))
  const missing = wanted.filter((account) => !held.has(account))
  if (missing.length > 0) {
    const some = missing.slice(0, NAMED)
    throw new AppError('HK-HALL-016', { url, missing: missing.length, of: wanted.length, some })
  }
  const acting = [...new Set(robots)]
  const passwords = await Promise.all(acting.map((account) => secrets.passwordOf(account)))
  const account = acting.find((_, index) => passwords[index] === undefined)
  if (account !== undefined) throw new AppError('HK-HALL-015', { account, file: secrets.file })
}

/** What was put into a hall, or would be, and the sorts that it has no interface for. */
export interface Pushed extends ProvisionResult {
  readonly dryRun: boolean
  readonly beyond: readonly (keyof DesiredHall)[]
}

/**
 * Furnishes a hall with what it lets be put in over its interface; what is beyond it is told, not tried. With `dryRun`
 * it only compares.
 */
export async function pushHall(
  hall: WorkspaceHall,
  desired: DesiredHall,
  { dryRun, ...options }: FurnishOptions & { readonly dryRun: boolean },
): Promise<Pushed> {
  const beyond = beyondReach(hall.connection)
  const left = { ...desired, ...Object.fromEntries(beyond.map((sort) => [sort, []])) }
  const connection = silenced(hall.connection, beyond)
  if (!dryRun)
    return { dryRun, beyond, ...(await furnishHall({ ...hall, connection }, left, options)) }
  const counts = provisionCounts(await planProvision(connection, left))
  return { dryRun, beyond, ...counts, withoutPassword: [] }
}

const SORTS = {
  units: { list: 'listUnits', needs: ['unit.list', 'unit.apply'] },
  columns: { list: 'listColumns', needs: ['column.list', 'column.apply'] },
  items: { list: 'listItems', needs: ['item.list', 'item.apply'] },
  users: { list: 'listUsers', needs: ['user.list', 'user.create', 'user.update'] },
  assignments: { list: 'listAssignments', needs: ['assignment.list', 'assignment.apply'] },
} as const

function beyondReach({ can }: HallConnection): (keyof DesiredHall)[] {
  const sorts = Object.keys(SORTS) as (keyof DesiredHall)[] // the keys just above
  return sorts.filter((sort) => SORTS[sort].needs.some((one) => can(one) !== 'yes'))
}

/** A connection that lists nothing of these sorts, so that a plan leaves them alone. */
function silenced(
  connection: HallConnection,
  sorts: readonly (keyof DesiredHall)[],
): HallConnection {
  const nothing = async () => []
  const lists = sorts.map((sort) => [SORTS[sort].list, nothing] as const)
  return { ...connection, ...Object.fromEntries(lists) }
}
