import { diffFields } from './diff.js'
import type {
  ImportEntry,
  IntakeFile,
  QuarantinedRecord,
  RecordKind,
  RecordVersion,
  Source,
  StoredRecord,
} from './model.js'
import type { Store } from './store.js'

// Data columns hold what `intake` wrote from a typed draft of the same kind, hence the type arguments.

/** Source columns as every query here names them. */
interface SourceRow {
  readonly file: string
  readonly sha256: string
  readonly sheet: string
  readonly row: number
  readonly parts: string | null
}

interface RecordRow extends SourceRow {
  readonly kind: RecordKind
  readonly key: string
  readonly unit: string
  readonly version: number
  readonly data: string
  readonly since: string
}

const RECORDS = `SELECT r.kind, r.key, r.unit, r.version, r.data, r.since, i.file, i.sha256, r.sheet, r.row, r.parts
  FROM records r JOIN imports i ON i.id = r.import_id`

/** Stored records of a kind in a stable order (unit, then key), of one unit when asked. */
export function listRecords<T>(
  store: Store,
  kind: RecordKind,
  filter: { readonly unit?: string } = {},
): readonly StoredRecord<T>[] {
  const unit = filter.unit ?? null
  const rows = store.database
    .prepare(`${RECORDS} WHERE r.kind = ? AND (? IS NULL OR r.unit = ?) ORDER BY r.unit, r.key`)
    .all(kind, unit, unit) as RecordRow[]
  return rows.map((row) => storedOf<T>(row))
}

/** All stored records of a kind, one at a time, in the order of their coming. */
export function* eachRecord<T>(store: Store, kind: RecordKind): Generator<StoredRecord<T>> {
  const rows = store.database.prepare(`${RECORDS} WHERE r.kind = ? ORDER BY r.id`)
  for (const row of rows.iterate(kind) as Iterable<RecordRow>) yield storedOf<T>(row)
}

/** How many records of a kind and form a unit has, stored and kept out (退回待改). */
export interface RecordCount {
  readonly kind: RecordKind
  readonly form: string
  readonly unit: string
  readonly stored: number
  readonly quarantined: number
}

/** Counts by kind, form and unit; a record's form is that of the file that brought it last. */
export function countRecords(store: Store): readonly RecordCount[] {
  return store.database
    .prepare(
      `SELECT kind, form, unit, sum(stored) AS stored, sum(quarantined) AS quarantined FROM (
        SELECT r.kind, i.form, r.unit, count(*) AS stored, 0 AS quarantined
          FROM records r JOIN imports i ON i.id = r.import_id GROUP BY r.kind, i.form, r.unit
        UNION ALL
        SELECT q.kind, i.form, q.unit, 0, count(*)
          FROM quarantine q JOIN imports i ON i.id = q.import_id GROUP BY q.kind, i.form, q.unit
      ) GROUP BY kind, form, unit`,
    )
    .all() as RecordCount[]
}

/** One stored record, or null. */
export function findRecord<T>(store: Store, kind: RecordKind, key: string): StoredRecord<T> | null {
  const row = store.database.prepare(`${RECORDS} WHERE r.kind = ? AND r.key = ?`).get(kind, key) as
    | RecordRow
    | undefined
  return row ? storedOf<T>(row) : null
}

/** Every version of a record, oldest first, each with what it changed. Empty when there is no such record. */
export function history<T>(
  store: Store,
  kind: RecordKind,
  key: string,
): readonly RecordVersion<T>[] {
  const old = `SELECT h.kind, h.key, '' AS unit, h.version, h.data, h.since, i.file, i.sha256, h.sheet, h.row, h.parts
    FROM record_history h JOIN imports i ON i.id = h.import_id`
  const rows = store.database
    .prepare(
      `${old} WHERE h.kind = ? AND h.key = ? UNION ALL ${RECORDS} WHERE r.kind = ? AND r.key = ? ORDER BY 4`,
    )
    .all(kind, key, kind, key) as RecordRow[]
  return rows.map((row, index) => {
    const before = rows[index - 1]
    const changes = before ? diffFields(JSON.parse(before.data), JSON.parse(row.data)) : []
    return {
      version: row.version,
      at: row.since,
      source: sourceOf(row),
      data: JSON.parse(row.data) as T,
      changes,
    }
  })
}

interface QuarantineRow extends SourceRow {
  readonly kind: RecordKind
  readonly key: string
  readonly unit: string
  readonly data: string
  readonly findings: string
}

/** Records kept out (退回待改), in the order of file, sheet and row; of one kind or unit when asked. */
export function listQuarantine<T>(
  store: Store,
  kind: RecordKind | null = null,
  filter: { readonly unit?: string } = {},
): readonly QuarantinedRecord<T>[] {
  const unit = filter.unit ?? null
  const rows = store.database
    .prepare(
      `SELECT q.*, i.file, i.sha256 FROM quarantine q JOIN imports i ON i.id = q.import_id WHERE (? IS NULL OR q.kind = ?) AND (? IS NULL OR q.unit = ?) ORDER BY q.kind, i.file, q.id`,
    )
    .all(kind, kind, unit, unit) as QuarantineRow[]
  return rows.map((row) => ({
    kind: row.kind,
    key: row.key,
    unit: row.unit,
    data: JSON.parse(row.data) as T,
    source: sourceOf(row),
    findings: JSON.parse(row.findings),
  }))
}

type ImportRow = Omit<ImportEntry, 'counts'> & ImportEntry['counts']

/** Files taken in, oldest first; of one kind when asked. */
export function importsOf(store: Store, kind: RecordKind | null = null): readonly ImportEntry[] {
  const rows = store.database
    .prepare('SELECT * FROM imports WHERE ? IS NULL OR kind = ? ORDER BY id')
    .all(kind, kind) as ImportRow[]
  return rows.map(({ read, stored, unchanged, quarantined, ...entry }) => ({
    ...entry,
    counts: { read, stored, unchanged, quarantined },
  }))
}

/** The name under which the same bytes came in before as this form of this unit, null when they did not. */
export function findSameBytes(
  store: Store,
  { kind, file, sha256, form, unit }: Omit<IntakeFile, 'at'>,
): string | null {
  const row = store.database
    .prepare(
      'SELECT file FROM imports WHERE sha256 = ? AND kind = ? AND form = ? AND unit = ? AND file <> ? ORDER BY id LIMIT 1',
    )
    .get(sha256, kind, form, unit, file) as { file: string } | undefined
  return row?.file ?? null
}

/** The files that came in with a content whose sha-256 begins like this, the latest first. */
export function filesOfBytes(
  { database }: Store,
  start: string,
): readonly Pick<ImportEntry, 'file' | 'sha256'>[] {
  return database
    .prepare('SELECT file, sha256 FROM imports WHERE substr(sha256, 1, ?) = ? ORDER BY id DESC')
    .all(start.length, start) as Pick<ImportEntry, 'file' | 'sha256'>[]
}

/** Keys of the stored records of a kind that a unit reports. */
export function listKeys(store: Store, kind: RecordKind, unit: string): readonly string[] {
  const rows = store.database
    .prepare('SELECT key FROM records WHERE kind = ? AND unit = ? ORDER BY key')
    .all(kind, unit) as { key: string }[]
  return rows.map(({ key }) => key)
}

/** Keys of records of a kind that are stored no more, and end so. */
export function goneKeys({ database }: Store, kind: RecordKind, ending: string): readonly string[] {
  const rows = database
    .prepare(
      `SELECT DISTINCT h.key FROM record_history h WHERE h.kind = ? AND substr(h.key, -length(?)) = ?
      AND NOT EXISTS (SELECT 1 FROM records r WHERE r.kind = h.kind AND r.key = h.key) ORDER BY h.key`,
    )
    .all(kind, ending, ending) as { key: string }[]
  return rows.map(({ key }) => key)
}

/** A record of a unit under its key, stored or returned, with some of its texts, in the order asked for. */
export interface StandingRecord {
  readonly key: string
  readonly isStored: boolean
  readonly texts: readonly (string | null)[]
}

/** Every record of a kind that a unit has, stored and returned, with the top-level texts named by `fields`. */
export function listStanding(
  { database }: Store,
  kind: RecordKind,
  unit: string,
  fields: readonly string[],
): readonly StandingRecord[] {
  const texts = fields.map(() => 'json_extract(data, ?)').join(', ')
  const pick = (table: string, isStored: 0 | 1): string =>
    `SELECT key, ${isStored}, ${texts} FROM ${table} WHERE kind = ? AND unit = ?`
  const paths = fields.map((field) => `$.${field}`)
  const rows = database
    .prepare(`${pick('records', 1)} UNION ALL ${pick('quarantine', 0)}`)
    .raw()
    .all(...paths, kind, unit, ...paths, kind, unit) as [string, 0 | 1, ...(string | null)[]][]
  return rows.map(([key, isStored, ...said]) => ({ key, isStored: isStored === 1, texts: said }))
}

function storedOf<T>(row: RecordRow): StoredRecord<T> {
  const { kind, key, unit, version } = row
  return { kind, key, unit, version, data: JSON.parse(row.data) as T, source: sourceOf(row) }
}

function sourceOf({ file, sha256, sheet, row, parts }: SourceRow): Source {
  const source = { file, sha256, sheet, row }
  return parts === null ? source : { ...source, parts: JSON.parse(parts) }
}
