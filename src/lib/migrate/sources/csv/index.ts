import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../errors/index.js'
import { filesOf, sha256Of } from '../files.js'
import type { Source, SourceTable } from '../model.js'
import type { Place } from '../place.js'
import { findTable, onlyFailures, uniqueNames } from '../table.js'
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
})

/** A file that was looked at once: its layout and its columns. */
export interface CsvTable extends SourceTable {
  readonly survey: Survey
  /** Physical rows above the first record: the header line, or none. */
  readonly above: number
}

/** Opens delimited text. HK-MIG-001 when nothing can be read there, HK-MIG-005 for a file without a line. */
export async function openCsv(
  options: z.output<typeof csvOptions>,
  { folder }: Place,
): Promise<Source> {
  const files = await filesOf(join(folder, options.path), options.path, /\.(?:csv|tsv|txt)$/i)
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
    const header = named ?? (await firstRecord(file, path, looked))
    const columns = uniqueNames(header).map((column) => ({ name: column, type: '' }))
    const { encoding } = looked
    const above = named === undefined ? 1 : 0
    return { name, columns, key: [], file: path, encoding, survey: looked, above }
  })
}

async function firstRecord(
  file: FileHandle,
  path: string,
  looked: Survey,
): Promise<readonly string[]> {
  for await (const { rows } of readRecords(file, looked, { name: path, width: null, above: 0 })) {
    const first = rows.at(0)
    if (first !== undefined) return [...first].map(String)
  }
  throw new AppError('HK-MIG-005', { file: path })
}

async function* read(table: CsvTable, from: string | null, rows: number) {
  const { file: path, survey: looked, columns, above } = table
  const file = await onlyFailures(path, () => open(path))
  try {
    const order = { name: path, width: columns.length, above, from, rows }
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
