import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../errors/index.js'

/** "hall" in ASCII: tells a hall's data file from any other SQLite file. */
const APPLICATION_ID = 0x68616c6c
const VERSION = 2

const SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE units (code TEXT PRIMARY KEY, name TEXT NOT NULL, batch TEXT NOT NULL) STRICT;
CREATE TABLE columns (name TEXT PRIMARY KEY) STRICT;
CREATE TABLE items (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, unit TEXT NOT NULL REFERENCES units(code), type_code TEXT,
  depth INTEGER, promised INTEGER, statutory INTEGER) STRICT;
CREATE TABLE users (
  work_no TEXT PRIMARY KEY, name TEXT NOT NULL, unit TEXT NOT NULL, active INTEGER NOT NULL,
  roles TEXT NOT NULL, password TEXT NOT NULL,
  external_id TEXT, must_change INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY, work_no TEXT NOT NULL REFERENCES users(work_no),
  expires_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE assignments (
  item TEXT NOT NULL REFERENCES items(code), node TEXT NOT NULL,
  work_no TEXT NOT NULL REFERENCES users(work_no), ab TEXT NOT NULL,
  PRIMARY KEY (item, node, work_no)) STRICT, WITHOUT ROWID;
CREATE TABLE serials (prefix TEXT NOT NULL, day TEXT NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (prefix, day)) STRICT, WITHOUT ROWID;
CREATE TABLE objects (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, number TEXT NOT NULL UNIQUE, unit TEXT NOT NULL,
  owner TEXT NOT NULL, parent INTEGER REFERENCES objects(id), state TEXT NOT NULL,
  version INTEGER NOT NULL, tag TEXT, data TEXT NOT NULL) STRICT;
CREATE INDEX objects_kind ON objects(kind, id);
CREATE INDEX objects_owner ON objects(owner);
CREATE INDEX objects_parent ON objects(parent);
CREATE INDEX objects_tag ON objects(tag);
CREATE TABLE events (
  seq INTEGER PRIMARY KEY, object INTEGER NOT NULL REFERENCES objects(id), unit TEXT NOT NULL,
  name TEXT NOT NULL, actor TEXT NOT NULL, body TEXT NOT NULL, prev_hash TEXT, hash TEXT NOT NULL) STRICT;
CREATE INDEX events_object ON events(object);
CREATE TRIGGER events_keep BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TABLE answers (
  work_no TEXT NOT NULL, key TEXT NOT NULL, request_hash TEXT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (work_no, key)) STRICT, WITHOUT ROWID;
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${VERSION};
`

/** A hall of version 1 knew neither whose an account is nor passwords that must be changed. */
const FROM_1 = `
ALTER TABLE users ADD COLUMN external_id TEXT;
ALTER TABLE users ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = ${VERSION};
`

/**
 * The hall's own data file (or `:memory:`): WAL with a flush per commit, so that nothing acknowledged is lost.
 * HK-HALL-013 when the file is not a hall's, is of another version, or cannot be opened.
 */
export function openHallDatabase(file: string): Database.Database {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    return prepare(new Database(file), file)
  } catch (error) {
    if (error instanceof AppError) throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('HK-HALL-013', { file, detail }, { cause: error })
  }
}

function prepare(db: Database.Database, file: string): Database.Database {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  const empty = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
  if (empty) db.transaction(() => db.exec(SCHEMA))()
  const id = db.pragma('application_id', { simple: true })
  const old = id === APPLICATION_ID && db.pragma('user_version', { simple: true }) === 1
  if (old) db.transaction(() => db.exec(FROM_1))()
  const version = db.pragma('user_version', { simple: true })
  if (id === APPLICATION_ID && version === VERSION) return db
  db.close()
  throw new AppError('HK-HALL-013', { file, detail: `application_id ${id}, version ${version}` })
}
