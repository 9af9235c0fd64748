/**
 * A file may take the place of another (a return file, corrected); a file may hold records that are refused unread; a
 * record may be withdrawn, which its history keeps.
 */
export const returns = `
ALTER TABLE imports ADD COLUMN replaces TEXT;
ALTER TABLE imports ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
CREATE INDEX imports_bytes ON imports (sha256, kind, form, unit);
CREATE INDEX imports_replaces ON imports (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE withdrawals (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  unit TEXT NOT NULL,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  import_id INTEGER NOT NULL
) STRICT;
CREATE INDEX withdrawals_key ON withdrawals (kind, key);
`
