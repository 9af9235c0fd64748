import { createHash } from 'node:crypto'
import type { AccountMark, HallUnit, HallUser } from '../hall/index.js'
import type { AccountChange, AccountPlan, PlannedAccount } from './provision-file.js'

/** A hall as it is: its accounts and the codes of its units. */
export interface HeldAccounts {
  readonly users: readonly HallUser[]
  readonly units: readonly HallUnit[]
}

/** What the mapping wants of a hall's accounts. */
export interface WantedAccounts {
  readonly users: readonly HallUser[]
  readonly units: readonly HallUnit[]
  readonly mark: AccountMark
}

/** A plan without the facts about where and when it was made. */
export type AccountComparison = Pick<
  AccountPlan,
  'snapshot' | 'units' | 'rows' | 'unchanged' | 'held'
>

/** Compares the accounts of a hall with the mapping's. Only accounts that carry our mark are ever ours. */
export function compareAccounts(held: HeldAccounts, wanted: WantedAccounts): AccountComparison {
  const before = new Map(held.users.map((user) => [user.workNo, user]))
  const wantedNumbers = new Set(wanted.users.map(({ workNo }) => workNo))
  const planned = wanted.users.flatMap((user) => {
    const row = plannedAccount(user, before.get(user.workNo), wanted.mark)
    return row === null ? [] : [row]
  })
  const others = held.users
    .filter(({ workNo }) => !wantedNumbers.has(workNo))
    .flatMap((user) => otherAccount(user, wanted.mark))
  const rows = [...planned, ...others].sort(byNumber)
  return {
    snapshot: snapshotOf(held.users),
    units: missingUnits(held.units, wanted.units, rows),
    rows,
    unchanged: wanted.users.length - planned.length,
    held: Object.fromEntries([...before].map(([workNo, user]) => [workNo, accountHash(user)])),
  }
}

/** What has to be done to one account of the mapping; null when it is as it shall be. */
function plannedAccount(
  wanted: HallUser,
  held: HallUser | undefined,
  mark: AccountMark,
): PlannedAccount | null {
  if (held === undefined)
    return wanted.active ? row('create', 'not-in-hall', wanted, [], wanted) : null
  const changes = differences(held, wanted)
  if (held.externalId !== mark(wanted.workNo)) {
    return row('conflict', 'not-ours', wanted, changes, wanted)
  }
  if (changes.length === 0) return null
  if (held.active !== wanted.active) {
    return wanted.active
      ? row('enable', 'switched-off', wanted, changes, wanted)
      : row('disable', 'left', wanted, changes, wanted)
  }
  return held.unit === wanted.unit
    ? row('update', 'fields-differ', wanted, changes, wanted)
    : row('move', 'unit-differs', wanted, changes, wanted)
}

/** An account that the mapping does not have: ours is to be switched off, anybody else's is left alone. */
function otherAccount(held: HallUser, mark: AccountMark): PlannedAccount[] {
  if (held.externalId !== mark(held.workNo))
    return [row('unmanaged', 'not-in-mapping', held, [], null)]
  if (!held.active) return []
  const off = { ...held, active: false }
  return [row('disable', 'not-in-mapping', held, differences(held, off), off)]
}

function row(
  action: PlannedAccount['action'],
  reason: PlannedAccount['reason'],
  { workNo, name, unit }: HallUser,
  changes: AccountChange[],
  account: HallUser | null,
): PlannedAccount {
  return { action, reason, workNo, name, unit, changes, account: account && bare(account) }
}

function bare({ workNo, name, unit, active, roles }: HallUser) {
  return { workNo, name, unit, active, roles: [...roles] }
}

/** The fields in which an account differs; the order of roles means nothing. */
function differences(held: HallUser, wanted: HallUser): AccountChange[] {
  const [before, after] = [comparable(held), comparable(wanted)]
  return (['name', 'unit', 'roles', 'active'] as const)
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, held: before[field], wanted: after[field] }))
}

function comparable({ name, unit, roles, active }: HallUser) {
  return { name, unit, roles: [...roles].sort(), active }
}

function missingUnits(
  held: readonly HallUnit[],
  known: readonly HallUnit[],
  rows: readonly PlannedAccount[],
): HallUnit[] {
  const there = new Set(held.map(({ code }) => code))
  const needed = new Set(rows.map(({ account }) => account?.unit))
  return known.filter(({ code }) => needed.has(code) && !there.has(code))
}

/** SHA-256 of everything about an account that a plan builds on, its mark included. */
export function accountHash({ workNo, name, unit, active, roles, externalId }: HallUser): string {
  return sha256([workNo, name, unit, active, [...roles].sort(), externalId ?? null])
}

/** SHA-256 over all accounts of a hall, in whatever order they were listed. */
export function snapshotOf(users: readonly HallUser[]): string {
  return sha256(users.map(accountHash).sort())
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

function byNumber(a: PlannedAccount, b: PlannedAccount): number {
  return a.workNo < b.workNo ? -1 : 1
}
