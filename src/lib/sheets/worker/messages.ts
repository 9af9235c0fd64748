/** A cell with something to say. Rows and columns are 0-based; `text` is what is shown, or the formula. */
export interface OddCell {
  readonly kind: 'damaged' | 'uncached' | 'error'
  readonly row: number
  readonly column: number
  readonly text: string
}

/** A row of texts as a person sees them; `row` is 0-based. */
export interface RowText {
  readonly row: number
  readonly hidden: boolean
  readonly cells: string[]
}

/** Rows in the order of the sheet, blank ones left out. */
export interface RowBlock {
  readonly rows: readonly RowText[]
  readonly odd: readonly OddCell[]
}

/** What is known of a sheet before its rows are read. */
export interface SheetHead {
  readonly name: string
  /** 0 visible, 1 hidden, 2 very hidden. */
  readonly hidden: number
  /** True when the workbook names a sheet whose content could not be read. */
  readonly broken: boolean
  readonly merges: readonly (readonly [number, number, number, number])[]
  readonly hiddenColumns: readonly number[]
  /** Widths in characters by column, null where the file gives none. */
  readonly widths: readonly (number | null)[]
}

/** Where a part of an archive lies in the file's bytes, packed by `method` (0 stored, 8 deflated). */
export interface PackedPart {
  readonly start: number
  readonly end: number
  readonly method: number
}

/** What a sheet hides that SheetJS does not tell; 0-based ranges, both ends included. */
export interface HiddenParts {
  readonly isHidden: boolean
  readonly rows: readonly (readonly [number, number])[]
  readonly columns: readonly (readonly [number, number])[]
}

/** What the worker is to read. */
export type Content =
  /** A workbook that SheetJS reads whole: bytes, or text of an XML spreadsheet. */
  | {
      readonly kind: 'book'
      readonly content: Uint8Array | string
      readonly hidden?: readonly HiddenParts[]
    }
  /** A web page with tables. */
  | { readonly kind: 'html'; readonly text: string }
  /**
   * An .xlsx: `shell` is the archive without its rows and strings, in place of which the first cell of each sheet
   * holds `row-part-<n>`, n being an index into `sheets`; `bytes` is the file.
   */
  | {
      readonly kind: 'package'
      readonly shell: Uint8Array
      readonly bytes: Uint8Array
      readonly sheets: readonly PackedPart[]
      readonly strings: PackedPart | null
    }
  /** Delimited text: in hand, or to be read from disk on every pass, and then the same bytes as ever. */
  | {
      readonly kind: 'text'
      readonly from: Uint8Array | { readonly path: string; readonly sha256: string }
      readonly encoding: string
      readonly delimiter: string
    }

/** Orders to the worker: load the workbook library, open a file under an id, read a sheet of it in a pass (so many blocks at first), go on, end a pass, forget a file. */
export type Order =
  | { readonly do: 'load' }
  | {
      readonly do: 'open'
      readonly book: number
      readonly content: Content
      readonly maxCells: number
      /** Numbers and instants whole, also what their formats hide. */
      readonly exact: boolean
    }
  | {
      readonly do: 'read'
      readonly book: number
      readonly sheet: number
      readonly pass: number
      readonly blocks: number
    }
  | { readonly do: 'more'; readonly pass: number; readonly blocks: number }
  | { readonly do: 'stop'; readonly pass: number }
  | { readonly do: 'close'; readonly book: number }

/** Why the worker could not go on. `quote` is the line of a quotation mark never closed. */
export interface Failure {
  readonly why: 'cells' | 'quote' | 'changed' | 'content'
  readonly at: string
}

/** The answer to `open`. */
export interface Opened {
  readonly book: number
  readonly sheets?: readonly SheetHead[]
  readonly failure?: Failure
}

/** What a pass gives, block by block; `end` closes it. */
export interface PassNews {
  readonly pass: number
  readonly block?: RowBlock
  readonly failure?: Failure
  readonly end?: true
}
