import type Database from 'better-sqlite3'

/** A published guide and how often it was published. */
interface StoredGuide {
  readonly body: Readonly<Record<string, unknown>>
  readonly version: number
}

/** What the public is told of items, kept apart from the registry. */
export interface Guides {
  readonly get: (item: string) => StoredGuide | undefined
  /** The version that it has from now on. */
  readonly put: (item: string, body: Readonly<Record<string, unknown>>) => number
}

/** Opens the table of guides. */
export function openGuides(db: Database.Database): Guides {
  const get = db.prepare<[string], { version: number; body: string }>(
    'SELECT version, body FROM guides WHERE item = ?',
  )
  const put = db
    .prepare<[string, string], number>(
      `INSERT INTO guides VALUES (?, 1, ?)
       ON CONFLICT DO UPDATE SET version = version + 1, body = excluded.body RETURNING version`,
    )
    .pluck()
  return {
    get: (item) => {
      const row = get.get(item)
      return row && { version: row.version, body: JSON.parse(row.body) }
    },
    put: (item, body) => put.get(item, JSON.stringify(body)) ?? 1,
  }
}
