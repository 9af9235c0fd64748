import type { RecordKind } from './model.js'
import type { Store } from './store.js'

/** Which records are withdrawn (撤销), when and why. `at` is wall time, ISO 8601 with offset. */
export interface Withdrawal {
  readonly kind: RecordKind
  readonly keys: readonly string[]
  readonly at: string
  readonly reason: string
}

/** Takes stored records out, all or nothing; their history keeps every version. Gives how many there were. */
export function withdrawRecords(store: Store, { kind, keys, at, reason }: Withdrawal): number {
  const { database } = store
  const archive = database.prepare(
    'INSERT INTO record_history SELECT kind, key, version, data, since, import_id, sheet, row, parts FROM records WHERE kind = ? AND key = ?',
  )
  const note = database.prepare(
    'INSERT INTO withdrawals (kind, key, unit, version, at, reason, import_id) SELECT kind, key, unit, version, ?, ?, (SELECT max(id) FROM imports) FROM records WHERE kind = ? AND key = ?',
  )
  const remove = database.prepare('DELETE FROM records WHERE kind = ? AND key = ?')
  const work = database.transaction(() => {
    let count = 0
    for (const key of keys) {
      archive.run(kind, key)
      note.run(at, reason, kind, key)
      count += remove.run(kind, key).changes
    }
    return count
  })
  return work.immediate()
}

/** Does work on a store and takes every trace of it back, whatever comes of it: a rehearsal. */
export async function* withoutTrace<E, R>(
  { database }: Store,
  work: () => AsyncGenerator<E, R>,
): AsyncGenerator<E, R> {
  database.exec('BEGIN IMMEDIATE')
  try {
    return yield* work()
  } finally {
    database.exec('ROLLBACK')
  }
}
