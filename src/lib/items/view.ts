import type { ItemState, ItemStatus } from './lifecycle.js'
import type { Item, StoredItem } from './model.js'
import { orNull } from './text.js'

/** An item as commands give it out under `--json`; what is absent is null. */
export interface ItemView extends Omit<Item, 'guide' | 'type' | 'fee'> {
  readonly type: { readonly code: string | null; readonly label: string | null }
  readonly fee: { readonly charged: boolean | null; readonly raw: string | null }
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
  const type = { ...item.type, label: orNull(item.type.label) }
  const fee = { ...item.fee, raw: orNull(item.fee.raw) }
  return { ...item, type, fee, status: state, version, source: { file, sheet, row } }
}
