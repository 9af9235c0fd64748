/**
 * The ledger's tables. They lie in the target's own file when the target is SQLite, so that data, dispositions, quarantine
 * and checkpoint are one transaction; beside the mapping otherwise. `hallkit_row` is the heart: its primary key makes
 * sure that every row of a source has exactly one disposition; `hallkit_arrival` knows an unchanged row again without a look.
 */
export const LEDGER = `
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
