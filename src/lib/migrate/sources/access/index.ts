import { resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../errors/index.js'
import { filesOf, sha256Of } from '../files.js'
import type { Cell, Reading, Source, SourceBatch, SourceTable } from '../model.js'
import type { Place } from '../place.js'
import { findTable } from '../table.js'
import type { AccessAnswer, AccessOrder, AccessTable } from './serve.js'
import { type AccessThread, startAccessThread } from './thread.js'

/** Options of the `access` driver: one .mdb or .accdb file, of Access 97 to today. */
export const accessOptions = z.strictObject({
  driver: z.literal('access'),
  path: z.string().min(1),
  /** `env:NAME` or `file:PATH`. */
  password: z.string().min(1).optional(),
  /** Of texts in files of Access 97, which have no Unicode. */
  encoding: z.string().min(1).default('gb18030'),
})

/** How long one page of rows may take before the file counts as one that is made to hang its reader, in ms. */
const PATIENCE = 60_000
/** Multi-value and attachment columns live in hidden tables that the library cannot give. */
const UNREADABLE = new Set(['complex'])
const JET3 = 0

/**
 * Opens an Access file in a thread of its own, whole in memory (Access itself ends at 2 GB). Dates are local text, money
 * and decimals keep every digit, yes/no is 1 or 0. HK-MIG-001 when it cannot be read at all, HK-MIG-008 when it is damaged,
 * needs another password or does not end.
 */
export async function openAccess(
  { path, password, encoding }: z.output<typeof accessOptions>,
  place: Place,
  patience = PATIENCE,
): Promise<Source> {
  const files = await filesOf(resolve(place.folder, path), path, /\.(?:mdb|accdb)$/i)
  const [file = ''] = files.values()
  const secret = password === undefined ? undefined : await place.secret(password)
  const thread = startAccessThread(patience)
  const opened = await asked(thread, { do: 'open', path: file, password: secret }, path)
  if (!('tables' in opened)) throw new Error('the thread gave no tables')
  const recode = opened.version === JET3 ? recoder(encoding) : <C extends Cell>(cell: C) => cell
  const all = opened.tables.map((table) => described(table, { file, recode }))
  const tables = new Map(all.map((table) => [table.name, table]))
  const tableOf = (name: string): AccessSource => {
    const found = tables.get(findTable(tables.keys(), name, path))
    if (found === undefined) throw new Error(`no table ${name}`)
    return found
  }
  const count = async (name: string): Promise<number> => {
    const answer = await asked(thread, { do: 'count', table: tableOf(name).own.table }, path)
    return 'count' in answer ? answer.count : 0
  }
  return {
    describe: async () => [...tables.values()],
    count,
    fingerprint: () => sha256Of(file),
    read: async function* (reading) {
      const table = tableOf(reading.table)
      yield* pages({ thread, table, path, recode, total: await count(table.name) }, reading)
    },
    close: () => thread.close(),
  }
}

/** A table with the names that the library knows it and its columns by. */
interface AccessSource extends SourceTable {
  readonly own: { readonly table: string; readonly columns: readonly string[] }
}

type Recode = <C extends Cell>(cell: C) => C

interface Pages {
  readonly thread: AccessThread
  readonly table: AccessSource
  readonly path: string
  readonly total: number
  readonly recode: Recode
}

async function* pages(
  { thread, table, path, total, recode }: Pages,
  { from, rows: size }: Reading,
): AsyncGenerator<SourceBatch> {
  for (let at = Number(from ?? 0); at < total; ) {
    const order = { do: 'rows' as const, ...table.own, from: at, rows: size }
    const answer = await asked(thread, order, path)
    const rows = 'rows' in answer ? (answer.rows as Cell[][]) : []
    const start = at
    at += rows.length
    if (rows.length === 0) throw damaged(path, `${table.name} ${at}/${total}`)
    yield {
      rows: rows.map((row) => row.map(recode)),
      numbers: rows.map((_, index) => start + index + 1),
      flaws: new Map(),
      end: String(at),
      share: at / total,
    }
  }
}

/** A table without the columns that cannot be read, which are named in `unread`. */
function described(
  { name, columns }: AccessTable,
  { file, recode }: { file: string; recode: Recode },
): AccessSource {
  const isRead = ({ type }: { type: string }) => !UNREADABLE.has(type)
  const named = (column: AccessTable['columns'][number]) => ({
    ...column,
    name: recode(column.name),
  })
  const readable = columns.filter(isRead)
  return {
    name: recode(name),
    columns: readable.map(named),
    unread: columns.filter((column) => !isRead(column)).map(named),
    key: [],
    file,
    encoding: '',
    own: { table: name, columns: readable.map((column) => column.name) },
  }
}

/**
 * Texts and names of Access 97 are bytes of the machine's code page, which the library takes for Windows-1252. Five bytes have
 * no character there and are lost: they come out as U+FFFD, never as another character.
 */
function recoder(encoding: string): Recode {
  const decoder = new TextDecoder(encoding)
  const western = new TextDecoder('windows-1252')
  const byteOf = new Map<string, number>()
  for (let byte = 0; byte < 256; byte += 1) {
    byteOf.set(western.decode(Uint8Array.of(byte)), byte)
  }
  return <C extends Cell>(cell: C) => {
    if (typeof cell !== 'string' || isAscii(cell)) return cell
    const bytes = Uint8Array.from(cell, (character: string) => byteOf.get(character) ?? 0xff)
    return decoder.decode(bytes) as C
  }
}

async function asked(
  thread: AccessThread,
  order: AccessOrder,
  path: string,
): Promise<AccessAnswer> {
  const answer = await thread.ask(order)
  if (!('failure' in answer)) return answer
  await thread.close()
  throw damaged(path, answer.failure)
}

function damaged(file: string, reason: string): AppError<'HK-MIG-008'> {
  return new AppError('HK-MIG-008', { file, reason })
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false
  return true
}
