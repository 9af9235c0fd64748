import type Database from 'better-sqlite3'
import type { LocalDays, WorkCalendar } from '../../calendar/index.js'
import type { HallAssignment, HallItem, HallUnit, RoleCatalogue } from '../../hall/index.js'
import { wrongAt } from '../api/problem.js'
import { openLocalDays } from '../time/local-days.js'

/** What a bulk PUT did; records that are not in the list are never touched. */
interface PutResult {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
}

/** Units, article columns, items, who works which node of which item, and the county's calendar. */
export interface Registry {
  readonly units: () => readonly HallUnit[]
  readonly columns: () => readonly string[]
  readonly items: () => readonly HallItem[]
  readonly assignments: () => readonly HallAssignment[]
  readonly putUnits: (units: readonly HallUnit[]) => PutResult
  readonly putColumns: (columns: readonly string[]) => PutResult
  readonly putItems: (items: readonly HallItem[]) => PutResult
  readonly putAssignments: (assignments: readonly HallAssignment[]) => PutResult
  readonly hasUnit: (code: string) => boolean
  readonly hasColumn: (name: string) => boolean
  /** The unit of an item, or undefined when the hall does not know the item. */
  readonly unitOf: (item: string) => string | undefined
  readonly hasAccount: (workNo: string) => boolean
  readonly item: (code: string) => HallItem | undefined
  /** The working days by which the hall counts: the official ones and the county's own. */
  readonly calendar: () => WorkCalendar
  readonly localDays: () => LocalDays
  /** Replaces the county's own days of one year. */
  readonly putLocalDays: (year: number, days: LocalDays) => void
  readonly isAssigned: (item: string, node: string, workNo: string) => boolean
}

const ITEM_FIELDS = `code, name, unit, type_code AS typeCode, depth,
  promised AS promisedWorkdays, statutory AS statutoryWorkdays`

/** Opens the registry tables; bulk writes check every reference and name the wrong place by pointer. */
export function openRegistry(db: Database.Database, roles: RoleCatalogue): Registry {
  const reads = registryReads(db)
  const put = bulkPut(db)
  const checkAssignment = assignmentCheck(db, roles, reads.unitOf)
  return {
    ...reads,
    ...openLocalDays(db),
    putUnits: (units) =>
      put('units', units, ({ code, name, batch }) => ({ key: { code }, rest: { name, batch } })),
    putColumns: (columns) => put('columns', columns, (name) => ({ key: { name }, rest: {} })),
    putItems: (items) =>
      put('items', items, (item, at) => {
        if (!reads.hasUnit(item.unit)) throw wrongAt(`${at}/unit`, `没有单位 ${item.unit}`)
        return { key: { code: item.code }, rest: itemRow(item) }
      }),
    putAssignments: (assignments) =>
      put('assignments', assignments, (one, at) => {
        checkAssignment(one, at)
        const { item, node, workNo, ab } = one
        return { key: { item, node, work_no: workNo }, rest: { ab } }
      }),
  }
}

function registryReads(db: Database.Database) {
  const units = db.prepare<[], HallUnit>('SELECT code, name, batch FROM units ORDER BY code')
  const columns = db.prepare<[], string>('SELECT name FROM columns ORDER BY rowid').pluck()
  const items = db.prepare<[], HallItem>(`SELECT ${ITEM_FIELDS} FROM items ORDER BY code`)
  const assignments = db.prepare<[], HallAssignment>(
    'SELECT item, node, work_no AS workNo, ab FROM assignments ORDER BY item, node, work_no',
  )
  const unit = db.prepare<[string], number>('SELECT 1 FROM units WHERE code = ?').pluck()
  const column = db.prepare<[string], number>('SELECT 1 FROM columns WHERE name = ?').pluck()
  const unitOf = db.prepare<[string], string>('SELECT unit FROM items WHERE code = ?').pluck()
  const assigned = db
    .prepare<[string, string, string], number>(
      'SELECT 1 FROM assignments WHERE item = ? AND node = ? AND work_no = ?',
    )
    .pluck()
  const account = db.prepare<[string], number>('SELECT 1 FROM users WHERE work_no = ?').pluck()
  const item = db.prepare<[string], HallItem>(`SELECT ${ITEM_FIELDS} FROM items WHERE code = ?`)
  return {
    hasAccount: (workNo: string) => account.get(workNo) === 1,
    item: (code: string) => item.get(code),
    units: () => units.all(),
    columns: () => columns.all(),
    items: () => items.all(),
    assignments: () => assignments.all(),
    hasUnit: (code: string) => unit.get(code) === 1,
    hasColumn: (name: string) => column.get(name) === 1,
    unitOf: (item: string) => unitOf.get(item),
    isAssigned: (item: string, node: string, workNo: string) =>
      assigned.get(item, node, workNo) === 1,
  }
}

function itemRow(item: HallItem) {
  return {
    name: item.name,
    unit: item.unit,
    type_code: item.typeCode,
    depth: item.depth,
    promised: item.promisedWorkdays,
    statutory: item.statutoryWorkdays,
  }
}

/** An assignment must name a known item and account; the account must hold the node's role in the item's unit. */
function assignmentCheck(
  db: Database.Database,
  roles: RoleCatalogue,
  unitOf: (item: string) => string | undefined,
) {
  const user = db.prepare<[string], { unit: string; roles: string }>(
    'SELECT unit, roles FROM users WHERE work_no = ?',
  )
  return ({ item, node, workNo }: HallAssignment, at: string) => {
    const role = roles.nodes[node]?.role
    const unit = unitOf(item)
    const holder = user.get(workNo)
    if (role === undefined) throw wrongAt(`${at}/node`, `没有环节 ${node}`)
    if (unit === undefined) throw wrongAt(`${at}/item`, `没有事项 ${item}`)
    if (holder === undefined) throw wrongAt(`${at}/workNo`, `没有账号 ${workNo}`)
    const held: readonly string[] = JSON.parse(holder.roles)
    if (!held.includes(role)) throw wrongAt(`${at}/workNo`, `账号 ${workNo} 没有角色 ${role}`)
    if (roles.list[role]?.scope === 'unit' && holder.unit !== unit) {
      throw wrongAt(`${at}/workNo`, `账号 ${workNo} 不属于该事项的单位`)
    }
  }
}

type Row = Readonly<Record<string, string | number | null>>
type Table = 'units' | 'columns' | 'items' | 'assignments'

/** Writes rows by natural key and counts what really changed. Table and column names are ours, never a caller's. */
function bulkPut(db: Database.Database) {
  return <T>(
    table: Table,
    records: readonly T[],
    toRow: (record: T, at: string) => { readonly key: Row; readonly rest: Row },
  ): PutResult => {
    const counts = { created: 0, updated: 0, unchanged: 0 }
    records.forEach((record, index) => {
      const { key, rest } = toRow(record, `/${index}`)
      counts[upsert(db, table, key, rest)] += 1
    })
    return counts
  }
}

function upsert(db: Database.Database, table: Table, key: Row, rest: Row): keyof PutResult {
  const where = Object.keys(key).map((name) => `${name} = @${name}`)
  const found = db.prepare<Row, Row>(`SELECT * FROM ${table} WHERE ${where.join(' AND ')}`).get(key)
  const row = { ...key, ...rest }
  if (found === undefined) {
    const names = Object.keys(row)
    db.prepare(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((n) => `@${n}`).join(', ')})`,
    ).run(row)
    return 'created'
  }
  const changed = Object.keys(rest).filter((name) => found[name] !== rest[name])
  if (changed.length === 0) return 'unchanged'
  db.prepare(
    `UPDATE ${table} SET ${changed.map((n) => `${n} = @${n}`).join(', ')} WHERE ${where.join(' AND ')}`,
  ).run(row)
  return 'updated'
}
