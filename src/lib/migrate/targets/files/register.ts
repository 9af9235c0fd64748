import type { Database } from 'better-sqlite3'

/** What is remembered of a file: the bytes that it was left with, those about to take their place, whether it lags behind. */
export interface FileNote {
  /** sha-256; null when none was ever written. */
  readonly sha256: string | null
  readonly next: string | null
  /** The encoding and the columns that it was written in. */
  readonly form: string | null
  /** Rows were written that the file does not hold yet. */
  readonly isBehind: boolean
}

/** What a ledger remembers of the files that its mapping writes. */
export interface Register {
  readonly note: (name: string) => FileNote
  readonly behind: (name: string) => void
  /** Before a file is put in its place; durable when it returns, and so is everything that was written before. */
  readonly about: (name: string, to: { readonly sha256: string; readonly form: string }) => void
  /** The file is in its place, and holds every row. */
  readonly placed: (name: string, sha256: string) => void
  /** The file holds what people made of it, and so do the rows. */
  readonly takenIn: (name: string, sha256: string) => void
}

const TABLE = `CREATE TABLE IF NOT EXISTS hallkit_file (
  name TEXT PRIMARY KEY, sha256 TEXT, next TEXT, form TEXT, behind INTEGER NOT NULL) STRICT, WITHOUT ROWID`

const NONE: FileNote = { sha256: null, next: null, form: null, isBehind: false }

/** What a ledger remembers, whether or not it can be written to. */
export function fileNotes(database: Database): Register['note'] {
  const has = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'hallkit_file'").get()
  if (has === undefined) return () => NONE
  const one = database.prepare<[string], Omit<FileNote, 'isBehind'> & { behind: number }>(
    'SELECT sha256, next, form, behind FROM hallkit_file WHERE name = ?',
  )
  return (name) => {
    const found = one.get(name)
    return found === undefined ? NONE : { ...found, isBehind: found.behind === 1 }
  }
}

/** Opens the register in a ledger's database. */
export function openRegister(database: Database): Register {
  database.exec(TABLE)
  return { note: fileNotes(database), ...writing(database) }
}

function writing(database: Database): Omit<Register, 'note'> {
  const behind = database.prepare(
    'INSERT INTO hallkit_file VALUES (?, NULL, NULL, NULL, 1) ON CONFLICT DO UPDATE SET behind = 1',
  )
  const about = database.prepare('UPDATE hallkit_file SET next = ?, form = ? WHERE name = ?')
  const placed = database.prepare(
    'UPDATE hallkit_file SET sha256 = ?, next = NULL, behind = 0 WHERE name = ?',
  )
  const takenIn = database.prepare('UPDATE hallkit_file SET sha256 = ? WHERE name = ?')
  return {
    behind: (name) => void behind.run(name),
    about: (name, { sha256, form }) => {
      database.pragma('synchronous = FULL')
      about.run(sha256, form, name)
      database.pragma('synchronous = NORMAL')
    },
    placed: (name, sha256) => void placed.run(sha256, name),
    takenIn: (name, sha256) => void takenIn.run(sha256, name),
  }
}
