import { AppError } from '../errors/index.js'
import {
  applyProvision,
  type DesiredHall,
  type ProvisionResult,
  planProvision,
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
 * Makes sure that robots can act as these accounts: HK-HALL-016 when the hall does not hold them all, HK-HALL-015 when
 * this machine has no password for one.
 */
export async function requireAccounts(
  { url, connection, secrets }: WorkspaceHall,
  accounts: Iterable<string>,
): Promise<void> {
  const wanted = [...new Set(accounts)]
  const held = new Set((await connection.listUsers()).map(({ workNo }) => workNo))
  const missing = wanted.filter((account) => !held.has(account))
  if (missing.length > 0) {
    const some = missing.slice(0, NAMED)
    throw new AppError('HK-HALL-016', { url, missing: missing.length, of: wanted.length, some })
  }
  const passwords = await Promise.all(wanted.map((account) => secrets.passwordOf(account)))
  const account = wanted.find((_, index) => passwords[index] === undefined)
  if (account !== undefined) throw new AppError('HK-HALL-015', { account, file: secrets.file })
}
