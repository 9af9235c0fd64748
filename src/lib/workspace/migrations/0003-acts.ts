/** What people did to records (submitted, approved, withdrew ...): only ever added to. */
export const acts = `
CREATE TABLE acts (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  act TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  because TEXT,
  reason TEXT,
  origin TEXT
) STRICT;
CREATE INDEX acts_record ON acts (kind, key, version, id);
CREATE TRIGGER acts_never_change BEFORE UPDATE ON acts
BEGIN SELECT RAISE(ABORT, 'acts are never changed'); END;
CREATE TRIGGER acts_never_go BEFORE DELETE ON acts
BEGIN SELECT RAISE(ABORT, 'acts are never deleted'); END;
CREATE TRIGGER history_never_changes BEFORE UPDATE ON record_history
BEGIN SELECT RAISE(ABORT, 'old versions are never changed'); END;
CREATE TRIGGER history_never_goes BEFORE DELETE ON record_history
BEGIN SELECT RAISE(ABORT, 'old versions are never deleted'); END;
`
