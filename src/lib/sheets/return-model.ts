import type { Level } from '../errors/index.js'
import type { Book } from './model.js'

/** What we add to a unit's workbook is known again by these names when the file comes back. */
export const RETURN_NAMES = {
  summary: '核验结果',
  notes: '填写说明',
  column: '错误说明',
  origin: '原文件',
  unit: '填报单位',
  added: '附页',
  copied: '原表',
} as const

/** One thing to tell at a place of the book. `cell` is coloured when given; `text` is message and suggested fix. */
export interface ReturnMark {
  readonly sheet: string
  readonly row: number
  readonly cell: string | null
  readonly level: Level
  readonly text: string
}

/** A sheet whose records were checked: physical rows of its header, and of the records with something to say. */
export interface ReturnTable {
  readonly sheet: string
  readonly headerRows: readonly number[]
  readonly keep: readonly number[]
}

/** A line of the first sheet that leads to a place of the book. */
export interface ReturnLine {
  readonly sheet: string
  readonly cell: string
  readonly level: Level
  /** Texts of the line's columns; the first one carries the link. */
  readonly texts: readonly string[]
}

/** The first sheet: whose and what it is, counts by form, one line per finding. */
export interface ReturnSummary {
  readonly title: string
  readonly unit: string
  readonly origin: string
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly counts: readonly (readonly (string | number)[])[]
  readonly columns: readonly string[]
  readonly lines: readonly ReturnLine[]
}

/** The last sheet: how the form is filled in; the first row is its head. */
export interface ReturnNotes {
  readonly title: string
  readonly rows: readonly (readonly string[])[]
}

/** What a return file is made from: the unit's file as it came, as it was read, and what to say about it. */
export interface ReturnOrder {
  readonly bytes: Uint8Array
  readonly book: Book
  readonly tables: readonly ReturnTable[]
  readonly marks: readonly ReturnMark[]
  readonly summary: ReturnSummary
  readonly notes: ReturnNotes
  /** What the first sheet says when only the rows in question are given back. */
  /** Only the rows in question may be given back, however small the book is. */
  readonly onlyExcerpt?: boolean
  readonly excerptNote: readonly [label: string, value: string]
}

/**
 * `annotated`: the unit's own workbook with marks; `copied`: a new workbook with all its values; `excerpt`: a new one
 * with the values of the rows in question, of a workbook too large to go back whole.
 */
export interface ReturnFile {
  readonly bytes: Uint8Array
  readonly way: 'annotated' | 'copied' | 'excerpt'
}

/** Where a returned file came from, as its first sheet says. */
export interface ReturnOrigin {
  readonly file: string
  readonly unit: string
}

/** A book without what we once added: `columns` are our own 0-based columns by sheet, `sheets` our own sheets. */
export interface CleanBook {
  readonly book: Book
  readonly origin: ReturnOrigin | null
  readonly sheets: readonly string[]
  readonly columns: ReadonlyMap<string, number>
}
