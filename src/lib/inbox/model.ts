import type { AppError, Finding } from '../errors/index.js'
import type { HeaderMatch, SkippedRows } from '../sheets/index.js'
import type { IntakeCounts, RecordKind } from '../workspace/index.js'

/** A piece of news for a column of the hall's website (附表3), as stored. `date` is a day, `2015-04-08`. */
export interface Article {
  readonly unit: string
  readonly column: string
  readonly title: string
  readonly body: string
  readonly source: string | null
  readonly date: string | null
}

/** A file to take in: where it lies, and the name under which it is remembered and shown. */
export interface InboxFile {
  readonly path: string
  readonly name: string
  /** Which file inside it is meant, when it is an archive. */
  readonly entry?: number
  /** Whose it was when it came before; counts when the file itself does not tell. */
  readonly unit?: UnitName | null
}

/** A unit as the results name it. */
export interface UnitName {
  readonly code: string
  readonly name: string
}

/**
 * What became of one form in one file. read = stored + unchanged + quarantined, and
 * rows = recordRows + all of skipped; both hold or HK-INBOX-006 is thrown.
 */
export interface FormResult extends IntakeCounts {
  readonly form: string
  readonly kind: RecordKind
  readonly unit: UnitName
  readonly sheets: readonly string[]
  readonly mapping: readonly HeaderMatch[]
  readonly rows: number
  readonly recordRows: number
  readonly skipped: SkippedRows
  readonly warnings: number
  /** Records marked 涉密: refused unread, outside `read`; their physical rows are among `recordRows`. */
  readonly refused: number
  /** The file that brought the very same bytes before, so that this one changes nothing. */
  readonly sameAs: string | null
  /** Columns that a person settled: header text -> field key. */
  readonly settled: Readonly<Record<string, string>>
}

/** What became of one file: its forms, or the error that stopped this file and no other. */
export interface FileResult {
  readonly file: string
  readonly sha256: string | null
  readonly forms: readonly FormResult[]
  readonly findings: readonly Finding[]
  readonly error: AppError | null
  /** The file whose corrected return file this is. */
  readonly replaces: string | null
  /** Where the unit's own workbook lies with its mistakes marked; null when nothing was returned. */
  readonly annotated: string | null
}

/** What a unit reported before and not in this run (本次未报); `withdrawn` counts those that --complete took out. */
export interface AbsentRecords {
  readonly unit: UnitName
  readonly form: string
  readonly kind: RecordKind
  readonly count: number
  readonly withdrawn: number
}

/** All files. `totals` holds only the kinds that were met. */
export interface InboxResult {
  readonly files: readonly FileResult[]
  readonly totals: Readonly<Record<RecordKind, IntakeCounts>>
  readonly absent: readonly AbsentRecords[]
  readonly findings: readonly Finding[]
}

/** One file is done, of so many. */
export interface InboxEvent {
  readonly kind: 'file'
  readonly done: number
  readonly of: number
  readonly result: FileResult
}
