import { AppError, isProblem } from '../../../errors/index.js'
import {
  type HallItem,
  type HallProvisioner,
  type HallReader,
  type HallUnit,
  type HallUser,
  inLanes,
} from '../../../hall/index.js'
import { type Flaw, flaw } from '../../flaw.js'
import type { Cell } from '../../sources/index.js'
import type { Change, Shape, TargetTable } from '../model.js'

/** A record of a hall, field by field. */
type Fields = Readonly<Record<string, unknown>>

type Setting = HallProvisioner & Pick<HallReader, 'can'>

/** One sort of what a hall is set up with: how it is read and written, the field that tells records apart, the others and how each is written. */
interface Sort {
  readonly unique: string
  readonly needed: readonly string[]
  readonly fields: Readonly<Record<string, Kind>>
  /** What a new record has where the mapping says nothing. */
  readonly blank: Fields
  readonly list: (hall: Setting) => Promise<readonly Fields[]>
  /** Whether many are put at once. */
  readonly isBulk: boolean
  readonly put: (hall: Setting, records: readonly Fields[], held: Held) => Promise<void>
}

type Held = ReadonlyMap<string, Fields>
type Kind = 'text' | 'number' | 'flag' | 'list'

const sorts: Readonly<Record<string, Sort>> = {
  unit: {
    ...{ unique: 'code', needed: ['name'], blank: { batch: '' } },
    fields: { code: 'text', name: 'text', batch: 'text' },
    list: async (hall) => (await hall.listUnits()).map((one) => ({ ...one })),
    isBulk: true,
    put: (hall, units) => hall.putUnits(units as unknown as readonly HallUnit[]),
  },
  column: {
    ...{ unique: 'name', needed: [], blank: {} },
    fields: { name: 'text' },
    list: async (hall) => (await hall.listColumns()).map((name) => ({ name })),
    isBulk: true,
    put: (hall, columns) => hall.putColumns(columns.map(({ name }) => String(name))),
  },
  item: {
    ...{ unique: 'code', needed: ['name', 'unit'] },
    fields: {
      ...{ code: 'text', name: 'text', unit: 'text', typeCode: 'text', depth: 'number' },
      ...{ promisedWorkdays: 'number', statutoryWorkdays: 'number' },
    },
    blank: { typeCode: null, depth: null, promisedWorkdays: null, statutoryWorkdays: null },
    list: async (hall) => (await hall.listItems()).map((one) => ({ ...one })),
    isBulk: true,
    put: (hall, items) => hall.putItems(items as unknown as readonly HallItem[]),
  },
  user: {
    ...{ unique: 'workNo', needed: ['name', 'unit', 'roles'], blank: { active: true } },
    fields: { workNo: 'text', name: 'text', unit: 'text', roles: 'list', active: 'flag' },
    list: async (hall) => (await hall.listUsers()).map((one) => ({ ...one })),
    isBulk: false,
    put: putUsers,
  },
}

/** Accounts come without a password: nobody gets in before the hall's administrator hands one out. */
async function putUsers(hall: Setting, users: readonly Fields[], held: Held): Promise<void> {
  await inLanes(users as unknown as readonly HallUser[], (user) =>
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
  const sort = sortOf(shape)
  const action = `${shape.table}.list`
  if (hall.can(action) !== 'yes') throw new AppError('HK-HALL-005', { action })
  const { fields } = shape
  const held = async (): Promise<Held> => {
    const all = await sort.list(hall)
    return new Map(all.map((one) => [String(one[sort.unique]), one]))
  }
  const cells = (one: Fields) => fields.map((name) => cellOf(one[name]))
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

function sortOf({ table, fields, unique }: Shape): Sort {
  const sort = sorts[table]
  if (sort === undefined) throw new Error(`no sort ${table}`)
  const wrong = [
    ...[sort.unique, ...sort.needed].filter((name) => !fields.includes(name)),
    ...fields.filter((name) => !(name in sort.fields)),
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

type Judged = { readonly record: Fields } | { readonly outcome: Flaw | null }

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
  const given: Record<string, unknown> = {}
  for (const [at, name] of shape.fields.entries()) {
    const value = givenOf(values[at] ?? null, sort.fields[name] ?? 'text')
    if (value === undefined) {
      return { outcome: flaw('HK-MIG-322', { detail: `${name} ${String(values[at])}` }, name) }
    }
    given[name] = value
  }
  const there = held.get(dst)
  if (there === undefined || op === 'update') {
    return { record: { ...sort.blank, ...there, ...given } }
  }
  const other = shape.fields.filter((name) => cellOf(there[name]) !== cellOf(given[name]))
  if (other.length === 0) return { outcome: null }
  const detail = other.map((name) => `${name} ${cellOf(there[name]) ?? ''}`).join('；')
  return { outcome: flaw('HK-MIG-322', { detail: `已有 ${dst}：${detail}` }) }
}

/** Puts records; gives the reasons of those that the hall refused. One bad record of many is found by putting them one by one. */
async function putAll(
  records: readonly Fields[],
  { hall, sort, held }: Applying,
): Promise<ReadonlyMap<Fields, string>> {
  const refusals = new Map<Fields, string>()
  const put = async (some: readonly Fields[]): Promise<void> => {
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

/** A cell as the hall takes it; undefined for what it cannot be. */
function givenOf(cell: Cell, kind: Kind): unknown {
  if (cell instanceof Uint8Array) return undefined
  if (kind === 'text') return cell === null ? cell : String(cell)
  if (kind === 'list')
    return String(cell ?? '')
      .split(',')
      .filter((part) => part !== '')
  if (kind === 'flag') return cell === 1 || cell === 0 ? cell === 1 : undefined
  return cell === null || typeof cell === 'number' ? cell : undefined
}

/** A field of the hall as a mapping writes it: roles joined by commas, yes and no as 1 and 0. */
function cellOf(value: unknown): Cell {
  if (Array.isArray(value)) return value.join(',')
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
