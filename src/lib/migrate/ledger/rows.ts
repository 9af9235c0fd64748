import type { Database } from 'better-sqlite3'
import type { LedgerRow } from './model.js'

/** Who holds a unique value of the target, and the fields that must agree when another row claims it. */
export interface Owner {
  readonly key: string
  readonly same: string
}

/** A row of the target as it was before a run changed it. */
export interface Before {
  readonly key: string
  readonly hash: number
  readonly row: readonly unknown[]
}

/** Dispositions, one for each row of a source. */
export interface Rows {
  readonly get: (entity: number, key: string) => LedgerRow | undefined
  readonly put: (entity: number, row: Omit<LedgerRow, 'firstRun'>) => void
  /** The row was seen again and is what it was. */
  readonly touch: (entity: number, key: string, run: number) => void
  readonly owner: (entity: number, dst: string) => Owner | undefined
  readonly own: (entity: number, dst: string, owner: Owner) => void
  readonly disown: (entity: number, dst: string) => void
  readonly saveBefore: (run: number, entity: number, before: Before) => void
  readonly befores: (run: number, entity: number) => readonly Before[]
  readonly forget: (entity: number, key: string) => void
  /** Rows of an entity behind a key, in bytewise order. */
  readonly page: (entity: number, after: string, limit: number) => readonly LedgerRow[]
  /** Rows that a run was the first to bring. */
  readonly broughtBy: (entity: number, run: number) => readonly LedgerRow[]
  readonly countByKind: (entity: number) => Readonly<Record<string, number>>
  /** Forgets rows that were never in the target and that a run did not see, with their quarantine. */
  readonly sweep: (entity: number, run: number) => void
  /** Migrated rows that a run did not see: the source no longer has them. */
  readonly unseen: (entity: number, run: number) => readonly string[]
}

const COLUMNS = 'key, kind, dst, hash, rule, run, first_run AS firstRun'

/** Prepares what is asked of dispositions. */
export function openRows(database: Database): Rows {
  const get = database.prepare<[number, string], LedgerRow>(
    `SELECT ${COLUMNS} FROM hallkit_row WHERE entity = ? AND key = ?`,
  )
  const put = database.prepare(
    `INSERT INTO hallkit_row VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind,
     dst = coalesce(excluded.dst, dst), hash = coalesce(excluded.hash, hash), rule = excluded.rule, run = excluded.run,
     first_run = CASE WHEN dst IS NULL AND excluded.dst IS NOT NULL THEN excluded.run ELSE first_run END`,
  )
  const touch = database.prepare('UPDATE hallkit_row SET run = ? WHERE entity = ? AND key = ?')
  return {
    get: (entity, key) => get.get(entity, key),
    put: (entity, { key, kind, dst, hash, rule, run }) => {
      put.run(entity, key, kind, dst, hash, rule, run, run)
    },
    touch: (entity, key, run) => {
      touch.run(run, entity, key)
    },
    ...owners(database),
    ...befores(database),
    ...listings(database),
  }
}

function owners(database: Database) {
  const one = database.prepare<[number, string], Owner>(
    'SELECT key, same FROM hallkit_owner WHERE entity = ? AND dst = ?',
  )
  const add = database.prepare('INSERT OR REPLACE INTO hallkit_owner VALUES (?, ?, ?, ?)')
  const remove = database.prepare('DELETE FROM hallkit_owner WHERE entity = ? AND dst = ?')
  return {
    owner: (entity: number, dst: string) => one.get(entity, dst),
    own: (entity: number, dst: string, { key, same }: Owner) => {
      add.run(entity, dst, key, same)
    },
    disown: (entity: number, dst: string) => {
      remove.run(entity, dst)
    },
  }
}

function befores(database: Database) {
  const add = database.prepare('INSERT OR IGNORE INTO hallkit_before VALUES (?, ?, ?, ?, ?)')
  const all = database.prepare<[number, number], { key: string; hash: number; row: string }>(
    'SELECT key, hash, row FROM hallkit_before WHERE run = ? AND entity = ?',
  )
  return {
    saveBefore: (run: number, entity: number, { key, hash, row }: Before) => {
      add.run(run, entity, key, hash, JSON.stringify(row))
    },
    befores: (run: number, entity: number) =>
      all.all(run, entity).map(({ row, ...rest }) => ({ ...rest, row: JSON.parse(row) })),
  }
}

function listings(database: Database) {
  const page = database.prepare<[number, string, number], LedgerRow>(
    `SELECT ${COLUMNS} FROM hallkit_row WHERE entity = ? AND key > ? ORDER BY key LIMIT ?`,
  )
  const brought = database.prepare<[number, number], LedgerRow>(
    `SELECT ${COLUMNS} FROM hallkit_row WHERE entity = ? AND first_run = ?`,
  )
  const kinds = database.prepare<[number], { kind: string; n: number }>(
    'SELECT kind, count(*) AS n FROM hallkit_row WHERE entity = ? GROUP BY kind',
  )
  const unseen = database
    .prepare<[number, number], string>(
      "SELECT key FROM hallkit_row WHERE entity = ? AND kind IN ('migrated', 'merged') AND run < ? ORDER BY key",
    )
    .pluck()
  const sweeps = [
    `DELETE FROM hallkit_quarantine WHERE entity = @entity AND key IN (SELECT key FROM hallkit_row
     WHERE entity = @entity AND run < @run AND dst IS NULL)`,
    'DELETE FROM hallkit_row WHERE entity = @entity AND run < @run AND dst IS NULL',
  ].map((sql) => database.prepare(sql))
  const forget = database.prepare('DELETE FROM hallkit_row WHERE entity = ? AND key = ?')
  return {
    page: (entity: number, after: string, limit: number) => page.all(entity, after, limit),
    broughtBy: (entity: number, run: number) => brought.all(entity, run),
    countByKind: (entity: number) =>
      Object.fromEntries(kinds.all(entity).map(({ kind, n }) => [kind, n])),
    unseen: (entity: number, run: number) => unseen.all(entity, run),
    sweep: (entity: number, run: number) => {
      for (const statement of sweeps) statement.run({ entity, run })
    },
    forget: (entity: number, key: string) => {
      forget.run(entity, key)
    },
  }
}
