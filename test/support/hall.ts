import { templatesDir } from '../../src/lib/assets/index.js'
import {
  type Act,
  connectHall,
  type HallAddress,
  type HallConnection,
  type HallItem,
  type HallUnit,
  type HallUser,
} from '../../src/lib/hall/index.js'
import { startHall } from '../../src/lib/reference-hall/index.js'

/** The token of every test hall. */
export const ADMIN_TOKEN = 'test-admin-token-0123456789'

/** The password of every account of a test hall. */
export const passwordFor = (account: string): string => `口令-${account}-0123456789`

/** A test hall: its address, and how to reach it over HTTP. Close it yourself. */
export interface TestHall {
  readonly url: string
  readonly address: HallAddress
  readonly bugs: readonly unknown[]
  readonly connect: () => Promise<HallConnection>
  readonly close: () => Promise<void>
}

/** Starts an ephemeral hall on a free port, in memory unless a data file is named. */
export async function startTestHall(
  dataFile = ':memory:',
  templates = templatesDir(),
): Promise<TestHall> {
  const bugs: unknown[] = []
  const hall = await startHall({
    dataFile,
    port: 0,
    templatesDir: templates,
    adminToken: ADMIN_TOKEN,
    nowMs: Date.now,
    onBug: (error) => bugs.push(error),
  })
  const credentials = async (account: string) => passwordFor(account)
  const address = { url: hall.url, credentials, adminToken: ADMIN_TOKEN }
  const open: HallConnection[] = []
  return {
    url: hall.url,
    address,
    bugs,
    connect: async () => {
      const connection = await connectHall(address)
      open.push(connection)
      return connection
    },
    close: async () => {
      for (const connection of open) connection.close()
      await hall.close()
    },
  }
}

export const units: readonly HallUnit[] = [
  { code: '11530822000000001A', name: '勐海县甲局', batch: '1' },
  { code: '11530822000000002B', name: '勐海县乙局', batch: '2' },
]
export const columns = ['通知公告', '工作动态'] as const
export const items: readonly HallItem[] = units.map(({ code }, index) => ({
  code: `${code}3530100${index}01000`,
  name: `演练事项${index + 1}`,
  unit: code,
  typeCode: '01',
  depth: 3,
  promisedWorkdays: 10,
  statutoryWorkdays: 20,
}))

const UNIT_ROLES = [
  ...['unit_admin', 'coordinator', 'window_acceptor', 'handler', 'reviewer'],
  ...['approver', 'issuer', 'replier', 'reply_auditor', 'supervisor', 'applicant'],
  ...['agency_head', 'agent', 'item_editor'],
]
const COUNTY_ROLES = ['platform_admin', 'reception', 'inspector', 'government_head', 'item_auditor']
const NODES = {
  'pre-review': 'coordinator',
  accept: 'window_acceptor',
  handle: 'handler',
  review: 'reviewer',
  approve: 'approver',
  settle: 'issuer',
} as const

/** The account that holds a role: `a-handler` in the first unit, `b-handler` in the second, `x-inspector` county-wide. */
export const users: readonly HallUser[] = [
  ...units.flatMap(({ code }, index) =>
    UNIT_ROLES.map((role) => account(`${index === 0 ? 'a' : 'b'}-${role}`, code, role)),
  ),
  ...COUNTY_ROLES.map((role) => account(`x-${role}`, units[0]?.code ?? '', role)),
]

function account(workNo: string, unit: string, role: string): HallUser {
  return { workNo, name: `演练${workNo}`, unit, active: true, roles: [role] }
}

/** Every node of every item held by its unit's one account of that role. */
export const assignments = items.flatMap((item, index) =>
  Object.entries(NODES).map(([node, role]) => ({
    item: item.code,
    node,
    workNo: `${index === 0 ? 'a' : 'b'}-${role}`,
    ab: 'A' as const,
  })),
)

/** Fills a hall with the small county above. */
export async function furnish(hall: HallConnection): Promise<void> {
  await hall.putUnits(units)
  await hall.putColumns(columns)
  await hall.putItems(items)
  await Promise.all(users.map((user) => hall.createUser(user, passwordFor(user.workNo))))
  await hall.putAssignments(assignments)
}

/** Acts with a fresh idempotency key and empty input unless given. */
export function actor(hall: HallConnection) {
  let n = 0
  return (
    as: string,
    action: string,
    id: string | null,
    input: Record<string, unknown> = {},
    more: Pick<Act, 'occurredAt'> = {},
  ) => {
    n += 1
    return hall.perform({ action, id, input, as, idempotencyKey: `key-${as}-${n}`, ...more })
  }
}
