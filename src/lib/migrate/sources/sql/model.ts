import type { Cell, SourceTable } from '../model.js'

/** A connection that only reads. */
export interface SqlSession {
  /** Rows of a query as arrays. A failure of the server or of the line is HK-MIG-001. */
  rows(sql: string, values?: readonly unknown[]): Promise<readonly (readonly unknown[])[]>
  close(): Promise<void>
}

/** One place in the order of a table's rows: how it is selected, compared, and given back as a parameter. */
export interface OrderPart {
  readonly select: string
  readonly column: string
  readonly bind: (parameter: string) => string
}

/** A table and the order of its rows; without any order (a MySQL table without a key) all its columns are sorted as bytes. */
export interface SqlTable extends SourceTable {
  /** What stands behind FROM. */
  readonly from: string
  /** An expression for each column that loses nothing of it. */
  readonly cells: readonly string[]
  /** What the driver gives for a column, as a cell. */
  readonly tidy: readonly ((value: unknown) => Cell)[]
  /** Each column as a query names it, and the bare name of its type. */
  readonly named: readonly { readonly column: string; readonly kind: string }[]
  /** Unique and never NULL; empty when there is no such key and the server has no row ids. */
  readonly order: readonly OrderPart[]
  /** Its rows are rows of another table too: it is read when somebody names it, and not shown otherwise. */
  readonly isPart?: boolean
  /** What rows are sorted by when `order` is empty. */
  readonly sorted: readonly string[]
}

/** A query for one page. */
export interface PageQuery {
  readonly select: string
  readonly from: string
  readonly where: string
  readonly order: string
  readonly rows: number
  readonly skip: number
}

/** How a server writes what others write otherwise. */
export interface Dialect {
  /** The n-th parameter, from 1. */
  parameter(n: number): string
  page(query: PageQuery): string
  /** A day as the server writes it, for columns of a type that holds days or moments; null for other types. */
  day(kind: string, day: string): string | null
  /** What else than NULL says that a column of days holds none: `0000-00-00` of MySQL. */
  readonly noDay?: (column: string) => string
}

/** A database that was looked at once. */
export interface OpenedDatabase {
  readonly session: SqlSession
  readonly dialect: Dialect
  readonly tables: readonly SqlTable[]
  /** As the mapping names it; no password. */
  readonly place: string
}
