import type { Place } from '../errors/index.js'
import type { Item } from './model.js'
import type { ItemProfile } from './profile.js'

/** An item under check, with what stood in the cells it came from. Fields are named by the form's keys. */
export interface Subject {
  readonly item: Item
  readonly profile: ItemProfile
  /** The fields that the sheet has a column for; of a stored item, those that it holds something of. */
  readonly fields: ReadonlySet<string>
  /** The text of the field's cell, empty when there was none. */
  raw(field: string): string
  /** The header as the sheet wrote it, for a message. */
  header(field: string): string
  /** Where the field stands, down to the cell. */
  place(field: string): Place
}
