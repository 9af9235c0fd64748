import { z } from 'zod'
import { AppError } from '../../../errors/index.js'
import type { Cell, Changed, Reading, Source, SourceBatch } from '../model.js'
import { findTable } from '../table.js'
import { ALIAS } from './catalogue.js'
import type { Dialect, OpenedDatabase, OrderPart, SqlSession, SqlTable } from './model.js'

/** A database server as a source: tables in pages behind the last key, each page a query of its own. */
export function sqlSource(database: OpenedDatabase): Source {
  const { session, dialect, tables, place } = database
  const byName = new Map(tables.map((table) => [table.name, table]))
  const tableOf = (name: string): SqlTable => {
    const found = byName.get(findTable(byName.keys(), name, place))
    if (found === undefined) throw new Error(`no table ${name}`)
    return found
  }
  return {
    describe: async (wanted) =>
      tables.filter(({ name, isPart }) => isPart !== true || name === wanted),
    count: (name) => count(session, tableOf(name)),
    fingerprint: (name) => fingerprint(session, tableOf(name)),
    latest: (name, changed) => latest({ session, dialect }, tableOf(name), changed),
    read: (reading) => pages(database, tableOf(reading.table), reading),
    close: () => session.close(),
  }
}

async function count(session: SqlSession, { from }: SqlTable): Promise<number> {
  const [row] = await session.rows(`SELECT count(*) FROM ${from}`)
  return Number(row?.[0])
}

/** Count and greatest key: different as soon as rows came or went. Changed rows show by their hashes. */
async function fingerprint(session: SqlSession, { from, order }: SqlTable): Promise<string> {
  const [first] = order
  const greatest = first === undefined ? [] : [`max(${first.column})`]
  const [row] = await session.rows(
    `SELECT ${['count(*)', ...greatest].join(', ')} FROM ${from} ${ALIAS}`,
  )
  return (row ?? []).map(String).join(' ')
}

const positionSchema = z.strictObject({
  n: z.int().nonnegative(),
  after: z.array(z.union([z.string(), z.number()])),
})

type After = readonly (string | number)[]

interface Position {
  readonly n: number
  readonly after: After
}

const START: Position = { n: 0, after: [] }

async function* pages(
  { session, dialect, place }: OpenedDatabase,
  table: SqlTable,
  { from, rows: size, changed }: Reading,
): AsyncGenerator<SourceBatch> {
  const total = await count(session, table)
  let { n, after }: Position = from === null ? START : positionSchema.parse(JSON.parse(from))
  for (;;) {
    const { sql, values } = page(dialect, table, { after, n, size, changed })
    const found = await session.rows(sql, values)
    if (found.length === 0) break
    const start = n
    n += found.length
    if (n > total) await checkCount(session, table, { place, read: n, total })
    after = placeOf(found.at(-1) ?? [], table.order)
    yield {
      rows: found.map((row) => cellsOf(row, table)),
      numbers: found.map((_, index) => start + index + 1),
      flaws: new Map(),
      end: JSON.stringify({ n, after }),
      share: total === 0 ? null : Math.min(1, n / total),
    }
  }
  if (changed == null) await checkCount(session, table, { place, read: n, total })
}

/**
 * HK-MIG-028 when other rows were read than there are. A table without snapshots (MyISAM) may have grown meanwhile: it is
 * counted again before anybody is told.
 */
async function checkCount(
  session: SqlSession,
  table: SqlTable,
  { place, read, total }: { readonly place: string; readonly read: number; readonly total: number },
): Promise<void> {
  const counted = read === total ? total : await count(session, table)
  if (read !== counted)
    throw new AppError('HK-MIG-028', { table: table.name, place, counted, read })
}

function page(
  dialect: Dialect,
  table: SqlTable,
  { after, n, size, changed }: Pick<Reading, 'changed'> & Position & { readonly size: number },
) {
  const { from, cells, order, sorted } = table
  const recent = changed == null ? '' : recentSql(dialect, table, changed)
  const behind = after.length > 0 ? behindSql(order, after, dialect) : { where: '', values: [] }
  const by = order.length > 0 ? order.map(({ column }) => column) : sorted
  const sql = dialect.page({
    select: [...order.map(({ select }) => select), ...cells].join(', '),
    from: `${from} ${ALIAS}`,
    where: [behind.where, recent].filter((part) => part !== '').join(' AND '),
    order: by.join(', '),
    rows: size,
    skip: order.length > 0 ? 0 : n,
  })
  return { sql, values: behind.values }
}

/** Rows that are not surely of an earlier day; nothing for a column whose type holds no days. */
function recentSql(dialect: Dialect, { columns, named }: SqlTable, changed: Changed): string {
  const at = named[columns.findIndex(({ name }) => name === changed.column)]
  const day = at === undefined ? null : dialect.day(at.kind, changed.day)
  if (at === undefined || day === null) return ''
  const none = dialect.noDay === undefined ? [] : [dialect.noDay(at.column)]
  return `(${[`${at.column} IS NULL`, `${at.column} >= ${day}`, ...none].join(' OR ')})`
}

/** The latest value of a column before a day, as a cell; undefined where the column's type holds no days. */
async function latest(
  { session, dialect }: Pick<OpenedDatabase, 'session' | 'dialect'>,
  { from, columns, cells, named, tidy }: SqlTable,
  changed: Changed,
): Promise<Cell | undefined> {
  const index = columns.findIndex(({ name }) => name === changed.column)
  const { column = '', kind = '' } = named[index] ?? {}
  const day = dialect.day(kind, changed.day)
  if (day === null) return undefined
  const greatest = `SELECT max(${column}) FROM ${from} ${ALIAS} WHERE ${column} < ${day}`
  const sql = `SELECT ${cells[index]} FROM ${from} ${ALIAS} WHERE ${column} = (${greatest})`
  const [row] = await session.rows(sql)
  return row === undefined ? null : (tidy[index]?.(row[0]) ?? null)
}

/** `(a > ?) OR (a = ? AND b > ?)`: every server knows it, and uses the key for it. */
function behindSql(order: readonly OrderPart[], after: After, dialect: Dialect) {
  const values: (string | number)[] = []
  const held = (index: number, sign: string): string => {
    const part = order[index]
    values.push(after[index] ?? '')
    return `${part?.column} ${sign} ${part?.bind(dialect.parameter(values.length))}`
  }
  const ways = order.map((_, last) => {
    const same = order.slice(0, last).map((_part, index) => held(index, '='))
    return `(${[...same, held(last, '>')].join(' AND ')})`
  })
  return { where: `(${ways.join(' OR ')})`, values }
}

function placeOf(row: readonly unknown[], order: readonly OrderPart[]): After {
  return row
    .slice(0, order.length)
    .map((value) => (typeof value === 'number' ? value : String(value)))
}

function cellsOf(row: readonly unknown[], { order, tidy }: SqlTable): Cell[] {
  return tidy.map((one, index) => one(row[order.length + index]))
}
