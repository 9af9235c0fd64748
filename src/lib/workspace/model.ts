import type { Finding } from '../errors/index.js'

/** Where a stored record came from. `row` is physical, 1-based. */
export interface Source {
  readonly file: string
  readonly sha256: string
  readonly sheet: string
  readonly row: number
}

/** The sorts of record that one mechanism stores, versions and compares. */
export type RecordKind = 'item' | 'person' | 'article'

/** A record read from a file, ready for the store: its natural key, its data, what was found about it. */
export interface Draft<T> {
  readonly key: string
  readonly unit: string
  readonly data: T
  readonly source: Source
  readonly findings: readonly Finding[]
}

/** What became of the records of one file. Always: read = stored + unchanged + quarantined. */
export interface IntakeCounts {
  readonly read: number
  readonly stored: number
  readonly unchanged: number
  readonly quarantined: number
}

/** One field that a re-import changed; dotted path, values as JSON. */
export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/** A stored record with its provenance and version (1 = first stored). */
export interface StoredRecord<T> {
  readonly kind: RecordKind
  readonly key: string
  readonly unit: string
  readonly version: number
  readonly data: T
  readonly source: Source
}

/** A record kept out (退回待改) with everything needed to fix and replay it. */
export interface QuarantinedRecord<T> {
  readonly kind: RecordKind
  readonly key: string
  readonly unit: string
  readonly data: T
  readonly source: Source
  readonly findings: readonly Finding[]
}
