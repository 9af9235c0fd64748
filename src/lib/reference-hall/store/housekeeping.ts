import Database from 'better-sqlite3'

/** Emptying a hall, keeping it aside and bringing it back: rehearsals only. Each runs inside the caller's transaction. */
export interface Housekeeping {
  /** Empties everything, or all but units, columns, items, guides, accounts, assignments and local days; the clock is real again. */
  readonly reset: (keepRegistry: boolean) => void
  /** Keeps the present state under a name, in memory. */
  readonly snapshot: (name: string) => void
  /** Brings a kept state back; false when there is none of this name. */
  readonly restore: (name: string) => boolean
}

const REGISTRY: ReadonlySet<string> = new Set([
  ...['units', 'columns', 'items', 'guides', 'users', 'sessions', 'assignments'],
  'local_days',
])

/** Opens it over the hall's own data file; tables are taken as the file has them. */
export function openHousekeeping(db: Database.Database): Housekeeping {
  const kept = new Map<string, Buffer>()
  return {
    reset: (keepRegistry) => {
      const names = tables(db).filter((name) => !keepRegistry || !REGISTRY.has(name))
      withoutTriggers(db, () => clear(db, names))
    },
    snapshot: (name) => {
      kept.set(name, db.serialize())
    },
    restore: (name) => {
      const image = kept.get(name)
      if (image === undefined) return false
      withoutTriggers(db, () => copyAll(new Database(image), db))
      return true
    },
  }
}

function tables(db: Database.Database): readonly string[] {
  return db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all()
}

/** The history is append-only by triggers; here they step aside, in the same transaction. */
function withoutTriggers(db: Database.Database, job: () => void): void {
  const triggers = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    )
    .all()
  db.pragma('defer_foreign_keys = ON')
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  job()
  for (const { sql } of triggers) db.exec(sql)
}

function clear(db: Database.Database, names: readonly string[]): void {
  for (const name of names) db.exec(`DELETE FROM ${name}`)
}

function copyAll(from: Database.Database, to: Database.Database): void {
  const names = tables(to)
  clear(to, names)
  for (const name of names) {
    const rows = from.prepare<[], unknown[]>(`SELECT * FROM ${name}`).raw()
    const places = rows.columns().map(() => '?')
    const insert = to.prepare(`INSERT INTO ${name} VALUES (${places.join(', ')})`)
    for (const row of rows.iterate()) insert.run(...row)
  }
  from.close()
}
