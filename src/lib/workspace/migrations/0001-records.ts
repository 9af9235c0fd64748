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
CREATE INDEX imports_file ON imports (kind, file, unit, form, id);

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
  parts TEXT,
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
  parts TEXT,
  PRIMARY KEY (kind, key, version)
) STRICT;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  unit TEXT NOT NULL,
  data TEXT NOT NULL,
  findings TEXT NOT NULL,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  sheet TEXT NOT NULL,
  row INTEGER NOT NULL,
  parts TEXT
) STRICT;
CREATE INDEX quarantine_key ON quarantine (kind, key);
CREATE INDEX quarantine_import ON quarantine (import_id);
`
