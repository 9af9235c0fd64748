import { appendFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { AppError } from '../../errors/index.js'
import { readBook } from '../../sheets/index.js'
import type { Desk } from './desk.js'
import type { ActionSpec } from './format.js'
import type { Scope } from './sender.js'

/** One row of an exchange table, and the state that it tells of when its table says so. */
export interface TableEntry {
  readonly item: Readonly<Record<string, string>>
  readonly scope: Scope
}

type Table = NonNullable<ActionSpec['tables']>[number]

/** Rows of exchange tables: table after table as the connector lists them, files by name, rows as they stand. */
export async function* tableEntries(
  desk: Desk,
  tables: readonly Table[],
  scope: Scope,
): AsyncGenerator<TableEntry> {
  for (const table of tables) {
    for (const file of filesOf(desk.folder, table.file)) {
      const rows = await rowsOf(join(desk.folder, file))
      yield* rows.flatMap((item) => entryOf(desk, table, item, { ...scope, item, row: item, file }))
    }
  }
}

/** A row as an entry; none when the table's condition leaves it out. */
function entryOf(
  { connector: { cel } }: Desk,
  { where, state }: Table,
  item: TableEntry['item'],
  names: Scope,
): TableEntry[] {
  if (where !== undefined && !cel.holds(where, names)) return []
  const told = state === undefined ? {} : { told: cel.value(state, names) }
  return [{ item, scope: { ...names, ...told } }]
}

/** Appends a row to an exchange file, with its header when the file is new. Nothing is written outside the folder. */
export function appendRow(
  { folder, charset, connector }: Desk,
  { file, row }: NonNullable<ActionSpec['append']>,
  scope: Scope,
): void {
  const path = resolve(folder, connector.cel.render(file, scope))
  if (!path.startsWith(resolve(folder) + sep)) {
    throw new AppError('HK-CONN-012', { file: path, detail: folder })
  }
  const values = Object.values(row).map((text) => connector.cel.render(text, scope))
  const lines = existsSync(path) ? [values] : [Object.keys(row), values]
  mkdirSync(dirname(path), { recursive: true })
  appendFileSync(
    path,
    charset.encode(lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('')),
  )
}

/** Spreadsheets must not take what we write for a formula. */
function quoted(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function filesOf(folder: string, pattern: string): string[] {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const wanted = new RegExp(`^${parts.join('[^/]*')}$`)
  if (!existsSync(folder)) throw new AppError('HK-CONN-012', { file: folder, detail: 'ENOENT' })
  return readdirSync(folder)
    .filter((name) => wanted.test(name))
    .sort()
}

async function rowsOf(file: string): Promise<readonly Record<string, string>[]> {
  const { sheets } = await readBook(file)
  return sheets.flatMap(({ rows }) => {
    const [header, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
    const names = header?.cells.map((cell) => cell.trim()) ?? []
    return rest.map(({ cells }) =>
      Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])),
    )
  })
}
