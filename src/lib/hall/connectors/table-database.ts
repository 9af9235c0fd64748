import type { Database } from 'better-sqlite3'
import { AppError } from '../../errors/index.js'
import type { TableRow, TableSource, WrittenRow } from './table-source.js'
import { type SqlWriter, writeRows } from './table-write.js'

/** Rows per reading: short statements leave the vendor's own writing alone. */
const PAGE = 500

type Cells = Readonly<Record<string, unknown>>

/**
 * The exchange tables of an SQLite database, opened anew for every use and never made. Rows are read in pages behind a
 * cursor, written in one transaction. HK-HALL-001 while somebody else holds it, HK-CONN-012 for anything else wrong.
 */
export async function openTableDatabase(file: string): Promise<TableSource> {
  const { default: Sqlite } = await import('better-sqlite3')
  const open = (readonly: boolean) =>
    new Sqlite(file, { readonly, fileMustExist: true, timeout: 5000 })
  const tell = (error: unknown) => (error instanceof Sqlite.SqliteError ? told(file, error) : error)
  const read = <T>(work: (database: Database) => T): T => {
    try {
      const database = open(true)
      try {
        return work(database)
      } finally {
        database.close()
      }
    } catch (error) {
      throw tell(error)
    }
  }
  return {
    names: async () => read(tableNames),
    rows: (table, cursor) => pagesOf(read, table, cursor, file),
    write: async (rows) => {
      try {
        await writeAll(open(false), rows, file)
      } catch (error) {
        throw tell(error)
      }
    },
    close: async () => undefined,
  }
}

async function writeAll(database: Database, rows: readonly WrittenRow[], file: string) {
  try {
    database.exec('BEGIN IMMEDIATE')
    await writeRows(writerOf(database, file), rows)
    database.exec('COMMIT')
  } finally {
    // Without COMMIT everything is taken back.
    database.close()
  }
}

function writerOf(database: Database, file: string): SqlWriter {
  return {
    ...{ place: file, quoted, value: () => '?', tables: async () => tableNames(database) },
    columns: async (table) =>
      database
        .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
        .pluck()
        .all(table)
        .map((name) => ({ name, take: (text) => text })),
    run: async (sql, values) => {
      const statement = database.prepare<unknown[]>(sql)
      return statement.reader ? statement.all(...values).length : statement.run(...values).changes
    },
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

type Read = <T>(work: (database: Database) => T) => T

/** Page after page behind the cursor; without one, the whole table as it stands. */
async function* pagesOf(
  read: Read,
  table: string,
  cursor: readonly string[],
  file: string,
): AsyncGenerator<TableRow> {
  let after: readonly unknown[] | null = null
  for (;;) {
    const rows: readonly Cells[] = read((database) => page(database, table, cursor, after))
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
