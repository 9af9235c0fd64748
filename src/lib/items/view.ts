import type { ItemState, ItemStatus } from './lifecycle.js'
import type { Item, StoredItem } from './model.js'

/** An item as commands give it out under `--json`; what is absent is null. */
export interface ItemView extends Omit<Item, 'guide'> {
  readonly status: ItemState
  readonly version: number
  readonly source: { readonly file: string; readonly sheet: string; readonly row: number }
}

/** The stored item in the order in which people read it, with its status, without what only the store needs. */
export function itemView(
  { key: _, source, version, guide: __, ...item }: StoredItem,
  { state }: ItemStatus,
): ItemView {
  const { file, sheet, row } = source
  return { ...item, status: state, version, source: { file, sheet, row } }
}
