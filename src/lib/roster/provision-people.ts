import { AppError } from '../errors/index.js'
import { type HallProvisioner, randomPassword } from '../hall/index.js'
import type { NoticePack } from '../notice/index.js'
import { takeLock, type Workspace } from '../workspace/index.js'
import { openHandout } from './handout.js'
import { openUnderWay } from './handout-under-way.js'
import {
  type AppliedAccount,
  type ApplyOptions,
  applyAccounts,
  countOutcomes,
} from './provision-apply.js'
import type { AccountPlan } from './provision-file.js'
import { unitNames } from './units.js'

/** Characters of a first password: people type it once, from paper. */
const LENGTH = 16

/** How people's accounts are made from a plan. */
export interface PeopleOptions extends Omit<ApplyOptions, 'passwords'> {
  /** Folder for the slips; null for accounts without password; undefined when nobody said. */
  readonly handout: string | null | undefined
  /** The command that goes on. */
  readonly resume: string
  /** Wall time. */
  readonly started: string
}

/** What an apply did, and the sheets with passwords that it wrote: they exist once. */
export interface AppliedPlan {
  readonly counts: ReturnType<typeof countOutcomes>
  readonly rows: readonly AppliedAccount[]
  readonly handouts: readonly string[]
}

/**
 * Applies a plan as the only one in its workspace (HK-WORK-007). Stopped (HK-INT-001) or killed, doing it again goes on. Other
 * errors as of `applyAccounts`, `openHandout` and `openUnderWay`.
 */
export async function provisionPeople(
  hall: HallProvisioner,
  { workspace, pack }: { readonly workspace: Workspace; readonly pack: NoticePack },
  plan: AccountPlan,
  { handout: dir, resume, started, ...options }: PeopleOptions,
): Promise<AppliedPlan> {
  const { paths, settings } = workspace
  const place = { workspace: paths.root, owner: settings.id, hall: plan.hall }
  const words = { unitName: unitNames(pack), newPassword: () => randomPassword(LENGTH) }
  const handout = typeof dir === 'string' ? openHandout({ dir, ...place, ...words }) : null
  const release = takeLock(paths.lock, started)
  try {
    const underWay = await openUnderWay(workspace, dir ?? null)
    const given = handout && underWay.noted(handout.passwords)
    const passwords = dir === undefined ? undefined : given
    const rows = await applyAccounts(hall, plan, { ...options, passwords })
    if (rows.every(({ outcome }) => outcome !== 'refused')) await underWay.end()
    return { counts: countOutcomes(rows), rows, handouts: handout?.written() ?? [] }
  } catch (error) {
    if (options.signal?.aborted !== true || error instanceof AppError) throw error
    throw new AppError('HK-INT-001', { resume }, { cause: error })
  } finally {
    release()
  }
}
