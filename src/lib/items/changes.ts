import { AppError } from '../errors/index.js'
import { type FieldChange, history, listRecords, type Store } from '../workspace/index.js'
import type { Item, StoredItem } from './model.js'
import { listItems } from './stored.js'

/** One item that differs between two states of the store. */
export interface ItemChange {
  readonly unit: string
  readonly code: string | null
  readonly name: string
  readonly kind: 'added' | 'changed' | 'withdrawn'
  readonly fields: readonly FieldChange[]
}

/** What a later store has otherwise than an earlier one, in the order of units and keys. */
export function changesBetween(before: Store, after: Store): readonly ItemChange[] {
  const old = new Map(listItems(before).map((item) => [item.key, item]))
  const now = listItems(after)
  const held = new Set(now.map(({ key }) => key))
  const gone = [...old.values()].filter(({ key }) => !held.has(key))
  return [
    ...now.flatMap((item) => changeOf(item, old.get(item.key), after) ?? []),
    ...gone.map((item) => ({ ...named(item), kind: 'withdrawn' as const, fields: [] })),
  ]
}

function changeOf(item: StoredItem, old: StoredItem | undefined, store: Store): ItemChange | null {
  if (old === undefined) return { ...named(item), kind: 'added', fields: [] }
  if (old.version === item.version) return null
  const fields = history<Item>(store, 'item', item.key)
    .filter(({ version }) => version > old.version)
    .flatMap(({ changes }) => changes)
  return { ...named(item), kind: 'changed', fields }
}

/** What came in or changed at or after a moment (`2015-04-08` or ISO 8601 with offset). Error: HK-ITEM-008. */
export function changesSince(store: Store, since: string): readonly ItemChange[] {
  const moment = momentOf(since)
  return listRecords<Item>(store, 'item').flatMap(({ key, data }) => {
    const versions = history<Item>(store, 'item', key)
    const later = versions.filter(({ at }) => Date.parse(at) >= moment)
    if (later.length === 0) return []
    if (later.length === versions.length)
      return { ...named(data), kind: 'added' as const, fields: [] }
    return { ...named(data), kind: 'changed' as const, fields: later.flatMap((one) => one.changes) }
  })
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u

/** A day begins at midnight of the machine that reads it; a time without an offset is refused. */
function momentOf(text: string): number {
  const isTime = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/u.test(text)
  const moment = Date.parse(DAY.test(text) ? `${text}T00:00:00+08:00` : text)
  if ((!isTime && !DAY.test(text)) || Number.isNaN(moment))
    throw new AppError('HK-ITEM-008', { text })
  return moment
}

function named({ unit, code, name }: Item): Pick<ItemChange, 'unit' | 'code' | 'name'> {
  return { unit: unit.name, code, name }
}
