import type {
  HallAssignment,
  HallItem,
  HallProvisioner,
  HallUnit,
  HallUser,
} from './contract-setup.js'
import type { AccountMark } from './mark.js'
import type { RobotSecrets } from './secrets.js'

/** What a hall shall hold. What it holds beside this is left alone. */
export interface DesiredHall {
  readonly units: readonly HallUnit[]
  readonly columns: readonly string[]
  readonly items: readonly HallItem[]
  readonly users: readonly HallUser[]
  readonly assignments: readonly HallAssignment[]
}

/** What has to be done to one sort of record. */
interface Changes<T> {
  readonly create: readonly T[]
  readonly update: readonly T[]
  readonly unchanged: number
}

/** Everything that an apply would do, and nothing else. Holds no password. */
export interface ProvisionPlan {
  readonly units: Changes<HallUnit>
  readonly columns: Changes<string>
  readonly items: Changes<HallItem>
  readonly users: Changes<HallUser>
  readonly assignments: Changes<HallAssignment>
  /** Every account that shall exist, new or not. */
  readonly accounts: readonly string[]
}

/** How many records of one sort were made, changed, left as they were. */
export interface ChangeCounts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
}

/** Records made, changed and left, sort by sort. */
export type ProvisionCounts = Readonly<
  Record<'units' | 'columns' | 'items' | 'users' | 'assignments', ChangeCounts>
>

/** What an apply did. */
export interface ProvisionResult extends ProvisionCounts {
  /** Accounts that were in the hall before and whose password this machine does not have: robots cannot act as these. */
  readonly withoutPassword: readonly string[]
}

/** How an apply is watched and stopped. */
interface ProvisionOptions {
  /** The mark that new accounts carry as ours; accounts that the hall has already are never claimed. */
  readonly mark?: AccountMark
  readonly onUser?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** Accounts made at a time: the hall hashes passwords, more would only queue there. */
const LANES = 8

/** Compares a hall with what it shall hold. Reads only. */
export async function planProvision(
  hall: HallProvisioner,
  desired: DesiredHall,
): Promise<ProvisionPlan> {
  const [units, columns, items, users, assignments] = await Promise.all([
    hall.listUnits(),
    hall.listColumns(),
    hall.listItems(),
    hall.listUsers(),
    hall.listAssignments(),
  ])
  return {
    units: changes(units, desired.units, (unit) => unit.code, unitFace),
    columns: changes(
      columns,
      desired.columns,
      (name) => name,
      (name) => [name],
    ),
    items: changes(items, desired.items, (item) => item.code, itemFace),
    users: changes(users, desired.users, (user) => user.workNo, userFace),
    assignments: changes(assignments, desired.assignments, assignmentKey, ({ ab }) => [ab]),
    accounts: desired.users.map((user) => user.workNo),
  }
}

/**
 * Does what the plan says. Kill it anywhere and plan again: what was done shows as unchanged. Passwords are on this
 * machine's disk before their accounts exist, so a kill in between costs nothing.
 */
export async function applyProvision(
  hall: HallProvisioner,
  plan: ProvisionPlan,
  secrets: RobotSecrets,
  options: ProvisionOptions = {},
): Promise<ProvisionResult> {
  const { units, columns, items, users, assignments } = plan
  await hall.putUnits(toWrite(units))
  await hall.putColumns(toWrite(columns))
  await hall.putItems(toWrite(items))
  await applyUsers(hall, users, secrets, options)
  options.signal?.throwIfAborted()
  await hall.putAssignments(toWrite(assignments))
  return {
    ...provisionCounts(plan),
    withoutPassword: await accountsWithoutPassword(plan, secrets),
  }
}

/** What an apply of the plan would do, in figures. */
export function provisionCounts({
  units,
  columns,
  items,
  users,
  assignments,
}: ProvisionPlan): ProvisionCounts {
  return {
    units: counts(units),
    columns: counts(columns),
    items: counts(items),
    users: counts(users),
    assignments: counts(assignments),
  }
}

async function applyUsers(
  hall: HallProvisioner,
  { create, update }: Changes<HallUser>,
  secrets: RobotSecrets,
  { onUser, signal, mark }: ProvisionOptions,
): Promise<void> {
  await secrets.ensure(create.map((user) => user.workNo))
  const isNew = new Set(create)
  const total = create.length + update.length
  let done = 0
  await inLanes([...create, ...update], async (user) => {
    signal?.throwIfAborted()
    const password = isNew.has(user) ? await secrets.passwordOf(user.workNo) : undefined
    await (password === undefined
      ? hall.updateUser(user)
      : hall.createUser(marked(user, mark), password))
    done += 1
    onUser?.(done, total)
  })
}

function marked(user: HallUser, mark: AccountMark | undefined): HallUser {
  return mark === undefined ? user : { ...user, externalId: mark(user.workNo) }
}

/** Works through a list a few at a time. After a failure nothing new is begun, and what is under way is awaited. */
export async function inLanes<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const rest = [...all].reverse()
  const lane = async () => {
    for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
      await work(one).catch((error: unknown) => {
        rest.length = 0
        throw error
      })
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: LANES }, lane))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

async function accountsWithoutPassword(
  { accounts }: ProvisionPlan,
  secrets: RobotSecrets,
): Promise<readonly string[]> {
  const passwords = await Promise.all(accounts.map((account) => secrets.passwordOf(account)))
  return accounts.filter((_, index) => passwords[index] === undefined)
}

/** Records that are new or whose `face` (the values that count) differs from what the hall holds. */
function changes<T>(
  held: readonly T[],
  desired: readonly T[],
  keyOf: (record: T) => string,
  face: (record: T) => readonly unknown[],
): Changes<T> {
  const faces = new Map(held.map((record) => [keyOf(record), JSON.stringify(face(record))]))
  const differs = (record: T) => faces.get(keyOf(record)) !== JSON.stringify(face(record))
  const create = desired.filter((record) => !faces.has(keyOf(record)))
  const update = desired.filter((record) => faces.has(keyOf(record)) && differs(record))
  return { create, update, unchanged: desired.length - create.length - update.length }
}

function unitFace({ name, batch }: HallUnit) {
  return [name, batch]
}

function itemFace(item: HallItem) {
  const { name, unit, typeCode, depth, promisedWorkdays, statutoryWorkdays } = item
  return [name, unit, typeCode, depth, promisedWorkdays, statutoryWorkdays]
}

function userFace({ name, unit, active, roles }: HallUser) {
  return [name, unit, active, [...roles].sort()]
}

function assignmentKey({ item, node, workNo }: HallAssignment): string {
  return JSON.stringify([item, node, workNo])
}

function toWrite<T>({ create, update }: Changes<T>): readonly T[] {
  return [...create, ...update]
}

function counts<T>({ create, update, unchanged }: Changes<T>): ChangeCounts {
  return { created: create.length, updated: update.length, unchanged }
}
