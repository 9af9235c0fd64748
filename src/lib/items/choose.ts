import { AppError } from '../errors/index.js'
import type { Store } from '../workspace/index.js'
import {
  actOnItems,
  type ItemAct,
  type ItemStatus,
  itemStatuses,
  type Signature,
  takes,
  type VersionReason,
} from './lifecycle.js'
import type { StoredItem } from './model.js'
import { findItem, listItems } from './stored.js'

/** Which items a person means: by code or name, else those of a unit or all that are in the right state. */
export interface ItemChoice {
  readonly names: readonly string[]
  /** A unit's code; null is any unit. */
  readonly unit: string | null
  readonly all: boolean
}

/** The items that a choice means for an act. Errors: HK-ITEM-001, -002 for a name; -005 when nothing was chosen. */
export function chooseItems(
  store: Store,
  { names, unit, all }: ItemChoice,
  act: ItemAct,
): readonly StoredItem[] {
  const items = listItems(store, unit === null ? {} : { unit })
  if (names.length > 0) return [...new Set(names.map((name) => findItem(items, name)))]
  if (!all && unit === null) throw new AppError('HK-ITEM-005', {})
  const status = itemStatuses(store)
  return items.filter((item) => takes(act, status(item)))
}

/** An item that was acted on; `reason` is why this version came to be. */
export interface ActedItem {
  readonly unit: string
  readonly code: string | null
  readonly name: string
  readonly type: string
  readonly version: number
  readonly reason: VersionReason
  readonly submittedBy: string | null
}

/** Chooses and acts; gives what was acted on. Errors as `chooseItems` and `actOnItems`. */
export function actOnChosen(
  store: Store,
  choice: ItemChoice,
  act: Exclude<ItemAct, 'transfer'>,
  signature: Signature,
): readonly ActedItem[] {
  const items = chooseItems(store, choice, act)
  const status = itemStatuses(store)
  actOnItems(store, items, act, signature)
  return items.map((item) => acted(item, signature.reason ?? status(item).reason, status(item)))
}

function acted(
  { unit, code, name, type, version }: StoredItem,
  reason: VersionReason,
  { submittedBy }: ItemStatus,
): ActedItem {
  return { unit: unit.name, code, name, type: type.label, version, reason, submittedBy }
}
