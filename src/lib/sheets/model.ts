import type { Finding } from '../errors/index.js'

/** What the bytes are, whatever the name says. `xls` covers BIFF files of Excel and WPS (.et). */
export type BookFormat = 'xlsx' | 'xlsb' | 'xls' | 'ods' | 'html' | 'xml' | 'docx' | 'csv'
export type SheetState = 'visible' | 'hidden' | 'veryHidden'

/** One physical row: `row` is the number seen in Excel; `cells` are texts as a person sees them, merged cells filled down. */
export interface SheetRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly hidden: boolean
}

/** A sheet as it stands in the file. `merges` are A1 ranges; `columns` is the widest row; rows may be shorter. */
export interface Sheet {
  readonly name: string
  readonly state: SheetState
  readonly columns: number
  readonly merges: readonly string[]
  readonly rows: readonly SheetRow[]
  /** Widths in characters by column where the file gives them, null elsewhere. */
  readonly widths?: readonly (number | null)[]
  /** Letters of the columns that the file hides. */
  readonly hiddenColumns?: readonly string[]
  /** Addresses of cells with something to say (damaged number, formula without cached value). */
  readonly suspicious: readonly Finding[]
}

/** The upper rows of a sheet, where a header stands. */
export type SheetTop = Pick<Sheet, 'name' | 'merges' | 'rows'>

/** A table file read whole; positions are physical, values are text. */
export interface Book {
  readonly file: string
  readonly sha256: string
  readonly format: BookFormat
  readonly encoding: string | null
  readonly sheets: readonly Sheet[]
}

/**
 * A sheet whose rows are read as they are asked for: each iteration reads the sheet again from the top and may fail
 * as `openBook` does. `head` are the upper rows, where a header stands; `suspicious` is of the last whole iteration.
 */
export interface OpenSheet
  extends Pick<Sheet, 'name' | 'state' | 'merges' | 'widths' | 'hiddenColumns'> {
  readonly head: readonly SheetRow[]
  readonly rows: Iterable<SheetRow>
  suspicious(): readonly Finding[]
}

/** A table file open for reading; `close` lets go of what is kept for it. */
export interface OpenBook extends Omit<Book, 'sheets'> {
  readonly sheets: readonly OpenSheet[]
  close(): void
}

export type FieldType =
  | 'text'
  | 'code'
  | 'duration'
  | 'choice'
  | 'choices'
  | 'yesno'
  | 'phone'
  | 'date'
  | 'list'
  | 'count'
  | 'person'

/** A field of a form: one definition makes the blank sheet, reads it back, checks it and prints the annex table. */
export interface FormField {
  readonly key: string
  readonly header: string
  readonly synonyms: readonly string[]
  /** Names that mean the field only where nothing else is named so. */
  readonly weak?: readonly string[]
  readonly type: FieldType
  readonly required: boolean
  readonly width: number
  readonly choices: readonly string[]
  readonly example: string
  readonly note: string
  readonly inferred: boolean
  /** Where the notice asks for this field, when not where it asks for the form. */
  readonly clause?: string | undefined
  /** False when the blank sheet has no column for it. */
  readonly asked?: boolean
}

/** A limit that must not be longer than another; both are keys of duration fields. */
export interface FormCheck {
  readonly notLonger: string
  readonly than: string
}

/**
 * A form (`templates/forms/<id>.yaml`). `anchor` names the field without which a row is no record;
 * `starts` names fields whose own value begins a new record even where the anchor is blank or merged;
 * `carry` names fields whose blank cell means the value above it.
 */
export interface Form {
  readonly id: string
  readonly title: string
  readonly version: number
  readonly clause: string
  readonly anchor: string
  readonly starts: readonly string[]
  readonly carry?: readonly string[]
  readonly mayLack?: readonly string[]
  readonly lines?: readonly string[]
  readonly checks?: readonly FormCheck[]
  /** A form that also comes as one guide per item: names of the other columns of the small tables in it. */
  readonly guide?: { readonly beside: readonly string[] } | undefined
  readonly fields: readonly FormField[]
}

export type MatchKind = 'exact' | 'alias' | 'fuzzy' | 'none'

/** How one header cell was understood. */
export interface HeaderMatch {
  readonly address: string
  readonly text: string
  readonly field: string | null
  readonly match: MatchKind
  readonly score: number
}

/** One record of a form: raw text by field key, the cell each text came from, every physical row it spans. */
export interface FormRecord {
  readonly sheet: string
  readonly row: number
  readonly rows: readonly number[]
  readonly values: Readonly<Record<string, string>>
  readonly cells: Readonly<Record<string, string>>
  /** Of a record over several rows: the texts of the form's `lines`, row by row. */
  readonly lines?: readonly Readonly<Record<string, string>>[]
  /** Texts of columns that are no field and were asked for. */
  readonly asides?: readonly string[]
  /** The last heading between the rows above it: 填报单位：林业局, 二、水务局. */
  readonly heading?: string
  /** Names stand beside their values, each in a row of its own: a field's place is its cell's row. */
  readonly upright?: boolean
}

/** Physical rows that are no record, by reason. */
export interface SkippedRows {
  readonly blank: number
  readonly title: number
  readonly header: number
  readonly total: number
  readonly note: number
}

/**
 * A file read as a form. Every physical row is accounted for:
 * rows = Σ records[].rows.length + Σ skipped. `unit` is the 填报单位 line's text, when there is one.
 */
export interface FormReading {
  readonly form: string
  readonly unit: string | null
  readonly header: readonly HeaderMatch[]
  readonly headerRows: readonly number[]
  readonly records: readonly FormRecord[]
  readonly rows: number
  readonly skipped: SkippedRows
  readonly findings: readonly Finding[]
}

/**
 * An open sheet read as a form, record by record: each iteration of `records` reads the sheet from the top.
 * `tally` is what the last whole iteration counted and found.
 */
export interface FormStream extends Pick<FormReading, 'form' | 'unit' | 'header' | 'headerRows'> {
  readonly records: Iterable<FormRecord>
  tally(): Pick<FormReading, 'rows' | 'skipped' | 'findings'>
}
