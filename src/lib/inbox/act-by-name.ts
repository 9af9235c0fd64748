import { instantFrom } from '../calendar/index.js'
import { type ActedItem, actOnChosen, type ItemAct, type VersionReason } from '../items/index.js'
import { packOf } from '../roster/index.js'
import { type Workspace, writeStore } from '../workspace/index.js'
import { unitNamed } from './units.js'

/** Which items somebody means, as he says it, and in whose name something is done with them. */
export interface NamedItems {
  readonly names: readonly string[]
  /** A unit's name or short name: only its items; all of them that are in the right state when no name is given. */
  readonly unit?: string | undefined
  readonly all?: boolean
  readonly by: string
  readonly because?: string | undefined
  readonly reason?: VersionReason | undefined
}

/** Who did something with which items, and when. */
export interface ActedItems {
  readonly by: string
  readonly at: string
  readonly items: readonly ActedItem[]
}

/**
 * Submits, approves, publishes, returns or withdraws the items that somebody names, all or none. `now`: milliseconds since
 * 1970. Errors: those of `unitNamed` and `actOnChosen`.
 */
export async function actByName(
  workspace: Workspace,
  act: Exclude<ItemAct, 'transfer'>,
  { names, unit, all = false, by, because, reason }: NamedItems,
  now: number,
): Promise<ActedItems> {
  const within = unit === undefined ? null : unitNamed(await packOf(workspace), unit).code
  const at = instantFrom(now)
  const signature = { by, at, because: because ?? null, ...(reason && { reason }) }
  const store = writeStore(workspace, at)
  try {
    return { by, at, items: actOnChosen(store, { names, unit: within, all }, act, signature) }
  } finally {
    store.close()
  }
}
