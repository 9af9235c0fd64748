import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../errors/index.js'
import { APPLICATION_ID, SCHEMA, UPGRADES, VERSION } from './schema.js'

/** How long a second hall on the same file waits for the first to let go. */
const BUSY_MS = 2000

/** What an acknowledged act survives: the end of the hall's process, or a power cut too (a flush per commit). */
export type Survives = 'kill' | 'power-cut'

/**
 * The hall's own data file (or `:memory:`) in WAL, so that nothing acknowledged is lost; the file belongs to one process
 * at a time, also after a kill.
 * HK-HALL-013 when the file is not a hall's, is of another version, or cannot be opened.
 */
export function openHallDatabase(
  file: string,
  survives: Survives = 'power-cut',
): Database.Database {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    const db = prepare(new Database(file, { timeout: BUSY_MS }), file)
    // NORMAL flushes at checkpoints only; what was written is the system's, whatever becomes of the process
    db.pragma(`synchronous = ${survives === 'kill' ? 'NORMAL' : 'FULL'}`)
    return db
  } catch (error) {
    if (error instanceof AppError) throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('HK-HALL-013', { file, detail }, { cause: error })
  }
}

function prepare(db: Database.Database, file: string): Database.Database {
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma('journal_mode = WAL')
  db.pragma('foreign_keys = OFF') // a table that others refer to is rebuilt below
  const empty = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
  if (empty) db.transaction(() => db.exec(SCHEMA))()
  const id = db.pragma('application_id', { simple: true })
  const version = id === APPLICATION_ID ? upgraded(db) : NaN
  if (version !== VERSION) {
    db.close()
    throw new AppError('HK-HALL-013', { file, detail: `application_id ${id}, version ${version}` })
  }
  db.pragma('foreign_keys = ON')
  return db
}

function upgraded(db: Database.Database): number {
  for (;;) {
    const version = Number(db.pragma('user_version', { simple: true }))
    const step = UPGRADES[version]
    if (step === undefined) return version
    db.transaction(() => db.exec(step))()
  }
}
