import type { Database, Statement } from 'better-sqlite3'
import { AppError } from '../../errors/index.js'
import { type Flaw, flaw } from '../flaw.js'
import { type InsertRows, insertRows, refusal } from '../insert-rows.js'
import type { Cell } from '../sources/index.js'
import type { Change, Shape, Target, TargetRow, TargetTable } from './model.js'

const PAGE = 5000

/** A table of an SQLite file that also holds the ledger; a table that is not there is made, without types. */
export function sqliteTarget(database: Database): Target {
  return {
    table: async (shape) => {
      make(database, shape)
      return openTable(database, shape)
    },
    close: async () => undefined,
  }
}

/** A table of others is never changed: HK-MIG-012 when it lacks a column. */
function make(database: Database, shape: Shape): void {
  const { table, fields } = shape
  const known = tableColumns(database, table)
  if (known.length === 0) {
    makeTable(database, shape)
    return
  }
  const missing = fields.filter((name) => !known.includes(name))
  if (missing.length > 0) throw new AppError('HK-MIG-012', { table, columns: missing })
}

/** The columns of a table; none when it is not there. */
export function tableColumns(database: Database, table: string): readonly string[] {
  const columns = database.prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?)')
  return columns.pluck().all(table)
}

/** Makes a table without types; `TEMP TABLE`: one that goes with the connection. */
export function makeTable(
  database: Database,
  { table, fields, unique }: Shape,
  kind: 'TABLE' | 'TEMP TABLE' = 'TABLE',
): void {
  const columns = fields.map(
    (name) => quoted(name) + (name === unique ? ' TEXT PRIMARY KEY NOT NULL' : ''),
  )
  database.exec(`CREATE ${kind} ${quoted(table)} (${columns.join(', ')})`)
}

/** A table that is there, with the columns of the shape. */
export function openTable(database: Database, { table, fields, unique }: Shape): TargetTable {
  const name = quoted(table)
  const columns = fields.map(quoted).join(', ')
  const place = `${name}.${quoted(unique)}`
  const insert = insertRows(
    database,
    `INSERT INTO ${name} (${columns})`,
    () => `(${fields.map(() => '?').join(', ')})`,
  )
  const update = database.prepare(
    `UPDATE ${name} SET ${fields.map((field) => `${quoted(field)} = ?`).join(', ')} WHERE ${place} = ?`,
  )
  const one = database.prepare(`SELECT ${columns} FROM ${name} WHERE ${place} = ?`).raw()
  const all = `SELECT ${columns} FROM ${name}`
  const first = database.prepare(`${all} ORDER BY ${place} LIMIT ${PAGE}`).raw()
  const next = database.prepare(`${all} WHERE ${place} > ? ORDER BY ${place} LIMIT ${PAGE}`).raw()
  const remove = database.prepare(`DELETE FROM ${name} WHERE ${place} = ?`)
  const at = fields.indexOf(unique)
  return {
    apply: async (changes) => applied(changes, { insert, update }),
    get: async (dsts) => {
      const found = new Map<string, readonly Cell[]>()
      for (const dst of dsts) {
        const row = one.get(dst) as Cell[] | undefined
        if (row !== undefined) found.set(dst, row)
      }
      return found
    },
    rows: () => pages({ first, next }, at),
    remove: async (dsts) => {
      for (const dst of dsts) remove.run(dst)
      return []
    },
  }
}

/** In the order in which they come: a change may make room for the next one. */
function applied(
  changes: readonly Change[],
  { insert, update }: { insert: InsertRows; update: Statement<unknown[]> },
): readonly (Flaw | null)[] {
  const flaws: (Flaw | null)[] = []
  for (const [op, some] of stretches(changes)) {
    const outcomes =
      op === 'create'
        ? insert(some, ({ values }) => values)
        : some.map(({ dst, values }) => refusal(() => update.run(values, dst)))
    for (const error of outcomes) {
      flaws.push(error === null ? null : flaw('HK-MIG-322', { detail: error.message }))
    }
  }
  return flaws
}

/** Changes of one kind that follow each other. */
function stretches(changes: readonly Change[]): readonly (readonly [Change['op'], Change[]])[] {
  const found: [Change['op'], Change[]][] = []
  for (const change of changes) {
    const last = found.at(-1)
    if (last?.[0] === change.op) last[1].push(change)
    else found.push([change.op, [change]])
  }
  return found
}

async function* pages(
  { first, next }: { first: Statement<unknown[]>; next: Statement<unknown[]> },
  at: number,
): AsyncGenerator<readonly TargetRow[]> {
  let found = first.all() as Cell[][]
  while (found.length > 0) {
    yield found.map((values) => ({ dst: String(values[at]), values }))
    found = next.all(found.at(-1)?.[at]) as Cell[][]
  }
}

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
