import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { HallUser } from '../../hall/index.js'
import type { HallContext } from '../api/app.js'
import { wrongAt } from '../api/problem.js'

/** The names of RFC 7643 and RFC 7644 that the hall speaks, and two of our own. */
export const urn = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  /** How an account begins. */
  account: 'urn:hallkit:params:scim:schemas:2.0:Account',
  /** Who works which node of which item. */
  gov: 'urn:ietf:params:scim:schemas:extension:gov:2.0:User',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  bulkRequest: 'urn:ietf:params:scim:api:messages:2.0:BulkRequest',
  bulkResponse: 'urn:ietf:params:scim:api:messages:2.0:BulkResponse',
  config: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  resourceType: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
} as const

const text = z.string().trim().min(1).max(200)
const workNo = z.string().regex(/^[\w.-]{1,64}$/)
/** An attribute that is null has no value, as one that is left out (RFC 7643 §2.5). */
const unassigned = <T>(of: z.ZodType<T>) => of.nullish().transform((value) => value ?? undefined)
const held = z.strictObject({
  value: z.string().min(1).max(60),
  display: text.optional(),
  type: text.optional(),
  primary: z.boolean().optional(),
})
const person = {
  schemas: z.array(z.string().max(200)).max(8),
  id: z.string().max(64).optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
  userName: workNo,
  externalId: unassigned(text),
  name: z.strictObject({ formatted: text }).optional(),
  displayName: z.string().trim().min(1).max(100),
  title: text.optional(),
  active: z.boolean().default(true),
  roles: z.array(held).max(50).default([]),
  [urn.enterprise]: z.strictObject({
    employeeNumber: workNo,
    department: z.string().min(1).max(100),
    organization: text.optional(),
    division: text.optional(),
  }),
  [urn.gov]: z
    .strictObject({
      nodes: z
        .array(z.strictObject({ itemCode: text, node: text, post: z.enum(['A', 'B']) }))
        .max(1000),
    })
    .optional(),
}
const password = z.string().min(12).max(200)

/** A new account; without a password it cannot sign in with one. */
export const creating = z.strictObject({
  ...person,
  password: unassigned(password),
  [urn.account]: z.strictObject({ mustChange: z.boolean() }).optional(),
})
/** An account as it shall be from now on. */
export const replacing = z.strictObject(person)
/** Changes by RFC 7644 §3.5.2; a password is handed out anew by replacing `password`. */
export const patching = z.strictObject({
  schemas: z.tuple([z.literal(urn.patch)]),
  Operations: z
    .array(
      z.strictObject({
        op: z.string().regex(/^(add|remove|replace)$/i, { error: '应为 add、remove 或 replace' }),
        path: z.string().min(1).max(300).optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(100),
})
/** A unit as a group: its members become people of the unit. */
export const grouping = z.strictObject({
  schemas: z.array(z.string().max(200)).max(3),
  externalId: text,
  displayName: text,
  members: z
    .array(z.strictObject({ value: z.string().max(100), type: text.optional() }))
    .max(5000)
    .default([]),
})

/** A password that may be given to an account. */
export const givenPassword = password

/** What a SCIM document of an account looks like. */
export const userShape = z.looseObject({
  schemas: z.array(z.string()),
  id: z.string(),
  userName: z.string(),
  displayName: z.string(),
  active: z.boolean(),
  roles: z.array(z.object({ value: z.string() })),
})
/** What a SCIM list looks like. */
export const listShape = z.object({
  schemas: z.array(z.string()),
  totalResults: z.int(),
  startIndex: z.int(),
  itemsPerPage: z.int(),
  Resources: z.array(z.looseObject({})),
})

/** The account that a SCIM document describes; 422 when it names an unknown unit or role. */
export function userFrom(hall: HallContext, body: z.output<typeof replacing>): HallUser {
  const { userName, displayName, active, externalId, [urn.enterprise]: post } = body
  if (post.employeeNumber !== userName)
    throw wrongAt(`/${urn.enterprise}/employeeNumber`, '应与 userName 一致')
  const unit = unitNamed(hall, post.department)
  if (unit === undefined) throw wrongAt(`/${urn.enterprise}/department`, '没有这个单位')
  const wrong = body.roles.findIndex(({ value }) => !Object.hasOwn(hall.rules.roles.list, value))
  if (wrong >= 0) throw wrongAt(`/roles/${wrong}/value`, '没有这个角色')
  const roles = [...new Set(body.roles.map(({ value }) => value))]
  const user = { workNo: userName, name: displayName, unit, active, roles }
  return externalId === undefined ? user : { ...user, externalId }
}

/** A unit by its code, else by its name when only one is called so. */
function unitNamed(hall: HallContext, name: string): string | undefined {
  if (hall.registry.hasUnit(name)) return name
  const [unit, ...others] = hall.registry.units().filter((one) => one.name === name)
  return others.length === 0 ? unit?.code : undefined
}

/** An account as a SCIM document; its id is the work number. */
export function scimUser(user: HallUser) {
  const document = {
    schemas: [urn.user, urn.enterprise],
    id: user.workNo,
    userName: user.workNo,
    ...(user.externalId === undefined ? {} : { externalId: user.externalId }),
    displayName: user.name,
    active: user.active,
    roles: user.roles.map((value) => ({ value })),
    [urn.enterprise]: { employeeNumber: user.workNo, department: user.unit },
  }
  const location = `/scim/v2/Users/${encodeURIComponent(user.workNo)}`
  return { ...document, meta: { resourceType: 'User', location, version: etagOf(document) } }
}

function etagOf(document: object): string {
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('hex')
  return `W/"${hash.slice(0, 16)}"`
}

/** A SCIM list response. */
export function listOf(resources: readonly object[], totalResults: number, startIndex: number) {
  const itemsPerPage = resources.length
  return { schemas: [urn.list], totalResults, startIndex, itemsPerPage, Resources: resources }
}
