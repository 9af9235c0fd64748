/** "hall" in ASCII: tells a hall's data file from any other SQLite file. */
export const APPLICATION_ID = 0x68616c6c

/** The tables of version 2, on which later versions build. */
export const SCHEMA = `
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
PRAGMA user_version = 2;
`

/**
 * What each later version added, by the version it starts from: a new file takes the same way as an old one.
 * 1: whose an account is, passwords that must be changed. 2: when a password was handed out, files, guides, migrated
 * history; numbers are unique by their serials alone, so that a hall can be told to give one twice.
 * 3: what the hall does by itself when a limit runs out, and the county's own working days.
 */
export const UPGRADES: Readonly<Record<number, string>> = {
  1: `
ALTER TABLE users ADD COLUMN external_id TEXT;
ALTER TABLE users ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 2;`,
  2: `
ALTER TABLE users ADD COLUMN handed_at TEXT;
CREATE TABLE numbered_objects (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, number TEXT NOT NULL, unit TEXT NOT NULL,
  owner TEXT NOT NULL, parent INTEGER REFERENCES objects(id), state TEXT NOT NULL,
  version INTEGER NOT NULL, tag TEXT, data TEXT NOT NULL) STRICT;
INSERT INTO numbered_objects SELECT * FROM objects;
DROP TABLE objects;
ALTER TABLE numbered_objects RENAME TO objects;
CREATE INDEX objects_number ON objects(number);
CREATE INDEX objects_kind ON objects(kind, id);
CREATE INDEX objects_owner ON objects(owner);
CREATE INDEX objects_parent ON objects(parent);
CREATE INDEX objects_tag ON objects(tag);
CREATE TABLE file_contents (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE files (
  id INTEGER PRIMARY KEY, object INTEGER NOT NULL REFERENCES objects(id), name TEXT NOT NULL,
  media_type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL REFERENCES file_contents(sha256),
  work_no TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX files_object ON files(object);
CREATE TABLE guides (
  item TEXT PRIMARY KEY REFERENCES items(code), version INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE migrations (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL) STRICT;
CREATE TABLE migration_rows (
  migration INTEGER NOT NULL REFERENCES migrations(id), key TEXT NOT NULL, hash TEXT NOT NULL,
  body TEXT NOT NULL, outcome TEXT NOT NULL, errors TEXT NOT NULL,
  PRIMARY KEY (migration, key)) STRICT, WITHOUT ROWID;
CREATE TABLE legacy_objects (
  source TEXT NOT NULL, key TEXT NOT NULL, hash TEXT NOT NULL,
  object INTEGER NOT NULL REFERENCES objects(id), PRIMARY KEY (source, key)) STRICT, WITHOUT ROWID;
PRAGMA user_version = 3;`,
  3: `
CREATE TABLE timers (
  object INTEGER NOT NULL REFERENCES objects(id), action TEXT NOT NULL, due_ms INTEGER NOT NULL,
  PRIMARY KEY (object, action)) STRICT, WITHOUT ROWID;
CREATE INDEX timers_due ON timers(due_ms, object);
CREATE INDEX objects_town ON objects(data ->> 'town');
CREATE TABLE local_days (day TEXT PRIMARY KEY, worked INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
PRAGMA user_version = 4;`,
}
/** What this program reads and writes. */
export const VERSION = 4
