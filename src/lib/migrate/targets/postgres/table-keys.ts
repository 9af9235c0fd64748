import { quoted } from './model.js'
import type { Session } from './session.js'

/**
 * Primary keys of tables that a run makes. To sort a million keys once is half the work of putting each in its place, so a new
 * table gets its key when its first run is complete. Until then a comment of the table names the column: whoever opens
 * it next, after a kill say, adds the key first. The ledger lets no key through twice meanwhile.
 */
export interface TableKeys {
  /** A table that was made just now has no key yet. */
  readonly owe: (place: string, unique: string) => Promise<void>
  /** Adds the key of a table, where it is owed. */
  readonly add: (place: string) => Promise<void>
  readonly addAll: () => Promise<void>
}

const OWED = 'hallkit: primary key to be added on '

/** Keys of tables that are opened in a session. */
export function tableKeys(session: Session): TableKeys {
  const owing = new Set<string>()
  const add = async (place: string) => {
    owing.delete(place)
    const [[comment] = []] = await session.rows(
      "SELECT obj_description(to_regclass($1), 'pg_class')",
      [place],
    )
    if (!String(comment).startsWith(OWED)) return
    const unique = String(comment).slice(OWED.length)
    await session.rows(`ALTER TABLE ${place} ADD PRIMARY KEY (${quoted(unique)})`)
    await session.rows(`COMMENT ON TABLE ${place} IS NULL`)
  }
  return {
    owe: async (place, unique) => {
      owing.add(place)
      const literal = `'${(OWED + unique).replaceAll("'", "''")}'`
      await session.rows(`COMMENT ON TABLE ${place} IS ${literal}`)
    },
    add,
    addAll: async () => {
      for (const place of owing) await add(place)
    },
  }
}
