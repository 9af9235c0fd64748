import { AppError } from '../../../errors/index.js'
import type { Shape, Target } from '../model.js'
import type { PlainTimes } from '../sql/plain-times.js'
import type { Unsettled } from '../sql/write.js'
import { type Column, type Opening, quoted } from './model.js'
import type { MysqlTarget } from './options.js'
import { connect, type Session } from './session.js'
import { openTable } from './table.js'

/** What a MariaDB or MySQL target is opened with. */
export interface MysqlOpening {
  readonly password: string | undefined
  /** Everything is done and nothing stays. */
  readonly rehearse: boolean
  readonly unsettled: Unsettled
  readonly plainTimes: PlainTimes
}

/** Opens a database of MariaDB or MySQL for writing. HK-MIG-023 when it cannot be reached. */
export async function openMysqlTarget(
  options: MysqlTarget,
  { rehearse, unsettled, plainTimes, password }: MysqlOpening,
): Promise<Target> {
  const session = await connect(options, { password, rehearse })
  const temporary = new Map<string, readonly Known[]>()
  return {
    table: async (shape) => {
      const place = quoted(shape.table)
      const there = temporary.get(shape.table) ?? (await columnsOf(session, shape))
      const known = there.length > 0 ? there : await made(session, shape, rehearse)
      if (there.length === 0 && rehearse) temporary.set(shape.table, known)
      const isTemporary = temporary.has(shape.table)
      const columns = matched(known, shape).map((one, at) => ({
        ...one,
        isPlainTime: plainTimes(shape.table, shape.fields[at] ?? ''),
      }))
      return openTable({ session, place, shape, columns, unsettled, isTemporary } satisfies Opening)
    },
    close: session.close,
  }
}

type Known = Omit<Column, 'isPlainTime'>

/** Names of tables are told apart by their letters where the server does so. */
const NAMED = `t.TABLE_SCHEMA = DATABASE() AND t.TABLE_NAME = ? AND
  (@@lower_case_table_names > 0 OR CONVERT(t.TABLE_NAME USING utf8mb4) COLLATE utf8mb4_bin = ?)`
const COLUMNS = `SELECT t.COLUMN_NAME, lower(t.COLUMN_TYPE) FROM information_schema.COLUMNS t WHERE ${NAMED}`
const ENGINE = `SELECT t.ENGINE, e.TRANSACTIONS FROM information_schema.TABLES t
  LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE WHERE ${NAMED}`

/** The columns of a table; none when it is not there. HK-MIG-055 when it cannot take back what was half written. */
async function columnsOf(session: Session, { table }: Shape): Promise<readonly Known[]> {
  const [found] = await session.rows(ENGINE, [table, table])
  if (found === undefined) return []
  const [engine, transactions] = found
  if (transactions !== 'YES') {
    throw new AppError('HK-MIG-055', { table, engine: String(engine ?? 'VIEW') })
  }
  const columns = await session.rows(COLUMNS, [table, table])
  return columns.map(([name, type]) => ({ name: String(name), type: String(type) }))
}

/** The columns of the shape as the server spells them. A table of others is never changed: HK-MIG-012 when it lacks one. */
function matched(known: readonly Known[], { table, fields }: Shape): readonly Known[] {
  const named = new Map(known.map((column) => [column.name.toLowerCase(), column]))
  const missing = fields.filter((name) => !named.has(name.toLowerCase()))
  if (missing.length > 0) throw new AppError('HK-MIG-012', { table, columns: missing })
  return fields.flatMap((name) => named.get(name.toLowerCase()) ?? [])
}

/**
 * Makes a table of texts that are compared bytewise; the unique one is as long as an index of an older server takes. In a
 * rehearsal it goes with the connection: a real one would end the transaction and stay.
 */
async function made(
  session: Session,
  shape: Shape,
  isTemporary: boolean,
): Promise<readonly Known[]> {
  const { table, fields, unique } = shape
  const columns = fields.map(
    (name) =>
      `${quoted(name)} ${name === unique ? 'VARCHAR(191) NOT NULL PRIMARY KEY' : 'LONGTEXT'}`,
  )
  const kind = isTemporary ? 'TEMPORARY TABLE' : 'TABLE'
  await session.rows(
    `CREATE ${kind} ${quoted(table)} (${columns.join(', ')}) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  )
  return fields.map((name) => ({ name, type: 'longtext' }))
}
