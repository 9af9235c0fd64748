import type Database from 'better-sqlite3'
import type { WrongPlace } from '../api/problem.js'

/** What becomes of a migrated row: it may be stored, it is stored already, it was refused, it has been stored. */
export type Outcome = 'ready' | 'unchanged' | 'refused' | 'stored'

/** A row of a migration, as it was staged. */
export interface StagedRow {
  readonly key: string
  readonly hash: string
  readonly body: unknown
  readonly outcome: Outcome
  readonly errors: readonly WrongPlace[]
}

/** A migration: a batch of history from one source, staged, then committed at once. */
export interface Migration {
  readonly id: string
  readonly source: string
  readonly state: 'open' | 'committed'
  readonly startedAt: string
}

/** History that came from elsewhere, by the key of its source. */
export interface Legacy {
  readonly begin: (source: string, at: string) => Migration
  readonly get: (id: string) => Migration | undefined
  readonly finish: (id: string) => void
  readonly stage: (id: string, row: StagedRow) => void
  readonly rows: (
    id: string,
    outcome: string | null,
    after: string,
    limit: number,
  ) => readonly StagedRow[]
  readonly counts: (id: string) => Readonly<Record<Outcome, number>>
  /** The hash under which a key of a source is stored already. */
  readonly stored: (source: string, key: string) => string | undefined
  readonly store: (source: string, key: string, hash: string, object: string) => void
  /** The object that a key of a source became. */
  readonly objectOf: (source: string, key: string) => string | undefined
  /** Keys of a source behind one, in their order. */
  readonly keys: (source: string, kind: string, after: string, limit: number) => readonly string[]
  readonly hasNumber: (number: string) => boolean
}

interface MigrationRow extends Omit<Migration, 'id'> {
  readonly id: number
}

interface RowRow extends Omit<StagedRow, 'body' | 'errors'> {
  readonly body: string
  readonly errors: string
}

const NONE = { ready: 0, unchanged: 0, refused: 0, stored: 0 }

/** Opens the tables of migrations. */
export function openLegacy(db: Database.Database): Legacy {
  const begin = db.prepare(
    "INSERT INTO migrations (source, state, started_at) VALUES (?, 'open', ?)",
  )
  const one = db.prepare<[string], MigrationRow>(
    'SELECT id, source, state, started_at AS startedAt FROM migrations WHERE id = ?',
  )
  const finish = db.prepare("UPDATE migrations SET state = 'committed' WHERE id = ?")
  return {
    begin: (source, at) => {
      const id = String(begin.run(source, at).lastInsertRowid)
      return { id, source, state: 'open', startedAt: at }
    },
    get: (id) => {
      const row = /^[1-9]\d{0,14}$/.test(id) ? one.get(id) : undefined
      return row && { ...row, id: String(row.id) }
    },
    finish: (id) => {
      finish.run(id)
    },
    ...stagedRows(db),
    ...storedObjects(db),
  }
}

function stagedRows(db: Database.Database) {
  const stage = db.prepare('INSERT OR REPLACE INTO migration_rows VALUES (?, ?, ?, ?, ?, ?)')
  const rows = db.prepare<object, RowRow>(
    `SELECT key, hash, body, outcome, errors FROM migration_rows
     WHERE migration = @id AND (@outcome IS NULL OR outcome = @outcome) AND key > @after
     ORDER BY key LIMIT @limit`,
  )
  const counts = db.prepare<[string], { outcome: Outcome; n: number }>(
    'SELECT outcome, count(*) AS n FROM migration_rows WHERE migration = ? GROUP BY outcome',
  )
  return {
    stage: (id: string, { key, hash, body, outcome, errors }: StagedRow) => {
      stage.run(id, key, hash, JSON.stringify(body), outcome, JSON.stringify(errors))
    },
    rows: (id: string, outcome: string | null, after: string, limit: number) =>
      rows.all({ id, outcome, after, limit }).map(({ body, errors, ...row }) => ({
        ...row,
        body: JSON.parse(body),
        errors: JSON.parse(errors),
      })),
    counts: (id: string) => ({
      ...NONE,
      ...Object.fromEntries(counts.all(id).map(({ outcome, n }) => [outcome, n])),
    }),
  }
}

function storedObjects(db: Database.Database) {
  const stored = db
    .prepare<[string, string], string>(
      'SELECT hash FROM legacy_objects WHERE source = ? AND key = ?',
    )
    .pluck()
  const store = db.prepare('INSERT INTO legacy_objects VALUES (?, ?, ?, ?)')
  const object = db
    .prepare<[string, string], number>(
      'SELECT object FROM legacy_objects WHERE source = ? AND key = ?',
    )
    .pluck()
  const keys = db
    .prepare<[string, string, string, number], string>(
      `SELECT key FROM legacy_objects JOIN objects ON objects.id = object
       WHERE source = ? AND kind = ? AND key > ? ORDER BY key LIMIT ?`,
    )
    .pluck()
  const number = db.prepare<[string], number>('SELECT 1 FROM objects WHERE number = ?').pluck()
  return {
    stored: (source: string, key: string) => stored.get(source, key),
    store: (source: string, key: string, hash: string, object: string) => {
      store.run(source, key, hash, object)
    },
    objectOf: (source: string, key: string) => {
      const id = object.get(source, key)
      return id === undefined ? undefined : String(id)
    },
    keys: (source: string, kind: string, after: string, limit: number) =>
      keys.all(source, kind, after, limit),
    hasNumber: (text: string) => number.get(text) === 1,
  }
}
