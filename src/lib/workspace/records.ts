import { type Finding, found } from '../errors/index.js'
import type { Database } from './database.js'
import { diffFields } from './diff.js'
import type { Draft, IntakeCounts, IntakeFile, IntakeResult, RecordChange } from './model.js'
import type { Store } from './store.js'

/**
 * Takes the records of one file into the store, all or nothing. A draft with an error-level finding
 * is kept out with its findings; any other is added, changed or left as it is by (kind, key).
 * Always read = stored + unchanged + quarantined; the same file again changes nothing.
 */
export function intake<T>(
  store: Store,
  file: IntakeFile,
  drafts: Iterable<Draft<T>>,
): IntakeResult {
  const take = store.database.transaction(() => takeFile(store.database, file, drafts))
  return take.immediate()
}

/** Does work on a store all or nothing, intakes included: an error takes everything back. */
export function allOrNothing<R>({ database }: Store, work: () => R): R {
  return database.transaction(work).immediate()
}

function takeFile<T>(
  database: Database,
  file: IntakeFile,
  drafts: Iterable<Draft<T>>,
): IntakeResult {
  const run = startRun(database, file)
  if (run.isReplaced) return leaveReplaced(drafts)
  run.sql.forgetFile.run(file.kind, file.file, file.unit, file.form)
  if (file.replaces && !run.isRepeat)
    run.sql.forgetFile.run(file.kind, file.replaces, file.unit, file.form)
  for (const draft of drafts) takeDraft(run, draft)
  const counts = countsOf(run)
  closeImport(run, counts)
  const absent = run.sql.absent.all(file.kind, file.unit, file.form, run.importId) as {
    key: string
  }[]
  return { counts, added: run.added, changes: run.changes, absent: absent.map(({ key }) => key) }
}

/** Another file took this one's place since: nothing of it is taken again. */
function leaveReplaced<T>(drafts: Iterable<Draft<T>>): IntakeResult {
  let read = 0
  for (const _ of drafts) read += 1
  const counts = { read, stored: 0, unchanged: read, quarantined: 0 }
  return { counts, added: 0, changes: [], absent: [] }
}

interface Run {
  readonly isReplaced: boolean
  /** Whether there are records, records in 退回待改, records with a past: a first import need not ask for each. */
  readonly hasRecords: boolean
  readonly hasReturned: boolean
  readonly hasHistory: boolean
  readonly file: IntakeFile
  readonly sql: Statements
  readonly importId: number
  readonly isRepeat: boolean
  readonly rowByKey: Map<string, number>
  readonly changes: RecordChange[]
  added: number
  unchanged: number
  quarantined: number
}

type Statements = ReturnType<typeof prepare>

const prepared = new WeakMap<Database, Statements>()

/** A database's statements, made once: a province sends thousands of small files. */
function statementsOf(database: Database): Statements {
  const statements = prepared.get(database) ?? prepare(database)
  prepared.set(database, statements)
  return statements
}

/** A file that came in before, byte for byte, keeps its entry: repeating a killed command leaves the same store. */
function startRun(database: Database, file: IntakeFile): Run {
  const sql = statementsOf(database)
  const same = [file.kind, file.file, file.unit, file.form]
  const last = sql.lastImport.get(same) as { id: number; sha256: string } | undefined
  const isRepeat = last?.sha256 === file.sha256
  const isReplaced = isRepeat && sql.replacedSince.get(...same, last.id) !== undefined
  const importId = isRepeat ? last.id : addImport(sql, file)
  const tally = { added: 0, unchanged: 0, quarantined: 0 }
  const hasRecords = sql.anyRecord.get(file.kind) !== undefined
  const hasReturned = sql.anyReturned.get(file.kind) !== undefined
  const hasHistory = sql.anyHistory.get(file.kind) !== undefined
  const run = { file, sql, importId, isRepeat, isReplaced, hasRecords, hasReturned, hasHistory }
  return { ...run, rowByKey: new Map(), changes: [], ...tally }
}

function addImport(sql: Statements, file: IntakeFile): number {
  const { kind, sha256, form, unit, at, replaces = null } = file
  const row = [kind, file.file, sha256, form, unit, at, replaces]
  return Number(sql.addImport.run(...row).lastInsertRowid)
}

function takeDraft<T>(run: Run, draft: Draft<T>): void {
  const data = JSON.stringify(draft.data)
  if (run.isRepeat && isOvertaken(run, draft.key)) {
    run.unchanged += 1
    return
  }
  if (draft.findings.some(({ level }) => level === 'error')) {
    keepOut(run, draft, data, draft.findings)
    return
  }
  const first = run.rowByKey.get(draft.key)
  if (first !== undefined) {
    const { file, sheet, row } = draft.source
    const twice = found('HK-WORK-101', { key: draft.key, row: first }, { file, sheet, row })
    keepOut(run, draft, data, [...draft.findings, twice])
    return
  }
  run.rowByKey.set(draft.key, draft.source.row)
  if (run.hasReturned) run.sql.releaseKey.run(run.file.kind, draft.key, run.importId)
  upsert(run, draft, data)
}

/** A file taken in again has nothing to say about a record that a later file brought, or withdrew. */
function isOvertaken({ sql, file, importId }: Run, key: string): boolean {
  const stored = sql.find.get(file.kind, key) as Row | undefined
  if (stored !== undefined) return stored.import_id > importId
  return sql.withdrawnSince.get(file.kind, key, importId) !== undefined
}

function keepOut<T>(run: Run, draft: Draft<T>, data: string, findings: readonly Finding[]): void {
  const { key, unit } = draft
  const words = JSON.stringify(findings)
  run.sql.keepOut.run(run.file.kind, key, unit, data, words, run.importId, ...placeOf(draft))
  run.quarantined += 1
}

/** Sheet, row and parts as columns. */
function placeOf<T>({ source }: Draft<T>): [string, number, string | null] {
  return [source.sheet, source.row, source.parts ? JSON.stringify(source.parts) : null]
}

interface Row {
  readonly version: number
  readonly data: string
  readonly import_id: number
  readonly sheet: string
  readonly row: number
  readonly parts: string | null
}

function upsert<T>(run: Run, draft: Draft<T>, data: string): void {
  const { kind, at } = run.file
  const { key, unit } = draft
  const stored = run.hasRecords ? (run.sql.find.get(kind, key) as Row | undefined) : undefined
  if (!stored) {
    const version = run.hasHistory ? versionAfter(run, key) : 1
    run.sql.add.run(kind, key, unit, version, data, at, run.importId, ...placeOf(draft))
    run.added += 1
    return
  }
  const fields = stored.data === data ? [] : diffFields(JSON.parse(stored.data), JSON.parse(data))
  if (fields.length === 0) {
    confirm(run, draft, stored)
    return
  }
  const version = stored.version + 1
  run.sql.archive.run(kind, key)
  run.sql.change.run(unit, version, data, at, run.importId, ...placeOf(draft), kind, key)
  run.changes.push({ key, unit, version, fields })
}

/** A record that was withdrawn goes on counting where it stopped. */
function versionAfter({ sql, file }: Run, key: string): number {
  const { last } = sql.lastVersion.get(file.kind, key) as { last: number | null }
  return (last ?? 0) + 1
}

/** Same data: the record only remembers where it was seen last. */
function confirm<T>(run: Run, draft: Draft<T>, stored: Row): void {
  const place = placeOf(draft)
  run.unchanged += 1
  const before = [stored.sheet, stored.row, stored.parts]
  if (stored.import_id === run.importId && place.every((value, i) => value === before[i])) return
  run.sql.seen.run(run.importId, ...place, run.file.kind, draft.key)
}

function countsOf(run: Run): IntakeCounts {
  const stored = run.added + run.changes.length
  const { unchanged, quarantined } = run
  return { read: stored + unchanged + quarantined, stored, unchanged, quarantined }
}

function closeImport(run: Run, counts: IntakeCounts): void {
  if (run.isRepeat && counts.stored === 0) return
  const { read, stored, unchanged, quarantined } = counts
  const refused = run.file.refused?.() ?? 0
  run.sql.closeImport.run(read, stored, unchanged, quarantined, refused, run.importId)
}

function prepare(database: Database) {
  const sql = (text: string) => database.prepare(text)
  return {
    lastImport: sql(
      'SELECT id, sha256 FROM imports WHERE kind = ? AND file = ? AND unit = ? AND form = ? ORDER BY id DESC LIMIT 1',
    ),
    addImport: sql(
      'INSERT INTO imports (kind, file, sha256, form, unit, at, replaces, refused, read, stored, unchanged, quarantined) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)',
    ),
    replacedSince: sql(
      'SELECT id FROM imports WHERE kind = ? AND replaces = ? AND unit = ? AND form = ? AND id > ?',
    ),
    withdrawnSince: sql('SELECT id FROM withdrawals WHERE kind = ? AND key = ? AND import_id >= ?'),
    lastVersion: sql('SELECT max(version) AS last FROM record_history WHERE kind = ? AND key = ?'),
    closeImport: sql(
      'UPDATE imports SET read = ?, stored = ?, unchanged = ?, quarantined = ?, refused = ? WHERE id = ?',
    ),
    forgetFile: sql(
      'DELETE FROM quarantine WHERE import_id IN (SELECT id FROM imports WHERE kind = ? AND file = ? AND unit = ? AND form = ?)',
    ),
    anyRecord: sql('SELECT id FROM records WHERE kind = ? LIMIT 1'),
    anyReturned: sql('SELECT id FROM quarantine WHERE kind = ? LIMIT 1'),
    anyHistory: sql('SELECT version FROM record_history WHERE kind = ? LIMIT 1'),
    releaseKey: sql('DELETE FROM quarantine WHERE kind = ? AND key = ? AND import_id <> ?'),
    keepOut: sql(
      'INSERT INTO quarantine (kind, key, unit, data, findings, import_id, sheet, row, parts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    find: sql(
      'SELECT version, data, import_id, sheet, row, parts FROM records WHERE kind = ? AND key = ?',
    ),
    add: sql(
      'INSERT INTO records (kind, key, unit, version, data, since, import_id, sheet, row, parts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    archive: sql(
      'INSERT INTO record_history SELECT kind, key, version, data, since, import_id, sheet, row, parts FROM records WHERE kind = ? AND key = ?',
    ),
    change: sql(
      'UPDATE records SET unit = ?, version = ?, data = ?, since = ?, import_id = ?, sheet = ?, row = ?, parts = ? WHERE kind = ? AND key = ?',
    ),
    seen: sql(
      'UPDATE records SET import_id = ?, sheet = ?, row = ?, parts = ? WHERE kind = ? AND key = ?',
    ),
    absent: sql(
      'SELECT r.key FROM records r JOIN imports i ON i.id = r.import_id WHERE r.kind = ? AND r.unit = ? AND i.form = ? AND r.import_id <> ? ORDER BY r.key',
    ),
  }
}
