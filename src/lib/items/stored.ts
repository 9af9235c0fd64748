import { AppError } from '../errors/index.js'
import { fold, nearest } from '../text/index.js'
import { listRecords, type Store, type StoredRecord } from '../workspace/index.js'
import type { Item, StoredItem } from './model.js'
import { nameKey } from './text.js'

/** The items in the store, by unit and key; of one unit (its code) when asked. */
export function listItems(
  store: Store,
  filter: { readonly unit?: string } = {},
): readonly StoredItem[] {
  return listRecords<Item>(store, 'item', filter).map(toStoredItem)
}

/** An item with its key, version and source, from its record. */
export function toStoredItem({ key, version, source, data }: StoredRecord<Item>): StoredItem {
  return { ...data, key, version, source }
}

/**
 * The one item that a person means by its code or name: exactly, else by a part of its name.
 * Errors: HK-ITEM-001 none, with near names; HK-ITEM-002 several.
 */
export function findItem(items: readonly StoredItem[], wanted: string): StoredItem {
  const matches = matchesOf(items, wanted)
  const [only, ...others] = matches
  if (only === undefined)
    throw new AppError('HK-ITEM-001', { wanted, nearest: nearNames(items, wanted) })
  if (others.length === 0) return only
  const shown = matches
    .slice(0, 5)
    .map(({ unit, code, name }) => `${unit.name} ${code ?? ''} ${name}`)
  throw new AppError('HK-ITEM-002', { wanted, matches: shown })
}

function matchesOf(items: readonly StoredItem[], wanted: string): readonly StoredItem[] {
  const code = fold(wanted)
  const name = nameKey(wanted)
  const tests: readonly ((item: StoredItem) => boolean)[] = [
    (item) => item.code !== null && fold(item.code) === code,
    (item) => nameKey(item.name) === name,
    (item) => name !== '' && nameKey(item.name).includes(name),
  ]
  return tests.map((test) => items.filter(test)).find((hits) => hits.length > 0) ?? []
}

function nearNames(items: readonly StoredItem[], wanted: string): readonly string[] {
  return nearest(
    wanted,
    items.map(({ name }) => name),
  )
}
