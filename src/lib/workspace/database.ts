import Sqlite from 'better-sqlite3'
import { AppError } from '../errors/index.js'

/** An open SQLite database. Only this room makes one. */
export type Database = Sqlite.Database

/**
 * Opens (or makes) a database in WAL mode with full synchronisation and brings it to the newest
 * schema by `user_version`. Errors: HK-WORK-008 made by a newer hallkit, HK-WORK-009 damaged,
 * HK-WORK-010 SQLite itself cannot be loaded.
 */
export function openDatabase(file: string, migrations: readonly string[]): Database {
  const database = open(file)
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    migrate(database, file, migrations)
    return database
  } catch (error) {
    database.close()
    throw damaged(file, error)
  }
}

function open(file: string): Database {
  try {
    return new Sqlite(file, { timeout: 5000 })
  } catch (error) {
    if (isSqliteError(error)) throw damaged(file, error)
    throw new AppError('HK-WORK-010', { reason: reasonOf(error) }, { cause: error })
  }
}

function migrate(database: Database, file: string, migrations: readonly string[]): void {
  const known = migrations.length
  const upgrade = database.transaction(() => {
    const found = versionOf(database)
    if (found > known) throw new AppError('HK-WORK-008', { file, found, known })
    for (const sql of migrations.slice(found)) database.exec(sql)
    database.pragma(`user_version = ${known}`)
  })
  if (versionOf(database) !== known) upgrade.immediate()
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

function damaged(file: string, error: unknown): unknown {
  if (!isSqliteError(error)) return error
  return new AppError('HK-WORK-009', { file, reason: error.message }, { cause: error })
}

function isSqliteError(error: unknown): error is Error {
  return (
    error instanceof Sqlite.SqliteError ||
    (error instanceof TypeError && /directory/.test(error.message))
  )
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}
