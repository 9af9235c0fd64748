import { z } from 'zod'
import type { HallUser } from '../hall/index.js'
import type { HallContext } from './app.js'
import { wrongAt } from './problem.js'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
/** Ours: how an account begins. */
const ACCOUNT = 'urn:hallkit:params:scim:schemas:2.0:Account'
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'

const workNo = z.string().regex(/^[\w.-]{1,64}$/)
const roles = z.array(z.strictObject({ value: z.string().min(1).max(60) })).max(50)
const enterprise = z.strictObject({
  employeeNumber: workNo,
  department: z.string().min(1).max(100),
})
const person = {
  schemas: z.array(z.string().max(200)).max(5),
  userName: workNo,
  externalId: z.string().min(1).max(200).optional(),
  displayName: z.string().trim().min(1).max(100),
  active: z.boolean().default(true),
  roles,
  [ENTERPRISE]: enterprise,
}
/** A new account; its password is given here and nowhere else. Without one it cannot sign in with a password. */
export const creating = z.strictObject({
  ...person,
  password: z.string().min(12).max(200).optional(),
  [ACCOUNT]: z.strictObject({ mustChange: z.boolean() }).optional(),
})
/** An account as it shall be from now on. */
export const replacing = z.strictObject(person)
/** Switching an account on or off, or giving it other roles. */
export const patching = z.strictObject({
  schemas: z.tuple([z.literal(PATCH)]),
  Operations: z
    .array(
      z.discriminatedUnion('path', [
        z.strictObject({ op: z.literal('replace'), path: z.literal('active'), value: z.boolean() }),
        z.strictObject({ op: z.literal('replace'), path: z.literal('roles'), value: roles }),
      ]),
    )
    .min(1)
    .max(10),
})
type Patch = z.output<typeof patching>['Operations'][number]

/** True when the new account must change its password before anything else. */
export function mustChange(body: z.output<typeof creating>): boolean {
  return body[ACCOUNT]?.mustChange ?? false
}

/** The account that a SCIM document describes; 422 when it names an unknown unit or role. */
export function userFrom(hall: HallContext, body: z.output<typeof replacing>): HallUser {
  const { userName, displayName, active, externalId, [ENTERPRISE]: post } = body
  if (post.employeeNumber !== userName)
    throw wrongAt(`/${ENTERPRISE}/employeeNumber`, '应与 userName 一致')
  if (!hall.registry.hasUnit(post.department))
    throw wrongAt(`/${ENTERPRISE}/department`, '没有这个单位')
  const held = knownRoles(hall, body.roles, '/roles')
  const user = { workNo: userName, name: displayName, unit: post.department, active, roles: held }
  return externalId === undefined ? user : { ...user, externalId }
}

function knownRoles(
  hall: HallContext,
  held: z.output<typeof roles>,
  at: string,
): readonly string[] {
  const wrong = held.findIndex(({ value }) => !Object.hasOwn(hall.rules.roles.list, value))
  if (wrong >= 0) throw wrongAt(`${at}/${wrong}/value`, '没有这个角色')
  return [...new Set(held.map(({ value }) => value))]
}

/** The account after one patch operation. */
export function patched(hall: HallContext, user: HallUser, { path, value }: Patch): HallUser {
  if (path === 'active') return { ...user, active: value }
  return { ...user, roles: knownRoles(hall, value, '/Operations') }
}

/** An account as a SCIM document; its id is the work number. */
export function scimUser(user: HallUser) {
  return {
    schemas: [USER, ENTERPRISE],
    id: user.workNo,
    userName: user.workNo,
    ...(user.externalId === undefined ? {} : { externalId: user.externalId }),
    displayName: user.name,
    active: user.active,
    roles: user.roles.map((value) => ({ value })),
    [ENTERPRISE]: { employeeNumber: user.workNo, department: user.unit },
  }
}

/** A SCIM list response. */
export function listOf(resources: readonly object[], totalResults: number, startIndex: number) {
  const itemsPerPage = resources.length
  return { schemas: [LIST], totalResults, startIndex, itemsPerPage, Resources: resources }
}
