import { z } from 'zod'
import { AppError, isProblem } from '../../../errors/index.js'
import {
  type HallProvisioner,
  type HallReader,
  type HallUser,
  inLanes,
} from '../../../hall/index.js'
import { type Flaw, flaw } from '../../flaw.js'
import type { Cell } from '../../sources/index.js'
import type { Change, Shape, TargetTable } from '../model.js'

/** A record of a hall as a mapping writes it, field by field: roles joined by commas, yes and no as 1 and 0. */
type Cells = Readonly<Record<string, Cell>>

type Setting = HallProvisioner & Pick<HallReader, 'can'>

/** One sort of what a hall is set up with: how it is read and written, and the field that tells records apart. */
interface Sort {
  readonly unique: string
  /** What a hall takes of cells. A field without a default must be in the mapping. */
  readonly fields: z.ZodObject
  readonly list: (hall: Setting) => Promise<readonly object[]>
  /** Whether many are put at once. */
  readonly isBulk: boolean
  readonly put: (hall: Setting, records: readonly Cells[], held: Held) => Promise<void>
}

type Held = ReadonlyMap<string, Cells>

const text = z.union([z.string(), z.number()]).transform(String)
const number = z.number().nullable().default(null)
const flag = z.literal([1, 0]).transform((cell) => cell === 1)
const list = text
  .nullable()
  .transform((cell) => (cell ?? '').split(',').filter((part) => part !== ''))

/** A sort that puts records as its own fields read them. */
function sortOf<T extends z.ZodObject>(
  sort: Omit<Sort, 'fields' | 'put'> & {
    readonly fields: T
    readonly put: (hall: Setting, records: readonly z.output<T>[], held: Held) => Promise<void>
  },
): Sort {
  const { fields, put } = sort
  const read = (cells: Cells) => fields.parse(cells)
  return { ...sort, put: (hall, records, held) => put(hall, records.map(read), held) }
}

const sorts: Readonly<Record<string, Sort>> = {
  unit: sortOf({
    ...{ unique: 'code', isBulk: true },
    fields: z.object({ code: text, name: text, batch: text.default('') }),
    list: (hall) => hall.listUnits(),
    put: (hall, units) => hall.putUnits(units),
  }),
  column: sortOf({
    ...{ unique: 'name', isBulk: true },
    fields: z.object({ name: text }),
    list: async (hall) => (await hall.listColumns()).map((name) => ({ name })),
    put: (hall, columns) => hall.putColumns(columns.map(({ name }) => name)),
  }),
  item: sortOf({
    ...{ unique: 'code', isBulk: true },
    fields: z.object({
      ...{ code: text, name: text, unit: text, typeCode: text.nullable().default(null) },
      ...{ depth: number, promisedWorkdays: number, statutoryWorkdays: number },
    }),
    list: (hall) => hall.listItems(),
    put: (hall, items) => hall.putItems(items),
  }),
  user: sortOf({
    ...{ unique: 'workNo', isBulk: false },
    fields: z.object({
      ...{ workNo: text, name: text, unit: text, roles: list, active: flag.default(true) },
    }),
    list: (hall) => hall.listUsers(),
    put: putUsers,
  }),
}

/** Accounts come without a password: nobody gets in before the hall's administrator hands one out. */
async function putUsers(hall: Setting, users: readonly HallUser[], held: Held): Promise<void> {
  await inLanes(users, (user) =>
    held.has(user.workNo) ? hall.updateUser(user) : hall.createUser(user, null),
  )
}

/** Tables of a hall's setting up: `unit column item user`. */
export const recordTables: readonly string[] = Object.keys(sorts)

/**
 * A table of what a hall is set up with, by the natural key. A record that is there already is the row's own when it says the
 * same, else the row is kept out: what others set up is never written over. HK-MIG-012 for fields that the sort does not
 * have or lacks, HK-HALL-005 where the hall does not list the sort.
 */
export function recordTable(hall: Setting, shape: Shape, rehearse: boolean): TargetTable {
  const sort = sortFor(shape)
  const action = `${shape.table}.list`
  if (hall.can(action) !== 'yes') throw new AppError('HK-HALL-005', { action })
  const { fields } = shape
  const held = async (): Promise<Held> => {
    const all = (await sort.list(hall)).map(cellsOf)
    return new Map(all.map((one) => [String(one[sort.unique]), one]))
  }
  const cells = (one: Cells) => fields.map((name) => one[name] ?? null)
  return {
    apply: async (changes) => apply(changes, { hall, sort, shape, held: await held(), rehearse }),
    get: async (dsts) => {
      const there = await held()
      return new Map(
        dsts.flatMap((dst) => {
          const one = there.get(dst)
          return one === undefined ? [] : [[dst, cells(one)] as const]
        }),
      )
    },
    rows: async function* () {
      const all = [...(await held())].map(([dst, one]) => ({ dst, values: cells(one) }))
      yield all.toSorted((a, b) => (a.dst < b.dst ? -1 : 1))
    },
    // No hall of the contract forgets a unit, an item or an account.
    isLasting: true,
    remove: async (dsts) => dsts,
  }
}

function sortFor({ table, fields, unique }: Shape): Sort {
  const sort = sorts[table]
  if (sort === undefined) throw new Error(`no sort ${table}`)
  const known = Object.entries(sort.fields.shape)
  const needed = known.flatMap(([name, field]) =>
    z.safeParse(field, undefined).success ? [] : name,
  )
  const wrong = [
    ...needed.filter((name) => !fields.includes(name)),
    ...fields.filter((name) => !(name in sort.fields.shape)),
  ]
  const columns = unique === sort.unique ? wrong : [sort.unique, ...wrong]
  if (columns.length > 0) throw new AppError('HK-MIG-012', { table, columns })
  return sort
}

interface Applying {
  readonly hall: Setting
  readonly sort: Sort
  readonly shape: Shape
  readonly held: Held
  readonly rehearse: boolean
}

type Judged = { readonly record: Cells } | { readonly outcome: Flaw | null }

async function apply(
  changes: readonly Change[],
  applying: Applying,
): Promise<readonly (Flaw | null)[]> {
  const judged = changes.map((change) => judge(change, applying))
  const records = judged.flatMap((one) => ('record' in one ? [one.record] : []))
  const refusals = applying.rehearse ? new Map() : await putAll(records, applying)
  return judged.map((one) => {
    if ('outcome' in one) return one.outcome
    const detail: string | undefined = refusals.get(one.record)
    return detail === undefined ? null : flaw('HK-MIG-322', { detail })
  })
}

/** What is to be put for a change: nothing where the hall has just that, a reason where it has something else. */
function judge({ op, dst, values }: Change, { sort, shape, held }: Applying): Judged {
  const there = held.get(dst)
  const given = shape.fields.map((name, at) => [name, values[at] ?? null] as const)
  const record: Cells = { ...there, ...Object.fromEntries(given) }
  const read = sort.fields.safeParse(record)
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0])
    return { outcome: flaw('HK-MIG-322', { detail: `${name} ${String(record[name])}` }, name) }
  }
  if (there === undefined || op === 'update') return { record }
  const taken = cellsOf(read.data)
  const other = shape.fields.filter((name) => there[name] !== taken[name])
  if (other.length === 0) return { outcome: null }
  const detail = other.map((name) => `${name} ${there[name] ?? ''}`).join('；')
  return { outcome: flaw('HK-MIG-322', { detail: `已有 ${dst}：${detail}` }) }
}

/** Puts records; gives the reasons of those that the hall refused. One bad record of many is found by putting them one by one. */
async function putAll(
  records: readonly Cells[],
  { hall, sort, held }: Applying,
): Promise<ReadonlyMap<Cells, string>> {
  const refusals = new Map<Cells, string>()
  const put = async (some: readonly Cells[]): Promise<void> => {
    const detail = await refusalOf(() => sort.put(hall, some, held))
    if (detail === null) return
    const [only] = some
    if (some.length === 1 && only !== undefined) refusals.set(only, detail)
    else await inLanes(some, (one) => put([one]))
  }
  const isTogether = sort.isBulk && records.length > 0
  await inLanes(isTogether ? [records] : records.map((one) => [one]), put)
  return refusals
}

async function refusalOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (!isProblem(error, 'HK-HALL-003')) throw error
    return error.params.detail || error.params.code
  }
}

function cellsOf(record: object): Cells {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, cellOf(value)]))
}

/** A field of the hall as a mapping writes it. */
function cellOf(value: unknown): Cell {
  if (Array.isArray(value)) return value.join(',')
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
