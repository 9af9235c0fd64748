/** The part of SheetJS that the worker uses. */
export interface LibraryCell {
  readonly t: string
  readonly v?: unknown
  readonly w?: string
  readonly z?: string
  readonly f?: string
}

interface LibraryRange {
  readonly s: { readonly r: number; readonly c: number }
  readonly e: { readonly r: number; readonly c: number }
}

export interface LibrarySheet {
  readonly '!data'?: readonly (readonly LibraryCell[] | undefined)[]
  readonly '!merges'?: readonly LibraryRange[]
  readonly '!rows'?: readonly ({ readonly hidden?: boolean } | undefined)[]
  readonly '!cols'?: readonly ({ readonly hidden?: boolean; readonly wch?: number } | undefined)[]
}

export interface LibraryBook {
  readonly SheetNames: readonly string[]
  readonly Sheets: Readonly<Record<string, LibrarySheet | undefined>>
  readonly Workbook?: {
    readonly Sheets?: readonly ({ readonly Hidden?: number } | undefined)[]
    readonly WBProps?: { readonly date1904?: boolean | string }
  }
  readonly Styles?: { readonly CellXf?: readonly ({ readonly numFmtId?: number } | undefined)[] }
  readonly SSF?: Readonly<Record<number, string | undefined>>
}

export interface Library {
  read(content: Uint8Array | string, options: object): LibraryBook
  readonly SSF: {
    format(format: string | number, value: number, options: object): string
    is_date(format: string): boolean
  }
}
