import { existsSync, statSync } from 'node:fs'
import { AppError } from '../../errors/index.js'
import type { Charset } from './charset.js'
import { databaseAddress, isDatabaseAddress } from './table-address.js'
import { openTableDatabase } from './table-database.js'
import { openTableFolder } from './table-files.js'
import { openTableServer } from './table-server.js'

/** One row of an exchange table, every value as text; what the table leaves empty is ''. */
export type TableRow = Readonly<Record<string, string>>

/** A row to be written: where, under which column it is known, and whether it is new, changed or struck out. */
export interface WrittenRow {
  readonly table: string
  readonly row: TableRow
  /** The column that tells one row from another, such as row_guid; without it every writing is a new row. */
  readonly key: string | null
  /** As cd_operation of the national tables: I adds once, U and D write over the row of that key. */
  readonly operation: 'I' | 'U' | 'D'
}

/** Exchange tables in one place: a folder of files, or a database. Close it when done. */
export interface TableSource {
  /** The tables there are, by name; files with their ending. */
  readonly names: () => Promise<readonly string[]>
  /** Rows as they stand, or by the columns of `cursor` where the source can order them. */
  readonly rows: (table: string, cursor: readonly string[]) => AsyncIterable<TableRow>
  /** Writes rows; a row added before under its key is not added again. */
  readonly write: (rows: readonly WrittenRow[]) => Promise<void>
  readonly close: () => Promise<void>
}

/** What a place does not say of itself. */
export interface TableSourceOptions {
  /** For writing files. */
  readonly charset: Charset
  /** The charset of texts that a MySQL database declares as latin1. */
  readonly forcedCharset: string | undefined
  readonly timeoutMs: number
  /** The offset that a PostgreSQL database is to tell times at, `+08:00`. */
  readonly utcOffset: string
}

/**
 * The tables at a place: the address of a MariaDB, MySQL or PostgreSQL database, an SQLite file, or a folder of files.
 * HK-CONN-012 when nothing is there.
 */
export async function openTables(place: string, options: TableSourceOptions): Promise<TableSource> {
  if (isDatabaseAddress(place)) return openTableServer(databaseAddress(place), options)
  if (!existsSync(place)) throw new AppError('HK-CONN-012', { file: place, detail: 'ENOENT' })
  return statSync(place).isFile()
    ? openTableDatabase(place)
    : openTableFolder(place, options.charset)
}
