/**
 * sources: old data behind one interface (`model.ts`), read only, in batches, from a position.
 *
 * How to add a source, in three steps (`sqlite.ts` is the shortest one to copy):
 *
 * 1. A file here with a strict zod schema of its options (`driver` is a literal; paths are relative to the mapping file)
 *    and `open<Driver>(options, place): Promise<Source>`. Load the driver's library inside it (`await import`), and give
 *    the library its row in docs/architecture.md. What cannot be reached is HK-MIG-001, at once and by name.
 * 2. A line in `drivers` below. The mapping's schema, did-you-mean, `migrate profile` and `migrate doctor` follow from it.
 * 3. Tests on real files or servers in test/unit/migrate/sources: the contract suite (`test/support/migrate-source.ts`)
 *    checks order, positions, counts and fingerprints; the traps of the format are the source's own tests.
 *
 * What every source keeps:
 * - Values as stored (`Cell`): no Date, no float of money, 64-bit integers and decimals as text, text really decoded
 *   (GBK always as gb18030), BLOBs as bytes. Conversions belong to the steps of the mapping.
 * - The order of rows is total and the same each time: a row id, a unique key that is never NULL, a byte offset; never a
 *   time stamp. Databases are read in pages behind the last key, not through one long result.
 * - A row that the source itself has damaged (too few fields, a lost memo) is still a row, with its flaw. A source never
 *   skips, repairs or ends early: what it cannot go on with is an AppError that names the place.
 * - The position of a batch is enough to go on in a new process. `fingerprint` differs when the data was changed.
 * - Nothing is written, no lock is held longer than a page where the driver allows it.
 */
import { z } from 'zod'
import { accessOptions, openAccess } from './access/index.js'
import { csvOptions, openCsv } from './csv/index.js'
import { DELETED_COLUMN, dbfOptions, openDbf } from './dbf/index.js'
import { excelOptions, openExcel } from './excel.js'
import type { Source } from './model.js'
import type { Place } from './place.js'
import { mysqlOptions, openMysql } from './sql/mysql.js'
import { openOracle, oracleOptions } from './sql/oracle.js'
import { openPostgres, postgresOptions } from './sql/postgres.js'
import { openSqlserver, sqlserverOptions } from './sql/sqlserver.js'
import { openSqlite, sqliteOptions } from './sqlite.js'
import { together } from './together.js'
import { openUnload, unloadOptions } from './unload/index.js'

export { eachRow, type PlaceOf, shownOf, type Walk } from './each-row.js'
export {
  type Cell,
  type Changed,
  type Position,
  PRINTS,
  type Reading,
  type Rows,
  type Source,
  type SourceBatch,
  type SourceColumn,
  type SourceRow,
  type SourceTable,
} from './model.js'
export type { Place } from './place.js'
export { findTable, isHeadless } from './table.js'
export { fits } from './together.js'

/** What a mapping's `source` may say, by driver. */
export const sourceOptions = z.discriminatedUnion('driver', [
  accessOptions,
  csvOptions,
  dbfOptions,
  excelOptions,
  mysqlOptions,
  oracleOptions,
  postgresOptions,
  sqliteOptions,
  sqlserverOptions,
  unloadOptions,
])

/** Options of one source, as the mapping gives them. */
export type SourceOptions = z.output<typeof sourceOptions>

/** The column that tells rows which the source itself has deleted, where they are not migrated; null for all other sources. */
export function deletedColumn(options: SourceOptions): string | null {
  return options.driver === 'dbf' && options.deleted === 'exclude' ? DELETED_COLUMN : null
}

/** Opens a source at a place. */
export async function openSource(options: SourceOptions, place: Place): Promise<Source> {
  const source = await openDriver(options, place)
  return 'together' in options ? together(source, options.together) : source
}

function openDriver(options: SourceOptions, place: Place): Promise<Source> {
  switch (options.driver) {
    case 'access':
      return openAccess(options, place)
    case 'csv':
      return openCsv(options, place)
    case 'dbf':
      return openDbf(options, place)
    case 'excel':
      return openExcel(options, place)
    case 'mysql':
      return openMysql(options, place)
    case 'oracle':
      return openOracle(options, place)
    case 'postgres':
      return openPostgres(options, place)
    case 'sqlite':
      return openSqlite(options, place)
    case 'sqlserver':
      return openSqlserver(options, place)
    case 'unload':
      return openUnload(options, place)
  }
}
