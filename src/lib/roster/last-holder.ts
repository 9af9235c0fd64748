import type { HallUser } from '../hall/index.js'

/** A role that a hall must not lose, in each unit or in the hall as a whole. */
export interface KeptRole {
  readonly role: string
  readonly zh: string
  readonly en: string
  readonly perUnit: boolean
}

/** An account as it is, and as it is wanted. */
export interface AccountStep {
  readonly held: HallUser
  readonly wanted: HallUser
}

/** True for a step that takes a kept role away from somebody: switched off, another role, another unit. */
export function takesRole({ held, wanted }: AccountStep, kept: readonly KeptRole[]): boolean {
  return lost({ held, wanted }, kept).length > 0
}

/**
 * The steps that would leave nobody who is on with a kept role, one after the other in their order, by work number.
 * `users` are all accounts of the hall as they are now.
 */
export function lastHolders(
  users: readonly HallUser[],
  steps: readonly AccountStep[],
  kept: readonly KeptRole[],
): ReadonlyMap<string, KeptRole> {
  const holders = new Map<string, number>()
  for (const place of users.flatMap((user) => places(user, kept))) {
    holders.set(place.key, (holders.get(place.key) ?? 0) + 1)
  }
  const last = new Map<string, KeptRole>()
  for (const step of steps) {
    const places = lost(step, kept)
    const only = places.find(({ key }) => (holders.get(key) ?? 0) <= 1)
    if (only !== undefined) last.set(step.held.workNo, only.kept)
    else for (const { key } of places) holders.set(key, (holders.get(key) ?? 0) - 1)
  }
  return last
}

/** Who would stay although a plan wants otherwise: `steps` taken in turn, `joined` accounts made before, nothing refused. */
export function keptBack(
  users: readonly HallUser[],
  {
    steps,
    joined,
  }: { readonly steps: readonly AccountStep[]; readonly joined: readonly HallUser[] },
  kept: readonly KeptRole[],
): ReadonlyMap<string, KeptRole> {
  const isTaker = (step: AccountStep) => takesRole(step, kept)
  let now = after(
    [...users, ...joined],
    steps.filter((step) => !isTaker(step)),
  )
  let waiting = steps.filter(isTaker)
  while (waiting.length > 0) {
    const keeps = lastHolders(now, waiting, kept)
    const free = waiting.filter(({ held }) => !keeps.has(held.workNo))
    if (free.length === 0) return keeps
    now = after(now, free)
    waiting = waiting.filter((step) => !free.includes(step))
  }
  return new Map()
}

function after(users: readonly HallUser[], steps: readonly AccountStep[]): readonly HallUser[] {
  const wanted = new Map(steps.map((step) => [step.held.workNo, step.wanted]))
  return users.map((user) => wanted.get(user.workNo) ?? user)
}

interface Place {
  readonly kept: KeptRole
  readonly key: string
}

function places({ active, roles, unit }: HallUser, kept: readonly KeptRole[]): readonly Place[] {
  if (!active) return []
  return kept
    .filter(({ role }) => roles.includes(role))
    .map((one) => ({ kept: one, key: one.perUnit ? `${one.role} ${unit}` : one.role }))
}

function lost({ held, wanted }: AccountStep, kept: readonly KeptRole[]): readonly Place[] {
  const after = new Set(places(wanted, kept).map(({ key }) => key))
  return places(held, kept).filter(({ key }) => !after.has(key))
}
