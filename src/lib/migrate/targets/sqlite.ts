import type { Database, Statement } from 'better-sqlite3'
import { AppError } from '../../errors/index.js'
import { type Flaw, flaw } from '../flaw.js'
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
function make(database: Database, { table, fields, unique }: Shape): void {
  const known = database
    .prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?)')
    .pluck()
    .all(table)
  const missing = fields.filter((name) => !known.includes(name))
  if (known.length > 0 && missing.length > 0) {
    throw new AppError('HK-MIG-012', { table, columns: missing })
  }
  if (known.length > 0) return
  const columns = fields.map(
    (name) => quoted(name) + (name === unique ? ' TEXT PRIMARY KEY NOT NULL' : ''),
  )
  database.exec(`CREATE TABLE ${quoted(table)} (${columns.join(', ')})`)
}

function openTable(database: Database, { table, fields, unique }: Shape): TargetTable {
  const name = quoted(table)
  const columns = fields.map(quoted).join(', ')
  const place = `${name}.${quoted(unique)}`
  const insert = database.prepare(
    `INSERT INTO ${name} (${columns}) VALUES (${fields.map(() => '?').join(', ')})`,
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
    apply: async (changes) => changes.map((change) => applied(change, { insert, update })),
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

function applied(
  { op, dst, values }: Change,
  { insert, update }: { insert: Statement<unknown[]>; update: Statement<unknown[]> },
): Flaw | null {
  try {
    if (op === 'create') insert.run(values)
    else update.run(values, dst)
    return null
  } catch (error) {
    if (isConstraint(error)) return flaw('HK-MIG-322', { detail: error.message })
    throw error
  }
}

/** A rule of the target that the row breaks; a full disk or a lost file is no fault of the row. */
function isConstraint(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    /^SQLITE_(?:CONSTRAINT|MISMATCH)/.test(String(error.code))
  )
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

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
