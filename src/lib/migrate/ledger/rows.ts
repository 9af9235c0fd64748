import type { Database } from 'better-sqlite3'
import { insertRows } from '../insert-rows.js'
import type { LedgerRow } from './model.js'
import type { Seen } from './seen.js'

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

/** How many rows a rule sets aside, and how. */
export interface AsideCount {
  readonly kind: 'excluded' | 'interfaced' | 'manual'
  readonly rule: string
  readonly rows: number
}

/** How many rows, and the keys of the first of them. */
export interface Repeats {
  readonly count: number
  readonly sample: readonly string[]
}

/** A row that is migrated, for the first time perhaps. */
export type NewRow = Pick<LedgerRow, 'key' | 'hash'> & { readonly dst: string }

/** Dispositions, one for each row of a source. */
export interface Rows {
  readonly get: (entity: number, key: string) => LedgerRow | undefined
  /** Notes migrated rows whose key nobody had, numbered from `n` on: false for one whose key somebody has. */
  readonly add: (
    { entity, run, n }: { entity: number; run: number; n: number },
    rows: readonly NewRow[],
  ) => readonly boolean[]
  readonly put: (entity: number, row: Omit<LedgerRow, 'firstRun'>) => void
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
  /** Rows that rules set aside, rule by rule. */
  readonly countByRule: (entity: number) => readonly AsideCount[]
  /**
   * Rows in the target that repeat another one word for word, of an entity whose rows have no key; only those that a run brought,
   * or (null) all.
   */
  readonly repeats: (entity: number, run: number | null) => Repeats
  /** Which of these values of the target's unique field rows have. */
  readonly heldOf: (entity: number, dsts: readonly string[]) => readonly string[]
  /** Forgets rows that were never in the target and that a run did not see, with their quarantine; gives their numbers. */
  readonly sweep: (entity: number, seen: Seen) => readonly number[]
  /** Migrated rows that a run did not see: the source no longer has them. */
  readonly unseen: (entity: number, seen: Seen) => readonly string[]
}

const COLUMNS = 'key, kind, dst, hash, rule, run, first_run AS firstRun, n'

/** Prepares what is asked of dispositions. */
export function openRows(database: Database): Rows {
  const get = database.prepare<[number, string], LedgerRow>(
    `SELECT ${COLUMNS} FROM hallkit_row WHERE entity = ? AND key = ?`,
  )
  const put = database.prepare(
    `INSERT INTO hallkit_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind,
     dst = coalesce(excluded.dst, dst), hash = coalesce(excluded.hash, hash), rule = excluded.rule, run = excluded.run,
     first_run = CASE WHEN dst IS NULL AND excluded.dst IS NOT NULL THEN excluded.run ELSE first_run END`,
  )
  const add = insertRows(
    database,
    'INSERT INTO hallkit_row',
    (at) => `(@entity, ?, 'migrated', ?, ?, NULL, @run, @run, @n + ${at})`,
  )
  return {
    get: (entity, key) => get.get(entity, key),
    add: ({ entity, run, n }, rows) =>
      add(
        rows,
        ({ key, dst, hash }) => [key, dst, hash],
        (before) => ({ entity, run, n: n + before }),
      ).map((taken) => taken === null),
    put: (entity, { key, kind, dst, hash, rule, run, n }) => {
      put.run(entity, key, kind, dst, hash, rule, run, run, n)
    },
    ...owners(database),
    ...befores(database),
    ...listings(database),
    repeats: repeats(database),
    heldOf: heldOf(database),
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

function repeats(database: Database): Rows['repeats'] {
  const which = `FROM hallkit_row WHERE entity = @entity AND key GLOB '#*#*' AND kind IN ('migrated', 'merged')
    AND coalesce(@run, first_run) = first_run`
  const count = database.prepare<object, number>(`SELECT count(*) ${which}`).pluck()
  const some = database.prepare<object, string>(`SELECT key ${which} ORDER BY key LIMIT 5`).pluck()
  return (entity, run) => ({
    count: count.get({ entity, run }) ?? 0,
    sample: some.all({ entity, run }),
  })
}

function heldOf(database: Database): Rows['heldOf'] {
  const held = database
    .prepare<[number, string], string>(
      'SELECT dst FROM hallkit_row WHERE entity = ? AND dst IN (SELECT value FROM json_each(?))',
    )
    .pluck()
  return (entity, dsts) => held.all(entity, JSON.stringify(dsts))
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
  const rules = database.prepare<[number], AsideCount>(
    `SELECT kind, rule, count(*) AS rows FROM hallkit_row
     WHERE entity = ? AND kind IN ('excluded', 'interfaced', 'manual') GROUP BY kind, rule ORDER BY 1, 2`,
  )
  const count = database
    .prepare<[number], number>('SELECT count(*) FROM hallkit_row WHERE entity = ?')
    .pluck()
  const numbered = database.prepare<[number], Pick<LedgerRow, 'key' | 'kind' | 'dst' | 'n'>>(
    'SELECT key, kind, dst, n FROM hallkit_row WHERE entity = ? ORDER BY key',
  )
  const unseen = function* (entity: number, seen: Seen) {
    if (count.get(entity) === seen.count) return
    for (const row of numbered.iterate(entity)) if (!seen.has(row.n)) yield row
  }
  const sweeps = ['hallkit_quarantine', 'hallkit_row'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE entity = ? AND key = ?`),
  )
  const forget = database.prepare('DELETE FROM hallkit_row WHERE entity = ? AND key = ?')
  return {
    page: (entity: number, after: string, limit: number) => page.all(entity, after, limit),
    broughtBy: (entity: number, run: number) => brought.all(entity, run),
    countByKind: (entity: number) =>
      Object.fromEntries(kinds.all(entity).map(({ kind, n }) => [kind, n])),
    countByRule: (entity: number) => rules.all(entity),
    unseen: (entity: number, seen: Seen) =>
      [...unseen(entity, seen)].flatMap(({ kind, key }) =>
        kind === 'migrated' || kind === 'merged' ? [key] : [],
      ),
    sweep: (entity: number, seen: Seen) => {
      const gone = [...unseen(entity, seen)].filter(({ dst }) => dst === null)
      for (const statement of sweeps) for (const { key } of gone) statement.run(entity, key)
      return gone.map(({ n }) => n)
    },
    forget: (entity: number, key: string) => {
      forget.run(entity, key)
    },
  }
}
