import type { Source } from '../workspace/index.js'

export type DurationUnit = 'workday' | 'day' | 'hour' | 'month' | 'year' | 'instant'

/** A time limit as filled in; `value` is 0 for `instant`. `raw` is the text of the cell. */
export interface Duration {
  readonly value: number
  readonly unit: DurationUnit
  readonly raw: string
}

/** A code with its label; `code` is null when the text named no code of the table. */
export interface Coded {
  readonly code: string | null
  readonly label: string
}

/** One node of an item's flow: who does it within what limit. Node ids: pre-review accept handle review approve settle deliver. */
export interface ItemNode {
  readonly node: string
  readonly label: string
  readonly post: string | null
  readonly people: readonly string[]
  readonly limit: Duration | null
}

/**
 * What a guide tells the applicant beside the item itself (fields of the C0109 list). `visits` is how often the applicant
 * must come; a yes/no that the cell did not say is null.
 */
export interface ItemGuide {
  readonly visits: number | null
  readonly onsiteReason: string | null
  readonly online: boolean | null
  readonly channels: readonly string[]
  readonly feeBasis: string | null
  readonly onlinePay: boolean | null
  readonly consult: string | null
  readonly hours: string | null
  readonly place: string | null
  readonly resultName: string | null
  readonly resultType: string | null
  readonly audience: readonly string[]
  readonly personTheme: string | null
  readonly orgTheme: string | null
  readonly faq: string | null
  readonly region: string | null
  readonly level: string | null
  readonly review: string | null
  readonly feeItem: string | null
  readonly resultSample: string | null
  readonly consultPlace: string | null
  readonly complaintPlace: string | null
}

/** A service item (事项) as stored; what the sheet did not say is null. `depth` is the 1-4 scale. */
export interface Item {
  readonly unit: { readonly code: string; readonly name: string }
  readonly code: string | null
  readonly name: string
  readonly type: Coded
  readonly caseType: string | null
  readonly statutory: Duration | null
  readonly promised: Duration | null
  readonly depth: number | null
  readonly basis: string | null
  readonly conditions: string | null
  readonly materials: readonly string[]
  readonly fee: { readonly charged: boolean | null; readonly raw: string }
  readonly office: string | null
  readonly nodes: readonly ItemNode[]
  readonly supervision: string | null
  /** Left out when the sheet said none of it. */
  readonly guide?: ItemGuide
}

/** An item with its state in the store. */
export interface StoredItem extends Item {
  readonly key: string
  readonly version: number
  readonly source: Source
}
