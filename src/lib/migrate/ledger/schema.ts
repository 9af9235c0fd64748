import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../errors/index.js'
import { WAY } from '../mapping/hash.js'

/**
 * The ledger's tables. They lie in the target's own file when the target is SQLite, so that data, dispositions, quarantine
 * and checkpoint are one transaction; beside the mapping otherwise. `hallkit_row` is the heart: its primary key makes
 * sure that every row of a source has exactly one disposition; `hallkit_arrival` knows an unchanged row again without a look.
 */
const LEDGER = `
CREATE TABLE IF NOT EXISTS hallkit_ledger (shape TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS hallkit_entity (
  id INTEGER PRIMARY KEY, system TEXT NOT NULL, name TEXT NOT NULL, basis TEXT NOT NULL DEFAULT '',
  changes INTEGER NOT NULL DEFAULT 0, types TEXT NOT NULL DEFAULT '[]', UNIQUE (system, name)) STRICT;
CREATE TABLE IF NOT EXISTS hallkit_run (
  id INTEGER PRIMARY KEY, system TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, mapping TEXT NOT NULL,
  sources TEXT NOT NULL, scope TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, code TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE TABLE IF NOT EXISTS hallkit_batch (
  run INTEGER NOT NULL REFERENCES hallkit_run(id), entity INTEGER NOT NULL REFERENCES hallkit_entity(id),
  n INTEGER NOT NULL, position TEXT NOT NULL, is_last INTEGER NOT NULL, counts TEXT NOT NULL, seen TEXT NOT NULL,
  PRIMARY KEY (run, entity, n)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hallkit_mark (
  run INTEGER NOT NULL, entity INTEGER NOT NULL, moment TEXT NOT NULL, PRIMARY KEY (run, entity)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hallkit_row (
  entity INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, dst TEXT, hash INTEGER, rule TEXT,
  run INTEGER NOT NULL, first_run INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (entity, key)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hallkit_arrival (
  entity INTEGER NOT NULL, chunk INTEGER NOT NULL, prints BLOB NOT NULL, PRIMARY KEY (entity, chunk)) STRICT;
CREATE TABLE IF NOT EXISTS hallkit_owner (
  entity INTEGER NOT NULL, dst TEXT NOT NULL, key TEXT NOT NULL, same TEXT NOT NULL,
  PRIMARY KEY (entity, dst)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hallkit_before (
  run INTEGER NOT NULL, entity INTEGER NOT NULL, key TEXT NOT NULL, hash INTEGER NOT NULL, row TEXT NOT NULL,
  PRIMARY KEY (run, entity, key)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hallkit_quarantine (
  entity INTEGER NOT NULL, key TEXT NOT NULL, place TEXT NOT NULL, flaws TEXT NOT NULL, raw TEXT NOT NULL,
  raw_hash INTEGER NOT NULL, state TEXT NOT NULL, fix TEXT, by TEXT, reason TEXT, run INTEGER NOT NULL,
  PRIMARY KEY (entity, key)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hallkit_manual (
  entity INTEGER NOT NULL, key TEXT NOT NULL, rule TEXT NOT NULL, opened TEXT NOT NULL, due TEXT NOT NULL,
  keyed TEXT, operator TEXT, hall_key TEXT, PRIMARY KEY (entity, key)) STRICT, WITHOUT ROWID;
`

/** Which ledger this program writes: another one as soon as a table or the way to tell rows is. */
const SHAPE = createHash('sha256')
  .update(LEDGER + WAY)
  .digest('hex')
  .slice(0, 16)

/** Makes the tables where there are none. HK-MIG-027 for a ledger that another version of this program wrote. */
export function holdShape(database: Database): void {
  const has = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').pluck()
  if (has.get('hallkit_run') === undefined) {
    if (database.readonly) return
    database.exec(`BEGIN; ${LEDGER}; INSERT INTO hallkit_ledger VALUES ('${SHAPE}'); COMMIT`)
    return
  }
  const shape =
    has.get('hallkit_ledger') && database.prepare('SELECT shape FROM hallkit_ledger').pluck().get()
  if (shape !== SHAPE) throw new AppError('HK-MIG-027', { file: database.name })
}
