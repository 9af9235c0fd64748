import type { Database } from 'better-sqlite3'
import type { QuarantinedRow } from './model.js'

/** Rows that are kept out, and what people did about them. */
export interface Quarantine {
  readonly get: (entity: number, key: string) => QuarantinedRow | undefined
  /** Keeps a row out; what people wrote about the very same row stays. */
  readonly put: (entity: number, row: NewQuarantine) => void
  readonly setState: (entity: number, key: string, state: QuarantinedRow['state']) => void
  readonly fix: (entity: number, key: string, fix: Fix) => void
  /** Notes who decided about a row, and why. */
  readonly note: (entity: number, key: string, by: string, reason: string) => void
  readonly waive: (entity: number, key: string, by: string, reason: string) => void
  readonly list: (
    entity: number,
    state: QuarantinedRow['state'] | null,
  ) => readonly QuarantinedRow[]
  readonly remove: (entity: number, run: number) => void
}

/** A row as a run keeps it out. */
export type NewQuarantine = Pick<
  QuarantinedRow,
  'key' | 'place' | 'flaws' | 'raw' | 'rawHash' | 'run'
>

/** Corrected values of a row, who says so and why. */
export interface Fix {
  readonly values: Readonly<Record<string, string | null>>
  readonly by: string
  readonly reason: string
}

interface Stored extends Omit<QuarantinedRow, 'flaws' | 'raw' | 'fix'> {
  readonly flaws: string
  readonly raw: string
  readonly fix: string | null
}

const COLUMNS = 'key, place, flaws, raw, raw_hash AS rawHash, state, fix, by, reason, run'

/** Prepares what is asked of the quarantine. */
export function openQuarantine(database: Database): Quarantine {
  const put = database.prepare(
    `INSERT INTO hallkit_quarantine (entity, key, place, flaws, raw, raw_hash, state, run)
     VALUES (?, ?, ?, ?, ?, ?, 'open', ?) ON CONFLICT DO UPDATE SET place = excluded.place,
     flaws = excluded.flaws, run = excluded.run, raw = excluded.raw,
     state = CASE WHEN raw_hash = excluded.raw_hash AND state = 'waived' THEN 'waived' ELSE 'open' END,
     fix = CASE WHEN raw_hash = excluded.raw_hash THEN fix END, raw_hash = excluded.raw_hash`,
  )
  const one = database.prepare<[number, string], Stored>(
    `SELECT ${COLUMNS} FROM hallkit_quarantine WHERE entity = ? AND key = ?`,
  )
  const all = database.prepare<[number], Stored>(
    `SELECT ${COLUMNS} FROM hallkit_quarantine WHERE entity = ? ORDER BY key`,
  )
  const remove = database.prepare('DELETE FROM hallkit_quarantine WHERE entity = ? AND run = ?')
  return {
    get: (entity, key) => {
      const found = one.get(entity, key)
      return found === undefined ? undefined : read(found)
    },
    put: (entity, { key, place, flaws, raw, rawHash, run }) => {
      put.run(entity, key, place, JSON.stringify(flaws), JSON.stringify(raw), rawHash, run)
    },
    list: (entity, state) =>
      all
        .all(entity)
        .map(read)
        .filter((row) => state === null || row.state === state),
    remove: (entity, run) => {
      remove.run(entity, run)
    },
    ...decisions(database),
  }
}

function decisions(database: Database) {
  const set = database.prepare(
    'UPDATE hallkit_quarantine SET state = ? WHERE entity = ? AND key = ?',
  )
  const fix = database.prepare(
    'UPDATE hallkit_quarantine SET fix = ?, by = ?, reason = ? WHERE entity = ? AND key = ?',
  )
  const note = database.prepare(
    'UPDATE hallkit_quarantine SET by = ?, reason = ? WHERE entity = ? AND key = ?',
  )
  const waive = database.prepare(
    "UPDATE hallkit_quarantine SET state = 'waived', by = ?, reason = ? WHERE entity = ? AND key = ?",
  )
  return {
    setState: (entity: number, key: string, state: QuarantinedRow['state']) => {
      set.run(state, entity, key)
    },
    fix: (entity: number, key: string, { values, by, reason }: Fix) => {
      fix.run(JSON.stringify(values), by, reason, entity, key)
    },
    note: (entity: number, key: string, by: string, reason: string) => {
      note.run(by, reason, entity, key)
    },
    waive: (entity: number, key: string, by: string, reason: string) => {
      waive.run(by, reason, entity, key)
    },
  }
}

function read({ flaws, raw, fix, ...row }: Stored): QuarantinedRow {
  const parsed = { flaws: JSON.parse(flaws), raw: JSON.parse(raw) }
  return { ...row, ...parsed, fix: fix === null ? null : JSON.parse(fix) }
}
