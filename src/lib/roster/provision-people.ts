import { plusSeconds } from '../calendar/index.js'
import { AppError } from '../errors/index.js'
import { type HallProvisioner, type HallReader, randomPassword } from '../hall/index.js'
import type { NoticePack } from '../notice/index.js'
import { takeLock, type Workspace } from '../workspace/index.js'
import { loadAccountRules } from './account-rules.js'
import { type Handout, openHandout } from './handout.js'
import { openUnderWay, type UnderWay } from './handout-under-way.js'
import {
  type AppliedAccount,
  type ApplyOptions,
  applyAccounts,
  countOutcomes,
} from './provision-apply.js'
import type { AccountPlan } from './provision-file.js'
import { unitNames } from './units.js'

/** How people's accounts are made from a plan. */
export interface PeopleOptions extends Omit<ApplyOptions, 'passwords' | 'keepOne'> {
  /** Folder for the slips; null for accounts without password. */
  readonly handout: string | null
  /** The command that goes on. */
  readonly resume: string
  /** Wall time. */
  readonly started: string
}

/** What an apply did, and the sheets with passwords that it gave: they exist once. */
export interface AppliedPlan {
  readonly counts: ReturnType<typeof countOutcomes>
  readonly rows: readonly AppliedAccount[]
  readonly handouts: readonly string[]
}

/** A hall that accounts are put into, by its own time. */
export type AccountHall = HallProvisioner & Pick<HallReader, 'info'>

/**
 * Applies a plan as the only one in its workspace (HK-WORK-007). Stopped (HK-INT-001) or killed, doing it again goes on. Other
 * errors as of `applyAccounts`, `openHandout` and `openUnderWay`.
 */
export async function provisionPeople(
  hall: AccountHall,
  { workspace, pack }: Scene,
  plan: AccountPlan,
  { handout: dir, resume, started, ...options }: PeopleOptions,
): Promise<AppliedPlan> {
  const { password, keepOne } = await loadAccountRules()
  const release = takeLock(workspace.paths.lock, started)
  try {
    const place = { dir, hall: plan.hall, run: started }
    const underWay = await openUnderWay(workspace, place)
    const paper = { dir, ...underWay, hall: plan.hall, password }
    const handout = await openPaper(hall, { workspace, pack }, paper)
    const passwords = handout && underWay.noted(handout.passwords)
    const rows = await applyAccounts(hall, plan, { ...options, keepOne, passwords })
    if (rows.every(({ outcome }) => outcome !== 'refused')) await underWay.end()
    return { counts: countOutcomes(rows), rows, handouts: handout?.sheets() ?? [] }
  } catch (error) {
    if (options.signal?.aborted !== true || error instanceof AppError) throw error
    throw new AppError('HK-INT-001', { resume }, { cause: error })
  } finally {
    release()
  }
}

interface Scene {
  readonly workspace: Workspace
  readonly pack: NoticePack
}

interface Paper extends Pick<UnderWay, 'run' | 'isResumed'> {
  readonly dir: string | null
  readonly hall: string
  readonly password: { readonly length: number; readonly hours: number }
}

/** The folder for slips, their end counted in the hall's own time; null when none are wanted. */
async function openPaper(
  reader: Pick<HallReader, 'info'>,
  { workspace, pack }: Scene,
  { dir, run, isResumed, hall, password }: Paper,
): Promise<Handout | null> {
  if (dir === null) return null
  const { time: now } = await reader.info()
  return openHandout({
    ...{ dir, run, isResumed, hall, now, until: plusSeconds(now, password.hours * 3600) },
    ...{ workspace: workspace.paths.root, owner: workspace.settings.id },
    unitName: unitNames(pack),
    newPassword: () => randomPassword(password.length),
  })
}
