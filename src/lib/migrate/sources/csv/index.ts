import { type FileHandle, open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../errors/index.js'
import { filesOf, sha256Of } from '../files.js'
import { HEADER_ROWS, headerOf, type NumberedRow } from '../header.js'
import type { Source, SourceTable } from '../model.js'
import type { Place } from '../place.js'
import { findTable, onlyFailures, uniqueNames } from '../table.js'
import { togetherOption } from '../together.js'
import { readRecords } from './read.js'
import { type Survey, survey } from './survey.js'

/** Options of the `csv` driver: delimited text in one file, or every .csv, .tsv and .txt of a folder. */
export const csvOptions = z.strictObject({
  driver: z.literal('csv'),
  /** A file or a folder; each file is a table of the file's name without its ending. */
  path: z.string().min(1),
  /** `gb18030`, `utf-8`, `big5` ...; found by itself when not given. */
  encoding: z.string().min(1).optional(),
  delimiter: z.string().min(1).optional(),
  /** Column names of files without a header line, by table. */
  columns: z.record(z.string(), z.array(z.string().min(1)).min(1)).default({}),
  /** The row (as Excel numbers it) that names the columns, by table; found when not given. */
  header: z.record(z.string(), z.int().positive()).default({}),
  together: togetherOption,
})

/** A file that was looked at once: its layout and its columns. */
export interface CsvTable extends SourceTable {
  readonly survey: Survey
  /** Physical rows above the first record: the header line and what stands above it, or none. */
  readonly above: number
  /** The header line; empty without one. */
  readonly header: readonly string[]
}

/** Opens delimited text. HK-MIG-001 when nothing can be read there, HK-MIG-005 for a file without a line. */
export async function openCsv(
  options: z.output<typeof csvOptions>,
  { folder }: Place,
): Promise<Source> {
  const files = await filesOf(resolve(folder, options.path), options.path, /\.(?:csv|tsv|txt)$/i)
  const tables = new Map<string, Promise<CsvTable>>()
  const tableOf = (name: string): Promise<CsvTable> => {
    const file = findTable(files.keys(), name, options.path)
    const known = tables.get(file) ?? lookAt(file, files.get(file) ?? '', options)
    tables.set(file, known)
    return known
  }
  return {
    describe: (name) => Promise.all((name === undefined ? [...files.keys()] : [name]).map(tableOf)),
    fingerprint: async (name) =>
      sha256Of(files.get(findTable(files.keys(), name, options.path)) ?? ''),
    count: async (name) => {
      let count = 0
      for await (const batch of read(await tableOf(name), null, 50_000)) count += batch.rows.length
      return count
    },
    read: async function* (reading) {
      yield* read(await tableOf(reading.table), reading.from, reading.rows)
    },
    close: async () => undefined,
  }
}

async function lookAt(
  name: string,
  path: string,
  options: z.output<typeof csvOptions>,
): Promise<CsvTable> {
  return withFile(path, async (file) => {
    const looked = await survey(file, path, options)
    const named = options.columns[name]
    const first = await firstRecords(file, path, looked)
    const at = options.header[name]
    const header =
      named !== undefined
        ? null
        : at === undefined
          ? headerOf(first)
          : (first.find(({ row }) => row === at) ?? null)
    const names = uniqueNames(named ?? header?.cells ?? unnamed(first))
    const columns = names.map((column) => ({ name: column, type: '' }))
    const { encoding } = looked
    const top = { above: header?.row ?? 0, header: header?.cells ?? [] }
    return { name, columns, key: [], file: path, encoding, survey: looked, ...top }
  })
}

/** The records at the beginning of a file, with their numbers. HK-MIG-005 when there is none. */
async function firstRecords(
  file: FileHandle,
  path: string,
  looked: Survey,
): Promise<NumberedRow[]> {
  const found: NumberedRow[] = []
  const order = { name: path, width: null, above: 0, header: [] }
  for await (const { rows, numbers } of readRecords(file, looked, order)) {
    for (const [index, row] of numbers.entries()) {
      found.push({ row, cells: [...(rows.at(index) ?? [])].map(String) })
      if (found.length === HEADER_ROWS) return found
    }
  }
  if (found.length === 0) throw new AppError('HK-MIG-005', { file: path })
  return found
}

/** Columns of a file without a header, as many as its rows usually have: they are called `#1`, `#2` ... */
function unnamed(rows: readonly NumberedRow[]): string[] {
  const widths = rows.map(({ cells }) => cells.length).sort((a, b) => a - b)
  return new Array<string>(widths[widths.length >> 1] ?? 0).fill('')
}

async function* read(table: CsvTable, from: string | null, rows: number) {
  const { file: path, survey: looked, columns, above, header } = table
  const file = await onlyFailures(path, () => open(path))
  try {
    const order = { name: path, width: columns.length, above, header, from, rows }
    yield* readRecords(file, looked, order)
  } finally {
    await file.close()
  }
}

async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await onlyFailures(path, () => open(path))
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}
