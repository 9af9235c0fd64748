import type { Database } from 'better-sqlite3'

/** The rule of entries that no rule of the mapping made, but a person. */
export const BY_HAND = 'by-hand'

/** A case that is keyed into the hall by hand. */
export interface ManualEntry {
  readonly key: string
  readonly rule: string
  /** The day on which it came to the list, and the day on which it is due. */
  readonly opened: string
  readonly due: string
  /** When it was keyed, by whom, and under which number of the hall; null while it is open. */
  readonly keyed: string | null
  readonly operator: string | null
  readonly hallKey: string | null
}

/** The list of 人工补录. */
export interface Manual {
  /** Puts a row on the list; one that is there stays as it is. */
  readonly open: (entity: number, entry: { key: string; rule: string; day: string }) => void
  readonly close: (entity: number, key: string, keyed: ManualKeyed) => void
  /** Entries that were keyed, and those whose row is still to be keyed. */
  readonly list: (entity: number) => readonly ManualEntry[]
  /** Keys with their rules that no run writes any more: keyed in, or put on the list by somebody. */
  readonly owned: (entity: number) => ReadonlyMap<string, string>
}

/** Who keyed it in, when, and what number the hall gave. */
export interface ManualKeyed {
  readonly at: string
  readonly operator: string
  readonly hallKey: string
}

/** Prepares what is asked of the manual list. */
export function openManual(database: Database): Manual {
  const open = database.prepare(
    `INSERT INTO hallkit_manual (entity, key, rule, opened, due) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
  const close = database.prepare(
    'UPDATE hallkit_manual SET keyed = ?, operator = ?, hall_key = ? WHERE entity = ? AND key = ?',
  )
  const list = database.prepare<[number], ManualEntry>(
    `SELECT key, rule, opened, due, keyed, operator, hall_key AS hallKey
     FROM hallkit_manual m WHERE entity = ? AND (keyed IS NOT NULL OR EXISTS (
       SELECT 1 FROM hallkit_row r WHERE r.entity = m.entity AND r.key = m.key AND r.kind = 'manual'))
     ORDER BY key`,
  )
  const owned = database.prepare<[number, string], { key: string; rule: string }>(
    'SELECT key, rule FROM hallkit_manual WHERE entity = ? AND (keyed IS NOT NULL OR rule = ?)',
  )
  return {
    open: (entity, { key, rule, day }) => {
      open.run(entity, key, rule, day, day)
    },
    close: (entity, key, { at, operator, hallKey }) => {
      close.run(at, operator, hallKey, entity, key)
    },
    list: (entity) => list.all(entity),
    owned: (entity) =>
      new Map(owned.all(entity, BY_HAND).map(({ key, rule }) => [key, rule] as const)),
  }
}
