import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { AppError } from '../../errors/index.js'
import { readBook } from '../../sheets/index.js'
import type { Charset } from './charset.js'
import type { TableRow, TableSource, WrittenRow } from './table-source.js'
import { xmlRows, xmlWith } from './table-xml.js'

/** Exchange files of a folder: CSV, Excel and XML are read, CSV and XML written. Nothing is written outside the folder. */
export function openTableFolder(folder: string, charset: Charset): TableSource {
  return {
    names: () => readdirSync(folder).toSorted(),
    rows: async function* (name) {
      yield* await rowsOf(join(folder, name))
    },
    write: async (rows) => {
      for (const row of rows) await writeRow(folder, charset, row)
    },
  }
}

async function writeRow(
  folder: string,
  charset: Charset,
  { table, row, key, operation }: WrittenRow,
): Promise<void> {
  const path = resolve(folder, table)
  if (!path.startsWith(resolve(folder) + sep)) {
    throw new AppError('HK-CONN-012', { file: path, detail: folder })
  }
  const isThere = existsSync(path)
  if (isThere && key !== null && operation === 'I') {
    const rows = await rowsOf(path)
    if (rows.some((one) => one[key] === row[key])) return
  }
  mkdirSync(dirname(path), { recursive: true })
  if (isXml(path)) replace(path, xmlWith(isThere ? readFileSync(path) : null, row, charset, path))
  else appendFileSync(path, charset.encode(csvOf(row, isThere)))
}

function csvOf(row: TableRow, isThere: boolean): string {
  const lines = isThere ? [Object.values(row)] : [Object.keys(row), Object.values(row)]
  return lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('')
}

/** Puts a file in its place whole, so that nobody reads half of it. */
function replace(path: string, bytes: Buffer): void {
  const fresh = `${path}.${randomUUID()}.part`
  writeFileSync(fresh, bytes)
  renameSync(fresh, path)
}

/** Spreadsheets must not take what we write for a formula. */
function quoted(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function isXml(path: string): boolean {
  return /\.xml$/i.test(path)
}

async function rowsOf(path: string): Promise<readonly TableRow[]> {
  if (isXml(path)) return xmlRows(readFileSync(path), path)
  const { sheets } = await readBook(path)
  return sheets.flatMap(({ rows }) => {
    const [header, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
    const names = header?.cells.map((cell) => cell.trim()) ?? []
    return rest.map(({ cells }) =>
      Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])),
    )
  })
}
