import type { RecordKind } from './model.js'
import type { Store } from './store.js'
import { withdrawRecords } from './withdraw.js'

/** What somebody did to one version of a record: name, wall time, why. `reason` is why the version came to be. */
export interface RecordAct {
  readonly kind: RecordKind
  readonly key: string
  readonly version: number
  readonly act: string
  readonly by: string
  readonly at: string
  readonly because: string | null
  readonly reason: string | null
  /** The key that the record had before this act, when the act gave it another. */
  readonly origin: string | null
}

/**
 * An act to record on the version that it names. `becomes`: null leaves the record as it is, `nothing` withdraws it,
 * else a new version is made, under another key when that is another, and the act stands on that version.
 */
export interface NewAct extends Omit<RecordAct, 'origin'> {
  readonly becomes:
    | { readonly key: string; readonly unit: string; readonly data: unknown }
    | 'nothing'
    | null
}

/** Records acts, all or none; acts are only ever added. */
export function recordActs(store: Store, acts: readonly NewAct[]): void {
  const sql = prepare(store)
  store.database
    .transaction(() => {
      for (const act of acts) perform(store, act, sql)
    })
    .immediate()
}

type Statements = ReturnType<typeof prepare>

function perform(store: Store, act: NewAct, sql: Statements): void {
  const { kind, key, version, at, becomes } = act
  if (becomes === null || becomes === 'nothing') {
    append({ ...act, origin: null }, sql)
    if (becomes === 'nothing') takeOut(store, act)
    return
  }
  const data = JSON.stringify(becomes.data)
  if (becomes.key === key) {
    sql.archive.run(kind, key)
    sql.change.run(becomes.unit, data, at, kind, key)
    append({ ...act, version: version + 1, origin: null }, sql)
    return
  }
  const last =
    (sql.lastVersion.get(kind, becomes.key) as { readonly last: number | null }).last ?? 0
  sql.copy.run(becomes.key, becomes.unit, last + 1, data, at, kind, key)
  append({ ...act, origin: null }, sql)
  append({ ...act, key: becomes.key, version: last + 1, origin: key }, sql)
  takeOut(store, act)
}

function takeOut(store: Store, { kind, key, at, because, act }: NewAct): void {
  withdrawRecords(store, { kind, keys: [key], at, reason: because ?? act })
}

function append(act: RecordAct, { add }: Statements): void {
  const { kind, key, version, by, at, because, reason, origin } = act
  add.run(kind, key, version, act.act, by, at, because, reason, origin)
}

function prepare({ database }: Store) {
  return {
    add: database.prepare(
      'INSERT INTO acts (kind, key, version, act, actor, at, because, reason, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    archive: database.prepare(
      'INSERT INTO record_history SELECT kind, key, version, data, since, import_id, sheet, row, parts FROM records WHERE kind = ? AND key = ?',
    ),
    change: database.prepare(
      'UPDATE records SET unit = ?, version = version + 1, data = ?, since = ? WHERE kind = ? AND key = ?',
    ),
    lastVersion: database.prepare(
      'SELECT max(version) AS last FROM record_history WHERE kind = ? AND key = ?',
    ),
    copy: database.prepare(
      'INSERT INTO records (kind, key, unit, version, data, since, import_id, sheet, row, parts) SELECT kind, ?, ?, ?, ?, ?, import_id, sheet, row, parts FROM records WHERE kind = ? AND key = ?',
    ),
  }
}

type ActRow = Omit<RecordAct, 'by'> & { readonly id: number; readonly actor: string }

/** Acts on the records of a kind in the order in which they were done; of one record when asked. */
export function listActs(
  store: Store,
  kind: RecordKind,
  key: string | null = null,
): readonly RecordAct[] {
  const rows = store.database
    .prepare('SELECT * FROM acts WHERE kind = ? AND (? IS NULL OR key = ?) ORDER BY id')
    .all(kind, key, key) as ActRow[]
  return rows.map(({ id: _, actor, ...act }) => ({ ...act, by: actor }))
}
