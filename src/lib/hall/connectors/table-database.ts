import type { Database } from 'better-sqlite3'
import { AppError } from '../../errors/index.js'
import type { TableRow, TableSource, WrittenRow } from './table-source.js'

/** Rows per reading: short statements leave the vendor's own writing alone. */
const PAGE = 500

type Cells = Readonly<Record<string, unknown>>

/**
 * The exchange tables of an SQLite database, opened anew for every use and never made. Rows are read in pages behind a
 * cursor, written in one transaction. HK-HALL-001 while somebody else holds it, HK-CONN-012 for anything else wrong.
 */
export async function openTableDatabase(file: string): Promise<TableSource> {
  const { default: Sqlite } = await import('better-sqlite3')
  const use = <T>(readonly: boolean, work: (database: Database) => T): T => {
    try {
      const database = new Sqlite(file, { readonly, fileMustExist: true, timeout: 5000 })
      try {
        return work(database)
      } finally {
        database.close()
      }
    } catch (error) {
      throw error instanceof Sqlite.SqliteError ? told(file, error) : error
    }
  }
  return {
    names: () => use(true, tableNames),
    rows: (table, cursor) => pagesOf(use, table, cursor, file),
    write: async (rows) =>
      use(false, (database) =>
        database
          .transaction(() => {
            for (const row of rows) writeRow(database, row)
          })
          .immediate(),
      ),
  }
}

function told(file: string, error: Error & { readonly code: string }): AppError {
  const { message: detail, code } = error
  if (/^SQLITE_(?:BUSY|LOCKED)/.test(code)) {
    return new AppError('HK-HALL-001', { url: file, cause: detail }, { cause: error })
  }
  return new AppError('HK-CONN-012', { file, detail }, { cause: error })
}

function tableNames(database: Database): string[] {
  const sql = `SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'`
  return database.prepare<[], string>(sql).pluck().all().toSorted()
}

type Use = <T>(readonly: boolean, work: (database: Database) => T) => T

/** Page after page behind the cursor; without one, the whole table as it stands. */
async function* pagesOf(
  use: Use,
  table: string,
  cursor: readonly string[],
  file: string,
): AsyncGenerator<TableRow> {
  let after: readonly unknown[] | null = null
  for (;;) {
    const rows: readonly Cells[] = use(true, (database) => page(database, table, cursor, after))
    const kept = cursor.length === 0 ? rows : rows.slice(0, PAGE)
    yield* kept.map(asText)
    if (kept.length === rows.length) return
    after = keyOf(kept.at(-1), cursor)
    if (String(after) === String(keyOf(rows.at(-1), cursor))) {
      const detail = `${table}: cursor ${cursor.join(', ')} is not unique (${String(after)})`
      throw new AppError('HK-CONN-012', { file, detail })
    }
  }
}

/** One row more than a page, to see whether there is another. */
function page(
  database: Database,
  table: string,
  cursor: readonly string[],
  after: readonly unknown[] | null,
): readonly Cells[] {
  const all = `SELECT * FROM ${quoted(table)}`
  if (cursor.length === 0) return database.prepare<[], Cells>(all).all()
  const columns = cursor.map((name) => `coalesce(${column(table, name)}, '')`).join(', ')
  const behind = after === null ? '' : ` WHERE (${columns}) > (${cursor.map(() => '?').join(', ')})`
  const sql = `${all}${behind} ORDER BY ${columns} LIMIT ${PAGE + 1}`
  return database.prepare<unknown[], Cells>(sql).all(...(after ?? []))
}

/** A column by name; SQLite itself would take the name of one that is missing for a text. */
function column(table: string, name: string): string {
  return `${quoted(table)}.${quoted(name)}`
}

function keyOf(row: Cells | undefined, cursor: readonly string[]): readonly unknown[] {
  return cursor.map((name) => row?.[name] ?? '')
}

function writeRow(database: Database, { table, row, key, operation }: WrittenRow): void {
  const known = key === null ? undefined : rowOf(database, table, key, row[key])
  if (known !== undefined && operation === 'I') return
  const names = Object.keys(row)
  const values = Object.values(row)
  if (key !== null && known !== undefined) {
    const set = names.map((name) => `${quoted(name)} = ?`).join(', ')
    const where = `WHERE ${column(table, key)} = ?`
    database.prepare(`UPDATE ${quoted(table)} SET ${set} ${where}`).run(...values, row[key])
    return
  }
  const places = names.map(() => '?').join(', ')
  const into = `${quoted(table)} (${names.map(quoted).join(', ')})`
  database.prepare(`INSERT INTO ${into} VALUES (${places})`).run(...values)
}

function rowOf(database: Database, table: string, key: string, value: string | undefined): unknown {
  const where = `WHERE ${column(table, key)} = ?`
  return database.prepare(`SELECT 1 FROM ${quoted(table)} ${where}`).get(value)
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function asText(row: Cells): TableRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value === null
        ? ''
        : value instanceof Uint8Array
          ? Buffer.from(value).toString('hex')
          : String(value),
    ]),
  )
}
