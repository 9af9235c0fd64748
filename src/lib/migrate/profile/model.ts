import type { SourceOptions } from '../sources/index.js'
import type { Sign } from './characters.js'
import type { Content } from './content.js'
import type { Hashes } from './distinct.js'

/** What one column holds. Nothing in it tells a person: values are shown of columns with few of them only. */
export interface ColumnProfile {
  readonly name: string
  /** As the source declares it; '' where it knows none. */
  readonly type: string
  /** Rows without a value: NULL, or only white space. */
  readonly nulls: number
  readonly distinct: number
  /** False: `distinct` is an estimate, within some 5 %. */
  readonly isExact: boolean
  /** Rows that repeat an earlier value, up to a hundred and one; null when nobody knows (beyond four million rows, BLOBs). */
  readonly repeats: number | null
  /** Of days and of numbers up to ten digits; '' for anything else. */
  readonly min: string
  readonly max: string
  /** In characters (BLOBs: bytes). */
  readonly longest: number
  /** What nine of ten values are. */
  readonly content: Content
  /** The most frequent ones of `9{18}`, `汉{3}`. */
  readonly shapes: readonly { readonly text: string; readonly rows: number }[]
  /** Every value with its rows, when there are few; empty otherwise. */
  readonly values: readonly { readonly text: string; readonly rows: number }[]
  readonly signs: readonly SignCount[]
  /** What it seems to be, by name and content; null when nobody can say. */
  readonly meaning: string | null
}

/** Rows with a sign, and the first places where it stands. */
export interface SignCount {
  readonly sign: Sign
  readonly rows: number
  readonly places: readonly string[]
}

/** What one table holds. */
export interface TableProfile {
  /** One of the sources that were named: 1, 2, 3 ... */
  readonly source: number
  readonly name: string
  readonly rows: number
  /** Rows that are damaged in the source itself. */
  readonly damaged: number
  readonly encoding: string
  /** The declared primary key; empty without one. */
  readonly key: readonly string[]
  /** Columns, or pairs of columns, that tell all rows apart. */
  readonly candidates: readonly (readonly string[])[]
  readonly columns: readonly ColumnProfile[]
  /** Columns that the driver cannot give. */
  readonly unread: readonly string[]
  /** What entity of a hall it seems to be; null when nobody can say. */
  readonly entity: string | null
}

/** A column whose values stand in the key of another table. */
export interface Reference {
  readonly table: string
  readonly column: string
  readonly to: string
  readonly toColumn: string
  /** How much of it does, 0 to 1. */
  readonly share: number
}

/** What old data holds, table by table. */
export interface Profile {
  readonly sources: readonly SourceOptions[]
  readonly tables: readonly TableProfile[]
  readonly references: readonly Reference[]
}

/** A column while references are looked for. */
export interface Fingered {
  readonly table: TableProfile
  readonly column: ColumnProfile
  readonly hashes: Hashes
}
