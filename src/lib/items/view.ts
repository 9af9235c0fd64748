import type { Item, StoredItem } from './model.js'

/** An item as commands give it out under `--json`; what is absent is null. `status` is null until items are published. */
export interface ItemView extends Item {
  readonly status: string | null
  readonly version: number
  readonly source: { readonly file: string; readonly sheet: string; readonly row: number }
}

/** The stored item in the order in which people read it, without what only the store needs. */
export function itemView({ key: _, source, version, ...item }: StoredItem): ItemView {
  const { file, sheet, row } = source
  return { ...item, status: null, version, source: { file, sheet, row } }
}
