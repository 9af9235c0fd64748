import { existsSync } from 'node:fs'
import { basename, dirname, parse } from 'node:path'
import { isProblem } from '../../../errors/index.js'
import { openSource } from '../../sources/index.js'

/** Rows of a file that was read back, as texts in the order of the columns asked for. */
export interface ReadRows {
  readonly rows: readonly (readonly string[])[]
  /** The line that Excel shows, of each row. */
  readonly numbers: readonly number[]
  /** Indexes of rows that have too few or too many fields, or a mark that is never closed. */
  readonly broken: readonly number[]
}

/** A file that was opened for reading back. */
export interface ReadFile {
  readonly columns: readonly string[]
  readonly rows: (columns: readonly string[]) => AsyncGenerator<ReadRows>
}

const PAGE = 5000

/**
 * Reads a file back by what its own rows say; a column that it lacks is empty. One that is not there, or has not a single
 * line, has neither columns nor rows.
 */
export async function readBack(path: string, encoding: string): Promise<ReadFile> {
  if (!existsSync(path)) return NOTHING
  const options = {
    ...{ driver: 'csv' as const, path: basename(path), encoding, delimiter: ',', columns: {} },
    ...{ header: { [parse(path).name]: 1 }, together: {} },
  }
  const source = await openSource(options, { folder: dirname(path), secret: async (kept) => kept })
  const [table] = await source.describe().catch((error: unknown) => {
    if (isProblem(error, 'HK-MIG-005')) return []
    throw error
  })
  if (table === undefined) return NOTHING
  const names = table.columns.map(({ name }) => name)
  return {
    columns: names,
    rows: async function* (columns) {
      const places = columns.map((column) => names.indexOf(column))
      const reading = { table: table.name, from: null, rows: PAGE }
      for await (const { rows, numbers, flaws } of source.read(reading)) {
        const texts = [...rows].map((row) => places.map((at) => String(row[at] ?? '')))
        yield { rows: texts, numbers, broken: [...flaws.keys()] }
      }
    },
  }
}

const NOTHING: ReadFile = { columns: [], rows: async function* () {} }
