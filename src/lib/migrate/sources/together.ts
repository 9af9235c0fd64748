import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError, isProblem } from '../../errors/index.js'
import { nearest } from '../../text/index.js'
import type { Cell, Reading, Source, SourceBatch, SourceRow, SourceTable } from './model.js'

/** Tables of one form that are read as one, by the name that they get: names of tables, `*` for any characters. */
export const togetherOption = z
  .record(z.string().min(1), z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]))
  .default({})

type Together = z.output<typeof togetherOption>

/** The column of a table made of several that says from which of them a row is. */
export const TABLE_COLUMN = '_table'

/**
 * A source with tables that are several of its own (a file for every year, a sheet for every unit), read one behind the
 * other. Columns go by their names; a table that lacks one has no values there. HK-MIG-002 for a name that fits no table.
 */
export function together(source: Source, named: Together): Source {
  if (Object.keys(named).length === 0) return source
  const known = new Map<string, Promise<Joined>>()
  const joinedOf = (name: string): Promise<Joined> => {
    const found = known.get(name) ?? join(source, name, [named[name] ?? []].flat())
    known.set(name, found)
    return found
  }
  const isJoined = (name: string) => Object.hasOwn(named, name)
  return {
    describe: async (wanted) => {
      if (wanted !== undefined)
        return isJoined(wanted) ? [await joinedOf(wanted)] : source.describe(wanted)
      const joined = await Promise.all(Object.keys(named).map(joinedOf))
      const taken = new Set(joined.flatMap(({ parts }) => parts.map(({ name }) => name)))
      return [...joined, ...(await source.describe()).filter(({ name }) => !taken.has(name))]
    },
    count: async (name) => {
      if (!isJoined(name)) return source.count(name)
      let sum = 0
      for (const part of (await joinedOf(name)).parts) sum += await source.count(part.name)
      return sum
    },
    fingerprint: async (name) => {
      if (!isJoined(name)) return source.fingerprint(name)
      const hash = createHash('sha256')
      for (const part of (await joinedOf(name)).parts)
        hash.update(`${part.name}\n${await source.fingerprint(part.name)}\n`)
      return hash.digest('hex')
    },
    read: async function* (reading) {
      const { table } = reading
      if (isJoined(table)) yield* readParts(source, await joinedOf(table), reading)
      else yield* readOwn(source, reading, named)
    },
    close: () => source.close(),
  }
}

/** HK-MIG-002 for a table that the source has not, with those of several that are near. */
async function* readOwn(source: Source, reading: Reading, named: Together) {
  try {
    yield* source.read(reading)
  } catch (error) {
    if (!isProblem(error, 'HK-MIG-002')) throw error
    const near = [...nearest(reading.table, Object.keys(named)), ...error.params.nearest]
    throw new AppError('HK-MIG-002', { ...error.params, nearest: near })
  }
}

interface Joined extends SourceTable {
  readonly parts: readonly SourceTable[]
}

async function join(source: Source, name: string, patterns: readonly string[]): Promise<Joined> {
  const all = await source.describe()
  const fitting = patterns.flatMap((pattern) => {
    const found = all.filter((table) => fits(table.name, pattern))
    if (found.length === 0)
      throw new AppError('HK-MIG-002', { table: pattern, place: name, nearest: [] })
    return found
  })
  const parts = [...new Set(fitting)]
  const names = new Set(parts.flatMap(({ columns }) => columns.map((column) => column.name)))
  const columns = [...names, TABLE_COLUMN].map((column) => ({ name: column, type: '' }))
  const encoding = parts[0]?.encoding ?? ''
  return { name, columns, key: [], file: '', encoding, parts }
}

/** Whether a name is what a pattern says, upper and lower case alike. */
export function fits(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'isu').test(name)
}

const positionSchema = z.strictObject({ part: z.int().nonnegative(), from: z.string().nullable() })

async function* readParts(
  source: Source,
  { columns, parts }: Joined,
  { from, ...reading }: Reading,
): AsyncGenerator<SourceBatch> {
  const start = from === null ? { part: 0, from } : positionSchema.parse(JSON.parse(from))
  for (const [at, part] of parts.entries()) {
    if (at < start.part) continue
    const whole = rowIn(part, columns)
    const inner = { ...reading, table: part.name, from: at === start.part ? start.from : null }
    for await (const { rows, numbers, flaws, end, share } of source.read(inner)) {
      yield {
        ...{ rows: Array.from(rows, whole), numbers, flaws },
        shown: part.file === '' ? part.name : part.file,
        end: JSON.stringify({ part: at, from: end }),
        share: (at + (share ?? 0)) / parts.length,
      }
    }
  }
}

/** A row of a part as one of the whole; what a damaged row has too much stays behind it. */
function rowIn(part: SourceTable, columns: SourceTable['columns']) {
  const places = columns.map(({ name }) => part.columns.findIndex((one) => one.name === name))
  return (row: SourceRow): Cell[] => [
    ...places.slice(0, -1).map((at) => (at < 0 ? null : (row[at] ?? null))),
    part.name,
    ...row.slice(part.columns.length),
  ]
}
