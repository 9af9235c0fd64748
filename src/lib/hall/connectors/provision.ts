import { AppError } from '../../errors/index.js'
import type {
  HallAssignment,
  HallItem,
  HallProvisioner,
  HallUnit,
  HallUser,
} from '../contract-setup.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'
import { resolveRead } from './resolve.js'
import { listEntries, runAction } from './run.js'

/** Setting a hall up through a connector. What the file does not describe is HK-HALL-005. */
export function connectorProvisioner(
  desk: Desk,
  caller: Caller,
  guard: (action: string) => Promise<void>,
): HallProvisioner {
  const list = (action: string) => listRecords(desk, caller, action)
  const apply = async (action: string, records: readonly unknown[]) => {
    if (records.length > 0) await guard(action)
    return applyRecords(desk, caller, action, records)
  }
  return {
    listUnits: async () => (await list('unit.list')).map(unitOf),
    listColumns: async () => (await list('column.list')).map((one) => word(one['name'])),
    listItems: async () => (await list('item.list')).map(itemOf),
    listUsers: async () => (await list('user.list')).map(userOf),
    listAssignments: async () => (await list('assignment.list')).map(assignmentOf),
    putUnits: (units) => apply('unit.apply', units),
    putColumns: (columns) =>
      apply(
        'column.apply',
        columns.map((name) => ({ name })),
      ),
    putItems: (items) => apply('item.apply', items),
    putAssignments: (assignments) => apply('assignment.apply', assignments),
    createUser: (user, password, start) =>
      apply('user.create', [
        { ...blankUser, ...user, password, mustChange: start?.mustChange ?? false },
      ]),
    updateUser: (user) => apply('user.update', [{ ...blankUser, ...user }]),
  }
}

type Fields = Readonly<Record<string, unknown>>

/** What templates may ask of a user although it was not given. */
const blankUser = { externalId: null }

async function listRecords(desk: Desk, caller: Caller, action: string): Promise<readonly Fields[]> {
  const spec = resolveRead(desk.connector.spec, action)
  if (spec === undefined || spec.manual !== undefined) throw new AppError('HK-HALL-005', { action })
  const { cel } = desk.connector
  const records: Fields[] = []
  for await (const { scope } of listEntries(
    desk,
    caller,
    { action, spec },
    { ...desk.names(), action },
  )) {
    const fields = Object.entries(spec.map).map(([name, text]) => [name, cel.value(text, scope)])
    records.push(Object.fromEntries(fields))
  }
  return records
}

async function applyRecords(
  desk: Desk,
  caller: Caller,
  action: string,
  records: readonly unknown[],
): Promise<void> {
  if (records.length === 0) return
  const spec = resolveRead(desk.connector.spec, action)
  if (spec === undefined || spec.manual !== undefined) throw new AppError('HK-HALL-005', { action })
  const size = spec.bulk ?? 1
  // Setting the same record twice comes to the same: every method here is idempotent by the natural key.
  const running = { action, spec, changes: false }
  for (let from = 0; from < records.length; from += size) {
    const some = records.slice(from, from + size)
    const scope = { ...desk.names(), action, records: some, record: some[0] }
    await runAction(desk, caller, running, scope, desk.reader)
  }
}

function word(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

function numberOf(value: unknown): number | null {
  return value === null || value === undefined || value === '' ? null : Number(value)
}

function unitOf({ code, name, batch }: Fields): HallUnit {
  return { code: word(code), name: word(name), batch: word(batch) }
}

function itemOf(fields: Fields): HallItem {
  const { code, name, unit, typeCode, depth, promisedWorkdays, statutoryWorkdays } = fields
  return {
    ...{ code: word(code), name: word(name), unit: word(unit) },
    typeCode: word(typeCode) || null,
    depth: numberOf(depth),
    promisedWorkdays: numberOf(promisedWorkdays),
    statutoryWorkdays: numberOf(statutoryWorkdays),
  }
}

function userOf({ workNo, name, unit, active, roles, externalId }: Fields): HallUser {
  return {
    ...{ workNo: word(workNo), name: word(name), unit: word(unit) },
    active: active !== false,
    roles: Array.isArray(roles) ? roles.map(word) : [],
    ...(word(externalId) === '' ? {} : { externalId: word(externalId) }),
  }
}

function assignmentOf({ item, node, workNo, ab }: Fields): HallAssignment {
  return {
    item: word(item),
    node: word(node),
    workNo: word(workNo),
    ab: word(ab) === 'B' ? 'B' : 'A',
  }
}
