import { open, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../errors/index.js'
import { type Flaw, flaw } from '../../flaw.js'
import { sha256Of } from '../files.js'
import type { Cell, Reading, Source, SourceBatch, SourceTable } from '../model.js'
import type { Place } from '../place.js'
import { findTable, onlyFailures, uniqueNames } from '../table.js'
import { bcp, sqlplus, type UnloadFormat } from './format.js'
import { recordsOf, type UnloadFile } from './records.js'

/** Options of the `unload` driver: a folder that the scripts of `migrate unload` filled on an old server. */
export const unloadOptions = z.strictObject({
  driver: z.literal('unload'),
  path: z.string().min(1),
  /** Of sqlplus files whose NLS_LANG was not AL32UTF8. */
  encoding: z.string().min(1).optional(),
})

interface UnloadTable extends SourceTable {
  /** Rows that the server counted. */
  readonly counted: number
  readonly data: UnloadFile
}

/**
 * Opens what an old server wrote: columns, keys and counts come from its own catalogue, every table is held to its count.
 * HK-MIG-001 when nothing is there, HK-MIG-038 when a file holds more or fewer rows than the server counted, HK-MIG-039 for a file that
 * was not written to its end.
 */
export async function openUnload(
  { path, encoding }: z.output<typeof unloadOptions>,
  { folder }: Place,
): Promise<Source> {
  const dir = resolve(folder, path)
  const tables = await tablesIn(dir, path, encoding)
  const find = (name: string): UnloadTable => {
    const found = tables.get(findTable(tables.keys(), name, path))
    if (found === undefined) throw new Error(`no table ${name}`)
    return found
  }
  return {
    describe: async () => [...tables.values()],
    count: async (name) => {
      let count = 0
      for await (const batch of batches(find(name), { table: name, from: null, rows: 50_000 })) {
        count += batch.rows.length
      }
      return count
    },
    fingerprint: (name) => sha256Of(find(name).file),
    read: (reading) => batches(find(reading.table), reading),
    close: async () => undefined,
  }
}

async function tablesIn(dir: string, path: string, told: string | undefined) {
  const names = await onlyFailures(path, () => readdir(dir))
  const file = (name: string) => {
    const found = names.find((one) => one.toLowerCase() === name.toLowerCase())
    if (found === undefined)
      throw new AppError('HK-MIG-001', { place: join(path, name), reason: 'ENOENT' })
    return join(dir, found)
  }
  const { format, encoding } = await lookAt(file('columns.dat'), told)
  const list = (name: string) => listOf({ path: file(name), format, encoding })
  const [columns, keys, counts] = await Promise.all(
    ['columns.dat', 'keys.dat', 'counts.dat'].map(list),
  )
  const tables = new Map<string, UnloadTable>()
  for (const [schema = '', name = '', rows = '0'] of counts ?? []) {
    const own = (columns ?? []).filter(([a, b]) => a === schema && b === name)
    const read = own.filter(([, , , , isRead]) => isRead !== '0')
    const at = file(`${schema}.${name}.dat`)
    const key = (keys ?? [])
      .filter(([a, b]) => a === schema && b === name)
      .map(([, , column = '']) => column)
    tables.set(tables.has(name) ? `${schema}.${name}` : name, {
      ...{ name: tables.has(name) ? `${schema}.${name}` : name, file: at, encoding, key },
      columns: columnsOf(read),
      unread: columnsOf(own.filter((one) => !read.includes(one))),
      ...{ counted: Number(rows), data: { path: at, format, encoding } },
    })
  }
  return tables
}

function columnsOf(rows: readonly (readonly string[])[]) {
  const names = uniqueNames(rows.map(([, , name = '']) => name))
  return rows.map(([, , , type = ''], at) => ({ name: names[at] ?? '', type }))
}

/** bcp writes every second byte 0 for the names of a catalogue; sqlplus writes none. */
async function lookAt(
  path: string,
  told: string | undefined,
): Promise<{ format: UnloadFormat; encoding: string }> {
  const file = await onlyFailures(path, () => open(path))
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    if (buffer.subarray(0, bytesRead).includes(0)) return { format: bcp, encoding: 'utf-16le' }
    const name = new TextDecoder(told ?? 'utf-8').encoding
    return { format: sqlplus, encoding: name === 'gbk' ? 'gb18030' : name }
  } finally {
    await file.close()
  }
}

async function listOf(file: UnloadFile): Promise<readonly (readonly string[])[]> {
  const rows: string[][] = []
  for await (const { rows: found } of recordsOf(file)) {
    rows.push(...found.map(({ text }) => file.format.fields(text).map((field) => field ?? '')))
  }
  return rows
}

async function* batches(
  table: UnloadTable,
  { from, rows: size }: Reading,
): AsyncGenerator<SourceBatch> {
  const { data, counted } = table
  const [byte = 0, before = 0] = (from ?? '0:0').split(':').map(Number)
  let number = before
  for await (const { rows, share } of recordsOf(data, byte)) {
    for (let at = 0; at < rows.length; at += size) {
      const part = rows.slice(at, at + size)
      const first = number
      number += part.length
      yield { ...cellsOf(part, table, first), end: `${part.at(-1)?.end ?? byte}:${number}`, share }
    }
  }
  if (number !== counted) {
    throw new AppError('HK-MIG-038', { file: data.path, table: table.name, counted, found: number })
  }
}

function cellsOf(
  part: readonly { readonly text: string }[],
  { data, columns }: UnloadTable,
  first: number,
) {
  const flaws = new Map<number, Flaw>()
  const rows = part.map(({ text }, index): Cell[] => {
    const fields = data.format.fields(text)
    if (fields.length !== columns.length) {
      flaws.set(index, flaw('HK-MIG-201', { expected: columns.length, found: fields.length }))
    }
    return fields
  })
  return { rows, numbers: part.map((_, index) => first + index + 1), flaws }
}
