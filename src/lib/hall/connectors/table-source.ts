import { existsSync, statSync } from 'node:fs'
import { AppError } from '../../errors/index.js'
import type { Charset } from './charset.js'
import { openTableDatabase } from './table-database.js'
import { openTableFolder } from './table-files.js'

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

/** Exchange tables in one place: a folder of files, or a database. */
export interface TableSource {
  /** The tables there are, by name; files with their ending. */
  readonly names: () => readonly string[]
  /** Rows as they stand, or by the columns of `cursor` where the source can order them. */
  readonly rows: (table: string, cursor: readonly string[]) => AsyncIterable<TableRow>
  /** Writes rows; a row added before under its key is not added again. */
  readonly write: (rows: readonly WrittenRow[]) => Promise<void>
}

/** The tables at a path: files of a folder, or those of the SQLite database that the path is. HK-CONN-012 when nothing is there. */
export async function openTables(path: string, charset: Charset): Promise<TableSource> {
  if (!existsSync(path)) throw new AppError('HK-CONN-012', { file: path, detail: 'ENOENT' })
  return statSync(path).isFile() ? openTableDatabase(path) : openTableFolder(path, charset)
}
