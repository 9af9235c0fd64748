import { AppError, isProblem } from '../errors/index.js'
import { type AccountMark, type HallProvisioner, type HallUser, inLanes } from '../hall/index.js'
import type { AccountPlan, PlannedAccount } from './provision-file.js'
import { accountHash } from './provision-plan.js'

/** Passwords for new accounts by work number, on paper before they are given. Null: none are wanted. */
export type PasswordSource = (accounts: readonly HallUser[]) => Promise<ReadonlyMap<string, string>>

/** How a plan is applied. Conflicts are taken over and leavers switched off only when asked by name. */
export interface ApplyOptions {
  readonly mark: AccountMark
  /** Null: accounts without password. Undefined: nobody said, so nothing that needs one is made. */
  readonly passwords: PasswordSource | null | undefined
  readonly prune: boolean
  readonly adopt: readonly string[]
  readonly onRow?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** What became of one account: `done` now, `already` so, `left` alone, `refused` by the hall with its words. */
export interface AppliedAccount {
  readonly workNo: string
  readonly name: string
  readonly action: PlannedAccount['action']
  readonly outcome: 'done' | 'already' | 'left' | 'refused'
  readonly detail: string | null
}

/**
 * Does what a plan says, account by account; killed anywhere, the same again goes on. HK-ROST-303 when accounts of the hall are
 * neither as the plan saw them nor as it leaves them, HK-ROST-304 for an adoption of what is no conflict, HK-ROST-305 when
 * nobody said how new accounts get their passwords.
 */
export async function applyAccounts(
  hall: HallProvisioner,
  plan: AccountPlan,
  options: ApplyOptions,
): Promise<readonly AppliedAccount[]> {
  const stray = options.adopt.find((workNo) => !isConflict(plan, workNo))
  if (stray !== undefined) throw new AppError('HK-ROST-304', { workNo: stray })
  const held = await heldHashes(hall)
  refuseChanged(plan, held, options.mark)
  const isThere = (row: PlannedAccount) =>
    row.account !== null && held.get(row.workNo) === outcomeHash(row.account, options.mark)
  const todo = plan.rows.filter((row) => isWanted(row, options) && !isThere(row))
  const count = todo.filter(isNew).length
  if (count > 0 && options.passwords === undefined) throw new AppError('HK-ROST-305', { count })
  const refusals = await applyRows(hall, plan, todo, options)
  const isTodo = new Set(todo)
  return plan.rows.map((row) => {
    const { workNo, name, action } = row
    const detail = refusals.get(workNo) ?? null
    if (detail !== null) return { workNo, name, action, outcome: 'refused', detail }
    const settled = isThere(row) ? 'already' : 'left'
    return { workNo, name, action, outcome: isTodo.has(row) ? 'done' : settled, detail }
  })
}

/** True for an account that a person should look at: a refusal, a conflict, a leaver still switched on. */
export function needsLook({ outcome, action }: AppliedAccount): boolean {
  return outcome === 'refused' || (outcome === 'left' && action !== 'unmanaged')
}

/** How many accounts came to which end. */
export function countOutcomes(
  rows: readonly AppliedAccount[],
): Readonly<Record<AppliedAccount['outcome'], number>> {
  const counts = { done: 0, already: 0, left: 0, refused: 0 }
  for (const { outcome } of rows) counts[outcome] += 1
  return counts
}

function isNew({ action }: PlannedAccount): boolean {
  return action === 'create'
}

function isConflict(plan: AccountPlan, workNo: string): boolean {
  return plan.rows.some((row) => row.workNo === workNo && row.action === 'conflict')
}

function isWanted({ action, workNo }: PlannedAccount, { prune, adopt }: ApplyOptions): boolean {
  if (action === 'unmanaged') return false
  if (action === 'conflict') return adopt.includes(workNo)
  return action !== 'disable' || prune
}

async function applyRows(
  hall: HallProvisioner,
  plan: AccountPlan,
  todo: readonly PlannedAccount[],
  { mark, passwords, onRow, signal }: ApplyOptions,
): Promise<ReadonlyMap<string, string>> {
  const accounts = (rows: readonly PlannedAccount[]) => rows.flatMap(({ account }) => account ?? [])
  if (plan.units.length > 0 && todo.length > 0) await hall.putUnits(plan.units)
  const given = await passwords?.(accounts(todo.filter(isNew)))
  const refusals = new Map<string, string>()
  let done = 0
  await inLanes(todo, async (row) => {
    signal?.throwIfAborted()
    if (row.account === null) return
    const user = { ...row.account, externalId: mark(row.workNo) }
    const work = isNew(row) ? create(hall, user, given) : hall.updateUser(user)
    await work.catch((error: unknown) => {
      if (!isProblem(error, 'HK-HALL-003')) throw error
      refusals.set(row.workNo, error.params.detail)
    })
    done += 1
    onRow?.(done, todo.length)
  })
  return stillRefused(hall, plan, refusals, mark)
}

/** A request of a killed run may arrive late and be the one that made the account: then nothing was refused. */
async function stillRefused(
  hall: HallProvisioner,
  plan: AccountPlan,
  refusals: ReadonlyMap<string, string>,
  mark: AccountMark,
): Promise<ReadonlyMap<string, string>> {
  if (refusals.size === 0) return refusals
  const held = await heldHashes(hall)
  const isThere = ({ workNo, account }: PlannedAccount) =>
    account !== null && held.get(workNo) === outcomeHash(account, mark)
  const there = new Set(plan.rows.filter(isThere).map(({ workNo }) => workNo))
  return new Map([...refusals].filter(([workNo]) => !there.has(workNo)))
}

async function heldHashes(hall: HallProvisioner): Promise<ReadonlyMap<string, string>> {
  return new Map((await hall.listUsers()).map((user) => [user.workNo, accountHash(user)]))
}

/** A person's account: its first password must be changed; without passwords the hall's own sign-in decides. */
function create(
  hall: HallProvisioner,
  user: HallUser,
  given: ReadonlyMap<string, string> | undefined,
): Promise<void> {
  if (given === undefined) return hall.createUser(user, null)
  const password = given.get(user.workNo)
  if (password === undefined) throw new Error(`no password was written for ${user.workNo}`)
  return hall.createUser(user, password, { mustChange: true })
}

/** What the plan did not see and did not do itself, account by account. */
function refuseChanged(
  plan: AccountPlan,
  held: ReadonlyMap<string, string>,
  mark: AccountMark,
): void {
  const outcomes = new Map(
    plan.rows.map(({ workNo, account }) => [workNo, account && outcomeHash(account, mark)]),
  )
  const isNews = ([workNo, hash]: readonly [string, string]) =>
    hash !== plan.held[workNo] && hash !== outcomes.get(workNo)
  const numbers = (all: readonly (readonly [string, string])[]) => all.map(([workNo]) => workNo)
  const news = [...held].filter(isNews)
  const changed = numbers(news.filter(([workNo]) => workNo in plan.held))
  const added = numbers(news.filter(([workNo]) => !(workNo in plan.held)))
  const gone = Object.keys(plan.held).filter((workNo) => !held.has(workNo))
  if (changed.length + added.length + gone.length === 0) return
  throw new AppError('HK-ROST-303', { changed, added, gone })
}

function outcomeHash(account: HallUser, mark: AccountMark): string {
  return accountHash({ ...account, externalId: mark(account.workNo) })
}
