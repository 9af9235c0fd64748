import { closeSync, existsSync, openSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import type { Change, Standing } from '../model.js'

/** A record that a hall was sent. */
export interface SentRecord {
  readonly hash: number
  readonly standing: Standing
}

/**
 * What a hall was sent that neither knows a repeated call nor tells what it took: nobody but a person can say what became of a
 * call that was not answered, so it is remembered here until one does.
 */
export interface Sent {
  readonly get: (kind: string, key: string) => SentRecord | undefined
  /** Notes what is about to be sent; it is on the disk when this returns. */
  readonly sending: (kind: string, changes: readonly Pick<Change, 'dst' | 'hash'>[]) => void
  /** These are in the hall as they were sent, or somebody found that they are not. */
  readonly settle: (
    kind: string,
    keys: readonly string[],
    standing: Exclude<Standing, 'unknown'>,
  ) => void
  /** Nothing needs to be remembered of these: they were not taken, or the ledger knows that they were. */
  readonly forget: (kind: string, keys: readonly string[]) => void
  /** Keys of what is there, or may be. */
  readonly list: (kind: string) => readonly string[]
  readonly close: () => void
}

const TABLE = `CREATE TABLE IF NOT EXISTS sent (kind TEXT NOT NULL, key TEXT NOT NULL, hash INTEGER NOT NULL,
  standing TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID`

/**
 * Opens the memory of a migration, in a file beside its ledger: a batch of the ledger is one transaction that a kill undoes,
 * while a call cannot be undone. `rehearse`: nothing is made, nothing is written.
 */
export async function openSent(ledger: string, { rehearse = false } = {}): Promise<Sent> {
  const { default: Sqlite } = await import('better-sqlite3')
  const file = `${ledger}.sent`
  const isThere = existsSync(file)
  if (!isThere && !rehearse) closeSync(openSync(file, 'a', 0o600))
  const database = new Sqlite(rehearse && !isThere ? ':memory:' : file, {
    readonly: rehearse && isThere,
  })
  if (!database.readonly) {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.exec(TABLE)
  }
  return sentIn(database)
}

function sentIn(database: Database): Sent {
  const one = database.prepare<[string, string], SentRecord>(
    'SELECT hash, standing FROM sent WHERE kind = ? AND key = ?',
  )
  const add = database.prepare("INSERT OR REPLACE INTO sent VALUES (?, ?, ?, 'unknown')")
  const stand = database.prepare('UPDATE sent SET standing = ? WHERE kind = ? AND key = ?')
  const remove = database.prepare('DELETE FROM sent WHERE kind = ? AND key = ?')
  const list = database
    .prepare<[string], string>("SELECT key FROM sent WHERE kind = ? AND standing <> 'absent'")
    .pluck()
  const all = (work: () => void) => database.transaction(work)()
  return {
    get: (kind, key) => one.get(kind, key),
    sending: (kind, changes) =>
      all(() => {
        for (const { dst, hash } of changes) add.run(kind, dst, hash)
      }),
    settle: (kind, keys, standing) =>
      all(() => {
        for (const key of keys) stand.run(standing, kind, key)
      }),
    forget: (kind, keys) =>
      all(() => {
        for (const key of keys) remove.run(kind, key)
      }),
    list: (kind) => list.all(kind),
    close: () => {
      database.close()
    },
  }
}
