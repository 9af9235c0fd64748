import type Database from 'better-sqlite3'
import { type HallObject, type ObjectKind, objectKinds } from '../../hall/index.js'

/** An object as stored: what the hall shows, plus whose it is. */
export interface StoredObject extends HallObject {
  readonly owner: string
}

/** What of the hall somebody may see: everything, one unit's, or what is one's own. */
export interface View {
  readonly everything: boolean
  readonly unit: string | null
  readonly owner: string
}

/** Something that the hall itself will do to an object: which action, and when (milliseconds since 1970). */
export interface Timer {
  readonly object: string
  readonly action: string
  readonly dueMs: number
}

/** Filters of a list; `after` is the id to go on from, null filters are off. */
interface ListQuery {
  readonly kind: ObjectKind
  readonly state: string | null
  readonly unit: string | null
  readonly tag: string | null
  readonly item: string | null
  /** Text in the number or in the data. */
  readonly q: string | null
  /** Closed cases that came from elsewhere: only them, or none of them. */
  readonly history: 'only' | 'without' | null
  readonly after: number
  readonly limit: number
}

type NewObject = Omit<StoredObject, 'id' | 'version'> & { readonly parent: string | null }

/** The objects of the hall: a projection of their events, one row each. */
export interface Objects {
  readonly get: (id: string) => StoredObject | undefined
  readonly insert: (object: NewObject) => StoredObject
  readonly update: (object: StoredObject) => void
  readonly children: (parent: string) => readonly StoredObject[]
  readonly list: (query: ListQuery, view: View) => readonly StoredObject[]
  readonly total: (query: ListQuery, view: View) => number
  /** Every object of a kind in one of these states; only those without a timer when asked so. */
  readonly inStates: (
    kind: ObjectKind,
    states: readonly string[],
    onlyUntimed: boolean,
  ) => readonly StoredObject[]
  /** Replaces what the hall will do to an object by itself. */
  readonly setTimers: (object: string, timers: readonly Omit<Timer, 'object'>[]) => void
  /** The first timer that is due by then. */
  readonly nextTimer: (untilMs: number) => Timer | undefined
  /** Live objects by kind. */
  readonly counts: () => Readonly<Record<ObjectKind, number>>
  /** Closed ones that came from elsewhere. */
  readonly historyCounts: () => Readonly<Record<string, number>>
  /** The next serial of a prefix on a day, from 1. */
  readonly nextSerial: (prefix: string, day: string) => number
  /** Serials of a prefix on a day go on behind this one. */
  readonly raiseSerial: (prefix: string, day: string, last: number) => void
}

interface ObjectRow {
  readonly id: number
  readonly kind: ObjectKind
  readonly number: string
  readonly unit: string
  readonly owner: string
  readonly state: string
  readonly version: number
  readonly tag: string | null
  readonly data: string
}

const FIELDS = 'id, kind, number, unit, owner, state, version, tag, data'
/** Who may see a row: its unit, its owner, the town whose agents carry it. `seenBy` says the same of one object. */
const SEEN = `(@everything = 1 OR unit = @viewUnit OR owner = @owner OR data ->> 'town' = @viewUnit)`
const FILTER = `kind = @kind AND (@state IS NULL OR state = @state)
  AND (@unit IS NULL OR unit = @unit) AND (@tag IS NULL OR tag = @tag)
  AND (@item IS NULL OR data ->> 'item' = @item)
  AND (@history IS NULL OR (@history = 'only') = (data ->> 'history' IS 1))
  AND (@q IS NULL OR instr(number, @q) > 0 OR instr(data, @q) > 0) AND ${SEEN}`

/** Opens the object tables. */
export function openObjects(db: Database.Database): Objects {
  const one = db.prepare<[string], ObjectRow>(`SELECT ${FIELDS} FROM objects WHERE id = ?`)
  const children = db.prepare<[string], ObjectRow>(
    `SELECT ${FIELDS} FROM objects WHERE parent = ? ORDER BY id`,
  )
  const insert = db.prepare(
    `INSERT INTO objects (kind, number, unit, owner, parent, state, version, tag, data)
     VALUES (@kind, @number, @unit, @owner, @parent, @state, 1, @tag, @data)`,
  )
  const update = db.prepare(
    'UPDATE objects SET state = @state, version = @version, data = @data WHERE id = @id',
  )
  const list = db.prepare<object, ObjectRow>(
    `SELECT ${FIELDS} FROM objects WHERE ${FILTER} AND id > @after ORDER BY id LIMIT @limit`,
  )
  const total = db.prepare<object, number>(`SELECT count(*) FROM objects WHERE ${FILTER}`).pluck()
  const timed = timers(db)
  const inStates = db.prepare<[string, string, number], ObjectRow>(
    `SELECT ${FIELDS} FROM objects WHERE kind = ? AND state IN (SELECT value FROM json_each(?))
       AND (? = 0 OR id NOT IN (SELECT object FROM timers)) ORDER BY id`,
  )
  return {
    get: (id) => {
      const row = /^[1-9]\d{0,14}$/.test(id) ? one.get(id) : undefined
      return row === undefined ? undefined : objectOf(row)
    },
    insert: (object) => {
      const done = insert.run({ ...object, data: JSON.stringify(object.data) })
      return { ...object, id: String(done.lastInsertRowid), version: 1 }
    },
    update: ({ id, state, version, data }) => {
      update.run({ id, state, version, data: JSON.stringify(data) })
    },
    children: (parent) => children.all(parent).map(objectOf),
    list: (query, view) => list.all({ ...query, ...viewRow(view) }).map(objectOf),
    total: (query, view) => total.get({ ...query, ...viewRow(view) }) ?? 0,
    ...counters(db),
    ...timed,
    inStates: (kind, states, onlyUntimed) =>
      inStates.all(kind, JSON.stringify(states), onlyUntimed ? 1 : 0).map(objectOf),
  }
}

/** Whether a view shows an object. */
export function seenBy({ everything, unit, owner }: View, object: StoredObject): boolean {
  const isTown = unit !== null && object.data['town'] === unit
  return everything || object.unit === unit || object.owner === owner || isTown
}

/** Timers follow from the history: `armMissing` sets them for objects that have none. */
function timers(db: Database.Database) {
  const clear = db.prepare('DELETE FROM timers WHERE object = ?')
  const insert = db.prepare('INSERT INTO timers VALUES (?, ?, ?)')
  const next = db.prepare<[number], { object: number; action: string; due_ms: number }>(
    'SELECT * FROM timers WHERE due_ms <= ? ORDER BY due_ms, object LIMIT 1',
  )
  return {
    setTimers: (object: string, all: readonly Omit<Timer, 'object'>[]) => {
      clear.run(object)
      for (const { action, dueMs } of all) insert.run(object, action, dueMs)
    },
    nextTimer: (untilMs: number) => {
      const row = next.get(untilMs)
      return row && { object: String(row.object), action: row.action, dueMs: row.due_ms }
    },
  }
}

function counters(db: Database.Database) {
  const counts = db.prepare<[], { kind: ObjectKind; n: number }>(
    "SELECT kind, count(*) AS n FROM objects WHERE data ->> 'history' IS NOT 1 GROUP BY kind",
  )
  const history = db.prepare<[], { kind: ObjectKind; n: number }>(
    "SELECT kind, count(*) AS n FROM objects WHERE data ->> 'history' IS 1 GROUP BY kind",
  )
  const raise = db.prepare(
    `INSERT INTO serials VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET last = max(last, excluded.last)`,
  )
  const serial = db
    .prepare<[string, string], number>(
      `INSERT INTO serials VALUES (?, ?, 1)
       ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last`,
    )
    .pluck()
  return {
    counts: () => {
      const none = Object.fromEntries(objectKinds.map((kind) => [kind, 0]))
      const some = Object.fromEntries(counts.all().map(({ kind, n }) => [kind, n]))
      return { ...none, ...some } as Record<ObjectKind, number> // every kind stands in `none`
    },
    historyCounts: () =>
      Object.fromEntries(history.all().map(({ kind, n }) => [`${kind}.history`, n])),
    nextSerial: (prefix: string, day: string) => serial.get(prefix, day) ?? 1,
    raiseSerial: (prefix: string, day: string, last: number) => {
      raise.run(prefix, day, last)
    },
  }
}

function viewRow({ everything, unit, owner }: View) {
  return { everything: everything ? 1 : 0, viewUnit: unit, owner }
}

function objectOf({ id, data, ...row }: ObjectRow): StoredObject {
  return { id: String(id), ...row, data: JSON.parse(data) }
}
