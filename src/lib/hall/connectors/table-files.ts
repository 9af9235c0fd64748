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
import { sameName } from './table-write.js'
import { xmlRows, xmlWith } from './table-xml.js'

/** Exchange files of a folder: CSV, Excel and XML are read, CSV and XML written. Nothing is written outside the folder. */
export function openTableFolder(folder: string, charset: Charset): TableSource {
  return {
    names: async () => readdirSync(folder).toSorted(),
    rows: async function* (name) {
      yield* await rowsOf(join(folder, name))
    },
    write: async (rows) => {
      for (const row of rows) await writeRow(folder, charset, row)
    },
    close: async () => undefined,
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
  else appendFileSync(path, charset.encode(await linesOf(path, row, isThere)))
}

/** What is appended to a CSV file: on a line of its own, whether or not the last one was ended. */
async function linesOf(path: string, row: TableRow, isThere: boolean): Promise<string> {
  const before = isThere ? readFileSync(path) : Buffer.alloc(0)
  const isTorn = before.length > 0 && before.at(-1) !== 10
  return (isTorn ? '\r\n' : '') + csvOf(row, isThere ? await headerOf(path) : [], path)
}

/** Lines to append: under the header that is there, whatever its order, or with a header of their own. */
function csvOf(row: TableRow, header: readonly string[], path: string): string {
  const names = header.length === 0 ? Object.keys(row) : header
  const [lost] = Object.keys(row).filter((name) => sameName(names, name) === null)
  if (lost !== undefined) {
    throw new AppError('HK-CONN-012', { file: path, detail: `no column ${lost}` })
  }
  const cells = Object.fromEntries(
    Object.entries(row).map(([name, text]) => [sameName(names, name), text]),
  )
  const lines = [...(header.length === 0 ? [names] : []), names.map((name) => cells[name] ?? '')]
  return lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('')
}

async function headerOf(path: string): Promise<readonly string[]> {
  const { sheets } = await readBook(path)
  const [header] = sheets.flatMap(({ rows }) => rows).filter(({ cells }) => cells.some(Boolean))
  return header?.cells.map((cell) => cell.trim()) ?? []
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
