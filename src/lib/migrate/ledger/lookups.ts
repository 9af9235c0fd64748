import type { Database } from 'better-sqlite3'

/** Finds what other rows became, by entity and key of the source. */
export interface Lookups {
  readonly find: (entity: string) => (key: string) => string | null
  readonly close: () => void
}

/** So many answers are kept for an entity; then they are forgotten at once. */
const KEPT = 100_000

/** Opens a second, reading connection to a ledger: what earlier entities wrote is committed by now. */
export async function openLookups(file: string, system: string): Promise<Lookups> {
  const { default: Sqlite } = await import('better-sqlite3')
  const database: Database = new Sqlite(file, { readonly: true, fileMustExist: true })
  const one = database
    .prepare<[string, string, string], string>(
      `SELECT dst FROM hallkit_row WHERE key = ? AND kind IN ('migrated', 'merged') AND dst IS NOT NULL
       AND entity = (SELECT id FROM hallkit_entity WHERE system = ? AND name = ?)`,
    )
    .pluck()
  return {
    find: (entity) => {
      const kept = new Map<string, string | null>()
      return (key) => {
        const known = kept.get(key)
        if (known !== undefined) return known
        const found = one.get(key, system, entity) ?? null
        if (kept.size >= KEPT) kept.clear()
        if (found !== null) kept.set(key, found)
        return found
      }
    },
    close: () => {
      database.close()
    },
  }
}
