import type { Flaw } from '../flaw.js'

/**
 * One value as the source holds it. Texts, dates, decimals and integers beyond 2^53 are text, exactly as stored: no
 * driver may build a Date or a float of its own. NULL is null; a scan or another BLOB is bytes.
 */
export type Cell = string | number | null | Uint8Array

/** A row, in the order of the table's columns. */
export type SourceRow = readonly Cell[]

/** Where reading goes on: whatever the source needs, as text that is kept in the ledger. Only its own source reads it. */
export type Position = string

/** A column as the source declares it; `type` is '' where the source knows none (CSV). */
export interface SourceColumn {
  readonly name: string
  readonly type: string
}

/** A table, a view, a sheet or a file of rows. */
export interface SourceTable {
  readonly name: string
  readonly columns: readonly SourceColumn[]
  /** Columns of the declared primary key; empty without one. */
  readonly key: readonly string[]
  /** File that the rows come from, for locators; '' for a table of a database. */
  readonly file: string
  /** How texts were decoded (`gb18030`); '' when the source gives Unicode itself. */
  readonly encoding: string
  /** Columns that the driver cannot give (attachments of Access): nothing of them migrates, and everyone is told. */
  readonly unread?: readonly SourceColumn[]
}

/** What to read: one table, from the beginning or from where an earlier batch ended. */
export interface Reading {
  readonly table: string
  readonly from: Position | null
  /** About how many rows make a batch; a source may cut where it is cheap. */
  readonly rows: number
  /** Rows that are surely of an earlier day may be left out, where the source tells them cheaply; the reader looks again. */
  readonly changed?: Changed | null
}

/** A column that says when a row was last changed, and a day (`2015-01-01`). */
export interface Changed {
  readonly column: string
  readonly day: string
}

/** Prints of rows are below 2^50: with a disposition behind it, such a number is still exact. */
export const PRINTS = 2 ** 50

/** Rows of a batch; an array is one. A source may cut a row out of its text only when somebody asks for it. */
export interface Rows extends Iterable<SourceRow> {
  readonly length: number
  at(index: number): SourceRow | undefined
}

/** Some rows in the source's own order, which is the same at every reading of unchanged data. */
export interface SourceBatch {
  readonly rows: Rows
  /**
   * A number below `PRINTS` of each row that is another one as soon as anything of the row is: where the source has it
   * cheaper than out of the cells.
   */
  readonly prints?: ArrayLike<number>
  /** Number of each row as a person finds it: the row that Excel shows for files, 1, 2, 3 ... for tables. */
  readonly numbers: readonly number[]
  /** Rows that are damaged in the source itself, by index: they are counted and kept out, never repaired by guessing. */
  readonly flaws: ReadonlyMap<number, Flaw>
  /** Where the next batch begins. */
  readonly end: Position
  /** The file or the table that these rows come from, where the table has several. */
  readonly shown?: string
  /** How much of the table is read by now, 0 to 1; null when nobody can say. */
  readonly share: number | null
}

/**
 * Old data, read only. The same data gives the same rows in the same order, whatever the time zone; reading from a
 * position gives exactly the rows behind it. Nothing is ever written to a source.
 */
export interface Source {
  /** Every table with its columns; at least the one that is named (HK-MIG-002). Cheap: nothing is counted. */
  describe(table?: string): Promise<readonly SourceTable[]>
  /** How many rows a table has, counted; damaged rows are rows too. */
  count(table: string): Promise<number>
  /** What tells a changed table from an unchanged one: the sha-256 of a file, or row count and last key of a table. */
  fingerprint(table: string): Promise<string>
  /** The rows behind a position, in batches. HK-MIG-002 for a table that is not there. */
  read(reading: Reading): AsyncGenerator<SourceBatch>
  /** The latest value of a column before a day, where the source tells it without reading the table. */
  latest?(table: string, changed: Changed): Promise<Cell | undefined>
  close(): Promise<void>
}
