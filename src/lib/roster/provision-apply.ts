import { AppError, isProblem } from '../errors/index.js'
import { type AccountMark, type HallProvisioner, type HallUser, inLanes } from '../hall/index.js'
import { type AccountStep, type KeptRole, lastHolders, takesRole } from './last-holder.js'
import type { AccountPlan, PlannedAccount } from './provision-file.js'
import { accountHash } from './provision-plan.js'

/** Passwords for new accounts by work number, on paper before they are given. Null: none are wanted. */
export type PasswordSource = (accounts: readonly HallUser[]) => Promise<ReadonlyMap<string, string>>

/** How a plan is applied. Conflicts are taken over and leavers switched off only when asked by name. */
export interface ApplyOptions {
  readonly mark: AccountMark
  /** Null: accounts without password. */
  readonly passwords: PasswordSource | null
  readonly prune: boolean
  readonly adopt: readonly string[]
  /** Roles whose last holder is never switched off, moved or given other roles. */
  readonly keepOne: readonly KeptRole[]
  readonly onRow?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/**
 * What became of one account: `done` now, `already` so, `left` alone, `refused` by the hall with its words. `keeps` is the role
 * for whose sake it was left: nobody else would hold it.
 */
export interface AppliedAccount {
  readonly workNo: string
  readonly name: string
  readonly action: PlannedAccount['action']
  readonly outcome: 'done' | 'already' | 'left' | 'refused'
  readonly detail: string | null
  readonly keeps: Pick<KeptRole, 'role' | 'zh' | 'en'> | null
}

/**
 * Does what a plan says, account by account; killed anywhere, the same again goes on. HK-ROST-303 when accounts of the hall are
 * neither as the plan saw them nor as it leaves them, HK-ROST-304 for an adoption of what is no conflict.
 */
export async function applyAccounts(
  hall: HallProvisioner,
  plan: AccountPlan,
  options: ApplyOptions,
): Promise<readonly AppliedAccount[]> {
  const stray = options.adopt.find((workNo) => !isConflict(plan, workNo))
  if (stray !== undefined) throw new AppError('HK-ROST-304', { workNo: stray })
  const users = await hall.listUsers()
  const held = hashesOf(users)
  refuseChanged(plan, held, options.mark)
  const isThere = (row: PlannedAccount) =>
    row.account !== null && held.get(row.workNo) === outcomeHash(row.account, options.mark)
  const todo = plan.rows.filter((row) => isWanted(row, options) && !isThere(row))
  const { refusals, keeps } = await applyRows(hall, plan, { users, todo }, options)
  const isTodo = new Set(todo.filter(({ workNo }) => !keeps.has(workNo)))
  return plan.rows.map((row) => {
    const { workNo, name, action } = row
    const [detail, kept] = [refusals.get(workNo) ?? null, keeps.get(workNo)]
    const named = kept === undefined ? null : { role: kept.role, zh: kept.zh, en: kept.en }
    const facts = { workNo, name, action, detail, keeps: named }
    if (detail !== null) return { ...facts, outcome: 'refused' }
    const settled = isThere(row) ? 'already' : 'left'
    return { ...facts, outcome: isTodo.has(row) ? 'done' : settled }
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

interface Work {
  readonly users: readonly HallUser[]
  readonly todo: readonly PlannedAccount[]
}

/** New and restored accounts first: only then is it seen whether anybody else holds what a leaver is to lose. */
async function applyRows(
  hall: HallProvisioner,
  plan: AccountPlan,
  { users, todo }: Work,
  options: ApplyOptions,
): Promise<{ refusals: ReadonlyMap<string, string>; keeps: ReadonlyMap<string, KeptRole> }> {
  const { mark, passwords, keepOne, onRow } = options
  const accounts = (rows: readonly PlannedAccount[]) => rows.flatMap(({ account }) => account ?? [])
  if (plan.units.length > 0 && todo.length > 0) await hall.putUnits(plan.units)
  const given = await passwords?.(accounts(todo.filter(isNew)))
  const refusals = new Map<string, string>()
  let done = 0
  const work = (rows: readonly PlannedAccount[]) =>
    inLanes(rows, async (row) => {
      options.signal?.throwIfAborted()
      await applyRow(hall, row, { mark, given, refusals })
      done += 1
      onRow?.(done, todo.length)
    })
  const steps = stepsOf(users, todo).filter((step) => takesRole(step, keepOne))
  const takers = new Set(steps.map(({ held }) => held.workNo))
  await work(todo.filter(({ workNo }) => !takers.has(workNo)))
  const keeps = await inTurns(hall, { steps, keepOne }, (numbers) =>
    work(todo.filter(({ workNo }) => numbers.has(workNo))),
  )
  return { refusals: await stillRefused(hall, plan, refusals, mark), keeps }
}

/** Whoever moves may be the successor for whom another one had to stay: goes on until nobody more can go. */
async function inTurns(
  hall: HallProvisioner,
  { steps, keepOne }: { readonly steps: readonly AccountStep[] } & Pick<ApplyOptions, 'keepOne'>,
  work: (numbers: ReadonlySet<string>) => Promise<unknown>,
): Promise<ReadonlyMap<string, KeptRole>> {
  let waiting = steps
  while (waiting.length > 0) {
    const keeps = lastHolders(await hall.listUsers(), waiting, keepOne)
    const free = waiting.filter(({ held }) => !keeps.has(held.workNo))
    if (free.length === 0) return keeps
    await work(new Set(free.map(({ held }) => held.workNo)))
    waiting = waiting.filter((step) => !free.includes(step))
  }
  return new Map()
}

function stepsOf(
  users: readonly HallUser[],
  todo: readonly PlannedAccount[],
): readonly AccountStep[] {
  const before = new Map(users.map((user) => [user.workNo, user]))
  return todo.flatMap(({ workNo, account: wanted }) => {
    const held = before.get(workNo)
    return held === undefined || wanted === null ? [] : [{ held, wanted }]
  })
}

interface RowTools {
  readonly mark: AccountMark
  readonly given: ReadonlyMap<string, string> | undefined
  /** Where a refusal is noted. */
  readonly refusals: Map<string, string>
}

async function applyRow(
  hall: HallProvisioner,
  row: PlannedAccount,
  { mark, given, refusals }: RowTools,
): Promise<void> {
  if (row.account === null) return
  const user = { ...row.account, externalId: mark(row.workNo) }
  const work = isNew(row) ? create(hall, user, given) : hall.updateUser(user)
  await work.catch((error: unknown) => {
    if (!isProblem(error, 'HK-HALL-003')) throw error
    refusals.set(row.workNo, error.params.detail)
  })
}

/** A request of a killed run may arrive late and be the one that made the account: then nothing was refused. */
async function stillRefused(
  hall: HallProvisioner,
  plan: AccountPlan,
  refusals: ReadonlyMap<string, string>,
  mark: AccountMark,
): Promise<ReadonlyMap<string, string>> {
  if (refusals.size === 0) return refusals
  const held = hashesOf(await hall.listUsers())
  const isThere = ({ workNo, account }: PlannedAccount) =>
    account !== null && held.get(workNo) === outcomeHash(account, mark)
  const there = new Set(plan.rows.filter(isThere).map(({ workNo }) => workNo))
  return new Map([...refusals].filter(([workNo]) => !there.has(workNo)))
}

function hashesOf(users: readonly HallUser[]): ReadonlyMap<string, string> {
  return new Map(users.map((user) => [user.workNo, accountHash(user)]))
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
