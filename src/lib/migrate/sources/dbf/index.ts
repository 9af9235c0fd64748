import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../errors/index.js'
import { type Flaw, flaw } from '../../flaw.js'
import { ansiOf } from '../ansi.js'
import { filesOf, sha256Of, stem } from '../files.js'
import type { Cell, Reading, Source, SourceBatch, SourceColumn, SourceTable } from '../model.js'
import type { Place } from '../place.js'
import { findTable, uniqueNames } from '../table.js'
import { togetherOption } from '../together.js'
import { cellReaders, isMemo, isVisualFoxPro, type Memos, visibleFields } from './cells.js'
import { type DbfLayout, headerLengthOf, layoutOf } from './layout.js'
import { dbaseMemos, foxproMemos, type MemoFile } from './memo.js'

/** Options of the `dbf` driver: a table of dBase or FoxPro, or every .dbf of a folder. */
export const dbfOptions = z.strictObject({
  driver: z.literal('dbf'),
  path: z.string().min(1),
  /** Of texts; found by the language byte of each file when not given, by its texts when that says nothing. */
  encoding: z.string().min(1).optional(),
  /** Whom to believe when the header counts other records than the file holds. */
  rows: z.enum(['header', 'file']).default('header'),
  /** What becomes of records that the old program marked as deleted: not migrated, or rows like all others. */
  deleted: z.enum(['exclude', 'keep']).default('exclude'),
  together: togetherOption,
})

/** The column that each table has besides its own: 1 when the old program marked the record as deleted. */
export const DELETED_COLUMN = '_deleted'

interface DbfTable extends SourceTable {
  readonly layout: DbfLayout
  readonly records: number
}

const CHUNK = 1024 * 1024
const DELETED = 0x2a
const TRADITIONAL = new Set([0x4f, 0x78, 0x58])
const SIMPLIFIED = new Set([0x4d, 0x7a])
/** So many bytes of records are looked at for their encoding. */
const SAMPLE = 256 * 1024

/**
 * Opens dBase III to V, FoxBase+, FoxPro and Visual FoxPro tables, with their memo files. Records marked as deleted are
 * records: column `_deleted` tells them. HK-MIG-001 when nothing can be read there, HK-MIG-006 for a file that is no such
 * table, HK-MIG-007 when header and file disagree about the number of records.
 */
export async function openDbf(
  { path, encoding, rows }: z.output<typeof dbfOptions>,
  { folder }: Place,
): Promise<Source> {
  const files = await filesOf(resolve(folder, path), path, /\.dbf$/i)
  const tables = new Map<string, DbfTable>()
  const tableOf = (name: string): DbfTable => {
    const found = findTable(files.keys(), name, path)
    const table = tables.get(found) ?? look(files.get(found) ?? '', { encoding, rows })
    tables.set(found, table)
    return table
  }
  return {
    describe: async () => [...files.keys()].map(tableOf),
    count: async (name) => tableOf(name).records,
    fingerprint: async (name) => fingerprint(tableOf(name).file),
    read: (reading) => batches(tableOf(reading.table), reading),
    close: async () => undefined,
  }
}

function look(
  file: string,
  told: { readonly encoding: string | undefined; readonly rows: 'header' | 'file' },
): DbfTable {
  return withFile(file, (fd) => {
    const layout = layoutOf(read(fd, 0, headerLengthOf(read(fd, 0, 32))), file)
    const visual = isVisualFoxPro(layout)
    const fields = visibleFields(layout)
    const names = uniqueNames([...fields.map(({ name }) => name), DELETED_COLUMN])
    const columns = names.map(
      (name, at): SourceColumn => ({ name, type: typeOf(fields[at], visual) }),
    )
    const { encoding } = new TextDecoder(told.encoding ?? encodingOfFile(fd, layout, file))
    return {
      name: stem(file),
      columns,
      key: [],
      file,
      encoding: encoding === 'gbk' ? 'gb18030' : encoding,
      layout,
      records: recordsOf(fd, layout, { file, believe: told.rows }),
    }
  })
}

function typeOf(field: DbfLayout['fields'][number] | undefined, visual: boolean): string {
  if (field === undefined) return 'L'
  return isMemo(field, visual) ? `${field.type} memo` : `${field.type}(${field.size})`
}

/**
 * By the language byte, code page 950 or 936; Chinese programs seldom set it, and then the texts of the first records tell.
 * HK-SHEET-012 when they do not.
 */
function encodingOfFile(fd: number, layout: DbfLayout, file: string): string {
  if (TRADITIONAL.has(layout.language)) return 'big5'
  if (SIMPLIFIED.has(layout.language)) return 'gb18030'
  const { headerLength, recordLength, fields } = layout
  const bytes = read(fd, headerLength, SAMPLE - (SAMPLE % recordLength))
  const texts = fields.filter(({ type, isBinary }) => type === 'C' && !isBinary)
  const records = Array.from({ length: Math.floor(bytes.length / recordLength) }, (_, index) =>
    bytes.subarray(index * recordLength, (index + 1) * recordLength),
  )
  return ansiOf(
    records.flatMap((record) => texts.map(({ at, size }) => record.subarray(at, at + size))),
    file,
  )
}

/** How many records there are: what the header says, if the file holds them and goes on with nothing or an end mark. */
function recordsOf(
  fd: number,
  { claimed, headerLength, recordLength }: DbfLayout,
  { file, believe }: { readonly file: string; readonly believe: 'header' | 'file' },
): number {
  const held = Math.floor(Math.max(0, fstatSync(fd).size - headerLength) / recordLength)
  const found =
    claimed > held ? held : claimed + more(fd, { claimed, held, headerLength, recordLength })
  if (found === claimed || believe === 'file') return found
  throw new AppError('HK-MIG-007', { file, claimed, found })
}

/** Whole records behind the last one that the header counts: a program that died before it wrote the header. */
function more(
  fd: number,
  at: { claimed: number; held: number; headerLength: number; recordLength: number },
): number {
  let count = 0
  while (at.claimed + count < at.held) {
    const [mark] = read(fd, at.headerLength + (at.claimed + count) * at.recordLength, 1)
    if (mark !== 0x20 && mark !== DELETED) break
    count += 1
  }
  return count
}

async function fingerprint(file: string): Promise<string> {
  const memo = await memoPath(file)
  return memo === null ? sha256Of(file) : sha256Of(file, memo)
}

async function* batches(
  table: DbfTable,
  { from, rows: size }: Reading,
): AsyncGenerator<SourceBatch> {
  const memo = await memoPath(table.file)
  const fd = openSync(table.file, 'r')
  const memoFd = memo === null ? null : openSync(memo, 'r')
  try {
    const read = recordReader(fd, table, memosOf(table.layout, memo, memoFd))
    for (let at = Number(from ?? 0); at < table.records; at += size) {
      const count = Math.min(size, table.records - at)
      yield { ...read(at, count), end: String(at + count), share: (at + count) / table.records }
    }
  } finally {
    closeSync(fd)
    if (memoFd !== null) closeSync(memoFd)
  }
}

function memosOf(layout: DbfLayout, path: string | null, fd: number | null): Memos {
  if (path === null || fd === null) return () => null
  const file = { fd, size: fstatSync(fd).size }
  const isFoxPro = extname(path).toLowerCase() === '.fpt'
  const memos: MemoFile = isFoxPro ? foxproMemos(file) : dbaseMemos(file, layout.version !== 0x83)
  return (block) => memos.read(block)
}

/** Reads records from a place on; a memo that is lost makes its record a damaged one. */
function recordReader(fd: number, { layout, encoding, columns }: DbfTable, memos: Memos) {
  const { headerLength, recordLength } = layout
  const readers = cellReaders(layout, { encoding, memos })
  const atOnce = Math.max(1, Math.floor(CHUNK / recordLength))
  return (start: number, count: number) => {
    const rows: Cell[][] = []
    const flaws = new Map<number, Flaw>()
    for (let at = 0; at < count; at += atOnce) {
      const here = Math.min(atOnce, count - at)
      const bytes = read(fd, headerLength + (start + at) * recordLength, here * recordLength)
      for (let index = 0; index < here; index += 1) {
        const record = bytes.subarray(index * recordLength, (index + 1) * recordLength)
        const cells: Cell[] = readers.map((cell, column) =>
          cell(record, () => {
            const { name } = columns[column] ?? { name: '' }
            flaws.set(rows.length, flaw('HK-MIG-204', { column: name }, name))
          }),
        )
        cells.push(record[0] === DELETED ? 1 : 0)
        rows.push(cells)
      }
    }
    return { rows, numbers: rows.map((_, index) => start + index + 1), flaws }
  }
}

/** The memo file beside a table: the same name, .fpt or .dbt, in whatever case. */
async function memoPath(file: string): Promise<string | null> {
  const name = stem(file).toLowerCase()
  const beside = await readdir(dirname(file))
  const found = beside.find((one) => {
    const lower = one.toLowerCase()
    return lower === `${name}.fpt` || lower === `${name}.dbt`
  })
  return found === undefined ? null : join(dirname(file), found)
}

function withFile<T>(file: string, work: (fd: number) => T): T {
  const fd = openFile(file)
  try {
    return work(fd)
  } finally {
    closeSync(fd)
  }
}

function openFile(file: string): number {
  try {
    return openSync(file, 'r')
  } catch (cause) {
    throw new AppError('HK-MIG-001', { place: basename(file), reason: reasonOf(cause) }, { cause })
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}

function read(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  return bytes.subarray(0, readSync(fd, bytes, 0, length, at))
}
