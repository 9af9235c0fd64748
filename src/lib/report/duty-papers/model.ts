import type { TableBlock } from '../model.js'

/** A page, or several, to be filled in by hand: title, lines above and under its tables. */
export interface BlankSheet {
  readonly title: readonly string[]
  /** Lines over the first table: unit, batch, place. */
  readonly lines: readonly string[]
  readonly parts: readonly { readonly heading: string | null; readonly table: TableBlock }[]
  /** Lines under the last table: who signs. */
  readonly foot: readonly string[]
  readonly landscape: boolean
}
