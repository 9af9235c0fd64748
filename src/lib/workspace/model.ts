import type { Finding } from '../errors/index.js'

/**
 * Where a stored record came from. `row` is physical, 1-based. A record gathered from many rows
 * (a person's lines) names them all in `parts`, in the order of its own parts; then `row` is the first. A part of
 * another file than the record's says so.
 */
export interface Source {
  readonly file: string
  readonly sha256: string
  readonly sheet: string
  readonly row: number
  readonly parts?: readonly {
    readonly file?: string
    readonly sheet: string
    readonly row: number
  }[]
}

/** The sorts of record that one mechanism stores, versions and compares. */
export type RecordKind = 'item' | 'person' | 'article' | 'entry'

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

/** One file taken in. `at` is wall time, ISO 8601 with offset; counts are those of the import that changed something last. */
export interface ImportEntry {
  readonly id: number
  readonly kind: RecordKind
  readonly file: string
  readonly sha256: string
  readonly form: string
  readonly unit: string
  readonly at: string
  readonly counts: IntakeCounts
  readonly replaces: string | null
  readonly refused: number
}

/** The file that an intake reads: one per call, one transaction per call. */
export interface IntakeFile {
  readonly kind: RecordKind
  readonly file: string
  readonly sha256: string
  readonly form: string
  readonly unit: string
  readonly at: string
  /** The name of the file whose place this one takes: what was returned of that one no longer counts. */
  readonly replaces?: string | null
  /** Records of the file that were refused without being read (涉密); asked for when all drafts are taken. */
  readonly refused?: () => number
}

/** A stored record that a re-import changed, field by field. `version` is the new one. */
export interface RecordChange {
  readonly key: string
  readonly unit: string
  readonly version: number
  readonly fields: readonly FieldChange[]
}

/**
 * What one intake did: stored = added + changes.length.
 * `absent` are keys that the same unit reported before in this form and not this time (本次未报): nothing happens to them.
 */
export interface IntakeResult {
  readonly counts: IntakeCounts
  readonly added: number
  readonly changes: readonly RecordChange[]
  readonly absent: readonly string[]
}

/** One version of a record: `changes` lead from the version before to this one. */
export interface RecordVersion<T> {
  readonly version: number
  readonly at: string
  readonly source: Source
  readonly data: T
  readonly changes: readonly FieldChange[]
}
