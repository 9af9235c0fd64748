import { z } from 'zod'
import type { AccountStart, HallProvisioner, HallUser } from './contract-setup.js'
import { expectReply } from './replies.js'
import type { HallReply, HallRequest } from './transport.js'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const ACCOUNT = 'urn:hallkit:params:scim:schemas:2.0:Account'
/** Records per request: far below any body limit, few enough calls. */
const CHUNK = 1000
const PAGE = 500

const days = z.number().nullable()
const lists = {
  units: z.object({ code: z.string(), name: z.string(), batch: z.string() }),
  columns: z.string(),
  items: z.object({
    code: z.string(),
    name: z.string(),
    unit: z.string(),
    typeCode: z.string().nullable(),
    depth: z.number().nullable(),
    promisedWorkdays: days,
    statutoryWorkdays: days,
  }),
  assignments: z.object({
    item: z.string(),
    node: z.string(),
    workNo: z.string(),
    ab: z.enum(['A', 'B']),
  }),
}
const scimUsers = z.object({
  totalResults: z.number(),
  Resources: z.array(
    z.object({
      id: z.string(),
      userName: z.string(),
      externalId: z.string().optional(),
      displayName: z.string().optional(),
      active: z.boolean().default(true),
      roles: z.array(z.object({ value: z.string() })).default([]),
      [ENTERPRISE]: z.object({ department: z.string().default('') }).default({ department: '' }),
    }),
  ),
})

type Send = (request: HallRequest) => Promise<HallReply>

/** Setting up a hall of the reference interface: bulk lists, and accounts through SCIM, whose ids are the hall's own. */
export function provisioner(url: string, send: Send): HallProvisioner {
  const ids = new Map<string, string>()
  const list = async <T>(name: keyof typeof lists, record: z.ZodType<T>): Promise<readonly T[]> => {
    const reply = await send({ method: 'GET', path: `/api/v1/${name}` })
    return (
      expectReply(
        url,
        reply,
        z.record(z.string(), z.unknown()).pipe(z.object({ [name]: z.array(record) })),
      )[name] ?? []
    )
  }
  const put = async (name: keyof typeof lists, records: readonly unknown[]) => {
    for (let from = 0; from < records.length; from += CHUNK) {
      const body = records.slice(from, from + CHUNK)
      await send({ method: 'PUT', path: `/api/v1/${name}`, body })
    }
  }
  return {
    listUnits: () => list('units', lists.units),
    listColumns: () => list('columns', lists.columns),
    listItems: () => list('items', lists.items),
    listAssignments: () => list('assignments', lists.assignments),
    listUsers: () => listUsers(url, send, ids),
    putUnits: (units) => put('units', units),
    putColumns: (columns) => put('columns', columns),
    putItems: (items) => put('items', items),
    putAssignments: (assignments) => put('assignments', assignments),
    createUser: async (user, password, start) => {
      const body = { ...scim(user), ...startOf(password, start) }
      await send({ method: 'POST', path: '/scim/v2/Users', body })
    },
    updateUser: async (user) => {
      if (!ids.has(user.workNo)) await listUsers(url, send, ids)
      const path = `/scim/v2/Users/${encodeURIComponent(ids.get(user.workNo) ?? user.workNo)}`
      await send({ method: 'PUT', path, body: scim(user) })
    },
  }
}

/** Every account, page by page; the hall's ids of them are noted by work number. */
async function listUsers(
  url: string,
  send: Send,
  ids: Map<string, string>,
): Promise<readonly HallUser[]> {
  const users: HallUser[] = []
  for (;;) {
    const path = `/scim/v2/Users?startIndex=${users.length + 1}&count=${PAGE}`
    const page = expectReply(url, await send({ method: 'GET', path }), scimUsers)
    for (const { userName, id } of page.Resources) ids.set(userName, id)
    users.push(...page.Resources.map(hallUser))
    if (users.length >= page.totalResults || page.Resources.length === 0) return users
  }
}

function startOf(password: string | null, start: AccountStart | undefined) {
  return {
    ...(password === null ? {} : { password }),
    ...(start === undefined ? {} : { [ACCOUNT]: { mustChange: start.mustChange } }),
  }
}

function scim({ workNo, name, unit, active, roles, externalId }: HallUser) {
  return {
    schemas: [USER, ENTERPRISE],
    userName: workNo,
    ...(externalId === undefined ? {} : { externalId }),
    displayName: name,
    active,
    roles: roles.map((value) => ({ value })),
    [ENTERPRISE]: { employeeNumber: workNo, department: unit },
  }
}

function hallUser(user: z.output<typeof scimUsers>['Resources'][number]): HallUser {
  const { userName: workNo, displayName: name = workNo, active, roles, externalId } = user
  return {
    workNo,
    name,
    unit: user[ENTERPRISE].department,
    active,
    roles: roles.map((r) => r.value),
    ...(externalId === undefined ? {} : { externalId }),
  }
}
