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
