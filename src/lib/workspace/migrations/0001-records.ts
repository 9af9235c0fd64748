/** The record mechanism: what came in, what is stored, what it was before, what is kept out. */
export const records = `
CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  form TEXT NOT NULL,
  unit TEXT NOT NULL,
  at TEXT NOT NULL,
  read INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  CHECK (read = stored + unchanged + quarantined)
) STRICT;
CREATE INDEX imports_file ON imports (kind, file, id);

CREATE TABLE records (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  unit TEXT NOT NULL,
  version INTEGER NOT NULL,
  data TEXT NOT NULL,
  since TEXT NOT NULL,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  sheet TEXT NOT NULL,
  row INTEGER NOT NULL,
  UNIQUE (kind, key)
) STRICT;
CREATE INDEX records_unit ON records (kind, unit);

CREATE TABLE record_history (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  data TEXT NOT NULL,
  since TEXT NOT NULL,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  sheet TEXT NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (kind, key, version)
) STRICT;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  unit TEXT NOT NULL,
  data TEXT NOT NULL,
  findings TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  sheet TEXT NOT NULL,
  row INTEGER NOT NULL
) STRICT;
CREATE INDEX quarantine_key ON quarantine (kind, key);
CREATE INDEX quarantine_file ON quarantine (kind, file);
`
