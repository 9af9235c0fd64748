import type { Database } from 'better-sqlite3'
import { readArrivals } from './arrivals.js'
import { type Follower, followerOf } from './follower.js'
import { Seen } from './seen.js'

/** What the reading side of a run asks of the ledger: what other rows became, and whether a row is what it was. */
export interface Lookups {
  readonly find: (entity: string, by: keyof typeof finding) => (text: string) => string | null
  /** Null for an entity of which nothing is known yet. `byKey`: rows are known by their keys only, never by their order. */
  readonly follow: (entity: string, by: { readonly byKey: boolean }) => Follower | null
  /** Whether the row with a key is in the ledger. */
  readonly isKnown: (entity: string) => (key: string) => boolean
  /** Whether the row with a key was settled by what a run did up to now; null when it did nothing yet. */
  readonly settledBy: (entity: string, run: number | null) => ((key: string) => boolean) | null
  readonly close: () => void
}

/** So many answers are kept for an entity; then they are forgotten at once. */
const KEPT = 100_000

/** Opens a second, reading connection to a ledger: what earlier entities wrote is committed by now. */
export async function openLookups(file: string, system: string): Promise<Lookups> {
  const { default: Sqlite } = await import('better-sqlite3')
  const database: Database = new Sqlite(file, { readonly: true, fileMustExist: true })
  const idOf = database
    .prepare<[string, string], number>(
      'SELECT id FROM hallkit_entity WHERE system = ? AND name = ?',
    )
    .pluck()
  return {
    find: (entity, by) => finder(database, idOf.get(system, entity) ?? 0, finding[by]),
    follow: (entity, by) => {
      const id = idOf.get(system, entity) ?? 0
      const known = readArrivals(database, id)
      return known.count() === 0 ? null : followerOf(known, numbers(database, id), by)
    },
    isKnown: (entity) => {
      const numberOf = numbers(database, idOf.get(system, entity) ?? 0)
      return (key) => numberOf(key) !== undefined
    },
    settledBy: (entity, run) => {
      const id = idOf.get(system, entity) ?? 0
      const seen = run === null ? new Seen() : seenBy(database, run, id)
      const numberOf = numbers(database, id)
      return seen.count === 0 ? null : (key) => seen.has(numberOf(key) ?? -1)
    },
    close: () => {
      database.close()
    },
  }
}

/** By what a row is found that is in the target. */
const finding = {
  key: `SELECT dst FROM hallkit_row WHERE entity = ? AND key = ? AND kind IN ('migrated', 'merged') AND dst IS NOT NULL`,
  unique: `SELECT o.dst FROM hallkit_owner o JOIN hallkit_row r ON r.entity = o.entity AND r.key = o.key
           WHERE o.entity = ? AND o.dst = ? AND r.kind = 'migrated' AND r.dst = o.dst`,
} as const

function finder(database: Database, id: number, sql: string) {
  const one = database.prepare<[number, string], string>(sql).pluck()
  const kept = new Map<string, string | null>()
  return (key: string) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const found = one.get(id, key) ?? null
    if (kept.size >= KEPT) kept.clear()
    if (found !== null) kept.set(key, found)
    return found
  }
}

function seenBy(database: Database, run: number, entity: number): Seen {
  const stretches = database
    .prepare<[number, number], string>(
      'SELECT seen FROM hallkit_batch WHERE run = ? AND entity = ?',
    )
    .pluck()
  return new Seen(stretches.all(run, entity))
}

function numbers(database: Database, id: number) {
  const one = database
    .prepare<[number, string], number>('SELECT n FROM hallkit_row WHERE entity = ? AND key = ?')
    .pluck()
  return (key: string) => one.get(id, key)
}
