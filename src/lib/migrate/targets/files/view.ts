import { AppError } from '../../../errors/index.js'
import type { Cell } from '../../sources/index.js'
import type { Shape, TargetRow, TargetTable } from '../model.js'
import { makeTable, openTable, quoted } from '../sqlite.js'
import type { ExchangeFile } from './file.js'
import { textOf } from './line.js'
import { readBack } from './reading.js'

/** Some rows of a file as values, the lines at which they stand, and which of them are damaged. */
export interface FileRows {
  readonly rows: readonly TargetRow[]
  readonly numbers: readonly number[]
  readonly broken: readonly number[]
}

/**
 * The rows of a file as they stand there. Where a field says what was written it is the value that was written (a file
 * cannot tell a number from its digits, nor bytes from hex); else it is the text that stands there.
 */
export async function* rowsOf(
  { path, charset, database }: ExchangeFile,
  shape: Shape,
): AsyncGenerator<FileRows> {
  const kept = openTable(database, shape)
  const at = shape.fields.indexOf(shape.unique)
  const file = await readBack(path, charset.name)
  for await (const { rows, numbers, broken } of file.rows(shape.fields)) {
    const written = await kept.get(rows.map((texts) => texts[at] ?? ''))
    const read = rows.map((texts) => {
      const dst = texts[at] ?? ''
      return { dst, values: valuesOf(texts, written.get(dst)) }
    })
    yield { rows: read, numbers, broken }
  }
}

function valuesOf(texts: readonly string[], written: readonly Cell[] = []): readonly Cell[] {
  return texts.map((text, at) => {
    const cell = written[at] ?? null
    if (textOf(cell) === text) return cell
    return text === '' ? null : text
  })
}

/** A file read into a table that goes with the connection. */
export interface View {
  readonly name: string
  readonly table: TargetTable
  /** Why it could not take the place of the rows that are kept. */
  readonly problem: AppError<'HK-MIG-029'> | null
}

/** Reads a file into a table of its own. */
export async function viewOf(file: ExchangeFile): Promise<View> {
  const { database, path, shape, charset } = file
  const own = { ...shape, table: `hallkit_read_${shape.table}` }
  database.exec(`DROP TABLE IF EXISTS temp.${quoted(own.table)}`)
  makeTable(database, own, 'TEMP TABLE')
  const table = openTable(database, own)
  const { columns } = await readBack(path, charset.name)
  const isOurs =
    columns.length === shape.fields.length && shape.fields.every((name) => columns.includes(name))
  let problem = isOurs ? null : refusedBy(path, 'header', 1)
  for await (const { rows, numbers, broken } of rowsOf(file, shape)) {
    const [first] = broken
    if (first !== undefined) problem ??= refusedBy(path, 'row', numbers[first] ?? 0)
    const changes = rows.map((row) => ({ ...row, op: 'create' as const, text: null, hash: 0 }))
    const twice = (await table.apply(changes)).findIndex((flaw) => flaw !== null)
    if (twice >= 0) problem ??= refusedBy(path, 'twice', numbers[twice] ?? 0)
  }
  return { name: own.table, table, problem }
}

function refusedBy(file: string, reason: 'header' | 'row' | 'twice', line: number) {
  return new AppError('HK-MIG-029', { file, reason, line })
}
