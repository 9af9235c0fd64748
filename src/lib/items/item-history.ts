import { fold } from '../text/index.js'
import {
  type FieldChange,
  goneKeys,
  history,
  listActs,
  type RecordAct,
  type Source,
  type Store,
} from '../workspace/index.js'
import { reasonOf, type VersionReason } from './lifecycle.js'
import type { Item, StoredItem } from './model.js'
import { findItem, listItems } from './stored.js'
import { nameKey } from './text.js'

/** One act on a version, without what the version says already. */
export type HistoryAct = Pick<RecordAct, 'act' | 'by' | 'at' | 'because'>

/** One version of an item: why and how it came to be, what it changed, and what people did to it. */
export interface ItemVersion {
  /** The key under which this version stands; another than the item's own before a transfer. */
  readonly key: string
  readonly version: number
  readonly at: string
  readonly reason: VersionReason
  /** Made by reading a sheet, or by an act. */
  readonly madeBy: 'import' | 'act'
  readonly source: Source
  readonly changes: readonly FieldChange[]
  readonly acts: readonly HistoryAct[]
}

/** An item with all its versions. */
export interface TracedItem {
  readonly item: Item
  readonly versions: readonly ItemVersion[]
}

/**
 * The item that a person means, in a unit when asked, with its history; one that was withdrawn is found by its whole code
 * or key. Errors as `findItem`.
 */
export function traceItem(store: Store, wanted: string, unit: string | null): TracedItem {
  const items = listItems(store, unit === null ? {} : { unit })
  const gone = goneItem(store, items, wanted, unit)
  if (gone !== null) return gone
  const found = findItem(items, wanted)
  return { item: found, versions: itemHistory(store, found.key) }
}

/** A withdrawn item is known by its code, or by its name in the unit that had it; in any, if no other unit has or had it. */
function goneItem(
  store: Store,
  items: readonly StoredItem[],
  wanted: string,
  unit: string | null,
): TracedItem | null {
  const keys = [
    fold(wanted).toUpperCase(),
    ...(unit === null ? onlyGone(store, items, nameKey(wanted)) : [`${unit}/${nameKey(wanted)}`]),
  ]
  const key = keys.find(
    (one) => !items.some((item) => item.key === one) && history(store, 'item', one).length > 0,
  )
  const last = key === undefined ? undefined : history<Item>(store, 'item', key).at(-1)
  if (key === undefined || last === undefined) return null
  return { item: last.data, versions: itemHistory(store, key) }
}

/** The key of the one withdrawn item without a code that had this name; none when an item has the name still. */
function onlyGone(store: Store, items: readonly StoredItem[], name: string): readonly string[] {
  if (items.some((item) => nameKey(item.name) === name)) return []
  const keys = goneKeys(store, 'item', `/${name}`)
  const origins = keys.flatMap((key) => listActs(store, 'item', key).map(({ origin }) => origin))
  const last = keys.filter((key) => !origins.includes(key))
  return last.length === 1 ? last : []
}

/** Every version of an item, oldest first, through every key that it had. Empty when there never was one. */
function itemHistory(store: Store, key: string): readonly ItemVersion[] {
  const acts = listActs(store, 'item', key)
  const origin = acts.find((act) => act.origin !== null)?.origin ?? null
  const before = origin === null ? [] : itemHistory(store, origin)
  const own = history<Item>(store, 'item', key).map(({ version, at, source, changes }) => {
    const done = acts.filter((act) => act.version === version)
    const isMade = done.some(({ act }) => act === 'transfer')
    return {
      key,
      version,
      at,
      reason: reasonOf(version, done),
      madeBy: isMade ? ('act' as const) : ('import' as const),
      source,
      changes,
      acts: done.map(({ act, by, at: when, because }) => ({ act, by, at: when, because })),
    }
  })
  return [...before, ...own]
}
