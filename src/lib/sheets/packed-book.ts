/** What the worker sends back: as few objects as a sheet of 100,000 rows allows. Rows and columns are 0-based. */
export interface PackedBook {
  readonly sheets: readonly PackedSheet[]
}

export interface PackedSheet {
  readonly name: string
  /** 0 visible, 1 hidden, 2 very hidden. */
  readonly hidden: number
  /** True when the workbook names a sheet whose content could not be read. */
  readonly broken: boolean
  readonly rows: readonly PackedRow[]
  readonly merges: readonly (readonly [number, number, number, number])[]
  readonly hiddenRows: readonly number[]
  readonly widths?: readonly (number | null)[]
}

export interface PackedRow {
  readonly row: number
  /** Text, number in General format or boolean by column; everything else stands in `special`. */
  readonly plain: readonly (string | number | boolean | null)[]
  readonly special: readonly PackedCell[]
}

/** `date` holds an ISO instant whose UTC reading is the clock on the sheet. */
export type PackedCell =
  | {
      readonly kind: 'number'
      readonly column: number
      readonly value: number
      readonly shown: string
    }
  | { readonly kind: 'date'; readonly column: number; readonly iso: string; readonly shown: string }
  | { readonly kind: 'error'; readonly column: number; readonly shown: string }
  | { readonly kind: 'uncached'; readonly column: number; readonly formula: string }

/** Order to the worker: bytes of a workbook, or text of an HTML or XML spreadsheet. */
export interface ParseOrder {
  readonly id: number
  readonly content: Uint8Array | string
  readonly maxCells: number
}

/** The worker's answer to an order. */
export type ParseAnswer =
  | { readonly id: number; readonly book: PackedBook }
  | { readonly id: number; readonly tooManyCells: true }
  | { readonly id: number; readonly failure: string }
