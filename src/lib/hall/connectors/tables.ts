import { AppError } from '../../errors/index.js'
import type { Desk } from './desk.js'
import type { ActionSpec, ConnectorFile } from './format.js'
import type { Scope } from './sender.js'
import { openTables, type TableRow, type TableSource } from './table-source.js'

/** One row of an exchange table, and the state that it tells of when its table says so. */
export interface TableEntry {
  readonly item: TableRow
  readonly scope: Scope
}

type Table = NonNullable<ActionSpec['tables']>[number]
type Appended = Extract<NonNullable<ActionSpec['append']>, readonly unknown[]>[number]

/** Rows of exchange tables: table after table as the connector lists them, or all by `order` where it says so. */
export async function* tableEntries(
  desk: Desk,
  { tables = [], order }: Pick<ActionSpec, 'tables' | 'order'>,
  scope: Scope,
): AsyncGenerator<TableEntry> {
  const source = await openTables(desk.tables, desk)
  try {
    const entries: TableEntry[] = []
    for (const table of tables) {
      const rows = await currentRows(desk, source, table, scope)
      const told = rows.flatMap((entry) => entryOf(desk, table, entry))
      if (order === undefined) yield* told
      else entries.push(...told)
    }
    if (order !== undefined) yield* inOrder(desk, order, entries)
  } finally {
    await source.close()
  }
}

/** The rows of a table as they now stand: of one key the last, in the place of the first; struck out ones are gone. */
async function currentRows(
  { connector: { cel, spec } }: Desk,
  source: TableSource,
  { file: pattern, cursor, rowId, removed }: Table,
  scope: Scope,
): Promise<readonly TableEntry[]> {
  const current = new Map<string, TableEntry>()
  for (const file of (await source.names()).filter((name) => isLike(name, pattern))) {
    for await (const row of source.rows(file, cursor)) {
      const item = inLetters(row, spec.columns)
      const names = { ...scope, item, row: item, file }
      const told = rowId === undefined ? null : cel.value(rowId, names)
      const id = told === null || told === '' ? `row ${current.size}` : `key ${String(told)}`
      current.set(id, { item, scope: names })
    }
  }
  const isLeft = (entry: TableEntry) => removed === undefined || !cel.holds(removed, entry.scope)
  return [...current.values()].filter(isLeft)
}

/** A row under the letters that the connector writes its columns in; the letters of a vendor's database are chance. */
function inLetters(row: TableRow, columns: ConnectorFile['columns']): TableRow {
  if (columns === 'as-written') return row
  const letters = (name: string) => (columns === 'upper' ? name.toUpperCase() : name.toLowerCase())
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [letters(name), value]))
}

/** A row as an entry; none when the table's condition leaves it out. */
function entryOf(
  { connector: { cel } }: Desk,
  { where, state }: Table,
  { item, scope }: TableEntry,
): TableEntry[] {
  if (where !== undefined && !cel.holds(where, scope)) return []
  const told = state === undefined ? {} : { told: cel.value(state, scope) }
  return [{ item, scope: { ...scope, ...told } }]
}

/** By what the connector orders rows by, as text; rows without it come last, equal ones stay as they stand. */
function inOrder(
  { connector: { cel } }: Desk,
  order: string,
  entries: readonly TableEntry[],
): readonly TableEntry[] {
  const placed = entries.map((entry) => ({
    entry,
    at: String(cel.value(order, entry.scope) ?? ''),
  }))
  return placed.toSorted((a, b) => compared(a.at, b.at)).map(({ entry }) => entry)
}

function compared(a: string, b: string): number {
  if (a === b) return 0
  if (a === '' || b === '') return a === '' ? 1 : -1
  return a < b ? -1 : 1
}

/** Writes the rows of an act: to a database in one transaction, to files one after the other. */
export async function appendRows(
  desk: Desk,
  append: NonNullable<ActionSpec['append']>,
  scope: Scope,
): Promise<void> {
  const { cel } = desk.connector
  const rows = [append].flat().map(({ file, row, rowId, operation }: Appended) => ({
    ...{ table: cel.render(file, scope), key: rowId ?? null, operation },
    row: Object.fromEntries(
      Object.entries(row).map(([name, text]) => [name, cel.render(text, scope)]),
    ),
  }))
  const [lost] = rows.filter(({ key, row }) => key !== null && (row[key] ?? '') === '')
  if (lost !== undefined) {
    throw new AppError('HK-CONN-012', { file: lost.table, detail: `rowId ${lost.key}` })
  }
  const source = await openTables(desk.tables, desk)
  try {
    await source.write(rows)
  } finally {
    await source.close()
  }
}

function isLike(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^/]*')}$`, 'i').test(name)
}
