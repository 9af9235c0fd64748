import { AppError } from '../../../errors/index.js'
import type { Shape, Target } from '../model.js'
import type { PlainTimes } from '../sql/plain-times.js'
import type { Unsettled } from '../sql/write.js'
import { type Column, quoted } from './model.js'
import type { PostgresTarget } from './options.js'
import { connect, type Session } from './session.js'
import { openTable } from './table.js'
import { type TableKeys, tableKeys } from './table-keys.js'

/** What a PostgreSQL target is opened with. */
export interface PostgresOpening {
  readonly password: string | undefined
  /** Everything is done and nothing stays. */
  readonly rehearse: boolean
  readonly unsettled: Unsettled
  readonly plainTimes: PlainTimes
}

/** Opens a schema of a PostgreSQL database for writing. HK-MIG-023 when it cannot be reached. */
export async function openPostgresTarget(
  options: PostgresTarget,
  opening: PostgresOpening,
): Promise<Target> {
  const session = await connect(options, opening)
  const keys = tableKeys(session)
  return {
    table: async (shape) => {
      const place = `${quoted(options.schema)}.${quoted(shape.table)}`
      await keys.add(place)
      const made = await madeColumns(session, keys, { schema: options.schema, place, shape })
      const columns = made.map((column) => ({
        ...column,
        isPlainTime: opening.plainTimes(shape.table, column.name),
      }))
      return openTable({ session, place, shape, columns, unsettled: opening.unsettled })
    },
    whole: async (work) => {
      const done = await work()
      await keys.addAll()
      return done
    },
    close: session.close,
  }
}

const COLUMNS = `SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = $2 AND attnum > 0 AND NOT attisdropped`

/** The columns of the shape; a table that is not there is made. A table of others is never changed: HK-MIG-012 when it lacks a column. */
async function madeColumns(
  session: Session,
  keys: TableKeys,
  { schema, place, shape }: { schema: string; place: string; shape: Shape },
): Promise<readonly Omit<Column, 'isPlainTime'>[]> {
  const { table, fields, unique } = shape
  const found = await session.rows(COLUMNS, [schema, table])
  const known = new Map(found.map(([name, type]) => [String(name), String(type)]))
  if (known.size === 0) {
    const columns = fields.map(
      (name) => `${quoted(name)} text${name === unique ? ' NOT NULL' : ''}`,
    )
    await session.rows(`CREATE TABLE ${place} (${columns.join(', ')})`)
    await keys.owe(place, unique)
    return fields.map((name) => ({ name, type: 'text' }))
  }
  const missing = fields.filter((name) => !known.has(name))
  if (missing.length > 0) throw new AppError('HK-MIG-012', { table, columns: missing })
  return fields.map((name) => ({ name, type: known.get(name) ?? '' }))
}
