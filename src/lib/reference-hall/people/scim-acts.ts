import type { z } from 'zod'
import type { HallUser } from '../../hall/index.js'
import { inputProblem } from '../acts/input.js'
import type { HallContext } from '../api/app.js'
import { HallProblem, wrongAt } from '../api/problem.js'
import { refuseDuties } from './duties.js'
import {
  type creating,
  givenPassword,
  type grouping,
  type patching,
  replacing,
  scimUser,
  urn,
  userFrom,
} from './scim-model.js'

type Creating = z.output<typeof creating>
type Replacing = z.output<typeof replacing>
type Operation = z.output<typeof patching>['Operations'][number]

/** The account of an id; 404 when there is none. */
export function knownUser(hall: HallContext, id: string): HallUser {
  const user = hall.accounts.get(id)
  if (user === undefined) throw new HallProblem('not-found')
  return user
}

/** Makes an account, with the nodes that it names; a password is hashed before the transaction begins. */
export async function createUser(hall: HallContext, body: Creating) {
  const { password, [urn.account]: start } = body
  const hash = password === undefined ? null : await hall.passwords.hash(password)
  return hall.writer.run(() => {
    const user = lawful(hall, userFrom(hall, body))
    hall.accounts.insert(user, hash, start?.mustChange ? hall.time.now() : null)
    putNodes(hall, body)
    return scimUser(user)
  })
}

/** Writes an account as it shall be. */
export function replaceUser(hall: HallContext, id: string, body: Replacing, match?: string) {
  return hall.writer.run(() => {
    requireMatch(knownUser(hall, id), match)
    return put(hall, id, body)
  })
}

/** Changes an account operation by operation: all of them or none. */
export async function patchUser(
  hall: HallContext,
  id: string,
  operations: readonly Operation[],
  match?: string,
) {
  const { scimPatch } = await import('scim-patch')
  const { password, others } = withoutPassword(operations)
  const hash = password === undefined ? undefined : await hall.passwords.hash(password)
  return hall.writer.run(() => {
    const user = knownUser(hall, id)
    requireMatch(user, match)
    const { meta: _, ...document } = scimUser(user)
    const patched = patchedBy(scimPatch, document, others)
    const read = replacing.safeParse(patched)
    if (!read.success) throw inputProblem(read.error)
    const shown = put(hall, id, read.data)
    if (hash !== undefined) {
      hall.accounts.setPassword(id, hash, hall.time.now())
      hall.sessions.closeAll(id)
    }
    return shown
  })
}

function put(hall: HallContext, id: string, body: Replacing) {
  const user = userFrom(hall, body)
  if (user.workNo !== id) throw wrongAt('/userName', '工号不能更改')
  hall.accounts.update(lawful(hall, user))
  putNodes(hall, body)
  return scimUser(knownUser(hall, id))
}

/** The account, unless what it holds is apart by the rules. */
function lawful(hall: HallContext, user: HallUser): HallUser {
  refuseDuties(hall.rules.roles, user, hall.accounts.list)
  return user
}

function putNodes(hall: HallContext, { userName: workNo, [urn.gov]: gov }: Replacing): void {
  const nodes = gov?.nodes ?? []
  hall.registry.putAssignments(
    nodes.map(({ itemCode: item, node, post: ab }) => ({ item, node, workNo, ab })),
  )
}

function requireMatch(user: HallUser, match: string | undefined): void {
  if (match === undefined || match === '*') return
  if (match !== scimUser(user).meta.version) throw new HallProblem('version-mismatch')
}

/** The password that the operations hand out, and the rest of them. */
function withoutPassword(operations: readonly Operation[]) {
  const isPassword = ({ path }: Operation) => path?.toLowerCase() === 'password'
  const last = operations.findLastIndex(isPassword)
  const others = operations.filter((one) => !isPassword(one))
  if (last < 0) return { password: undefined, others }
  const read = givenPassword.safeParse(operations[last]?.value)
  if (!read.success) throw inputProblem(read.error, `/Operations/${last}/value`)
  return { password: read.data, others }
}

const DANGEROUS = /__proto__|constructor|prototype/

function patchedBy(
  scimPatch: typeof import('scim-patch').scimPatch,
  document: object,
  operations: readonly Operation[],
): unknown {
  const wrong = operations.findIndex(({ path = '' }) => DANGEROUS.test(path))
  if (wrong >= 0) throw wrongAt(`/Operations/${wrong}/path`, '没有这个字段')
  const resource = { ...structuredClone(document), schemas: [], meta: {} }
  try {
    // What comes out is checked like any other document.
    const { meta: _, ...patched } = scimPatch(resource as never, operations as never) as object & {
      meta?: unknown
    }
    return { ...patched, schemas: [urn.user, urn.enterprise] }
  } catch (error) {
    if (error instanceof HallProblem) throw error
    throw wrongAt('/Operations', error instanceof Error ? error.message : '不能这样修改')
  }
}

/** Makes people members of a unit, under its group. */
export function createGroup(hall: HallContext, body: z.output<typeof grouping>) {
  return hall.writer.run(() => {
    const { externalId, members } = body
    if (!hall.registry.hasUnit(externalId)) throw wrongAt('/externalId', '没有这个单位')
    members.forEach(({ value }, index) => {
      const user = hall.accounts.get(value)
      if (user === undefined) throw wrongAt(`/members/${index}/value`, '没有这个账号')
      hall.accounts.update(lawful(hall, { ...user, unit: externalId }))
    })
    return groupOf(hall, externalId)
  })
}

/** Gives and takes a role by members of its group. */
export function patchGroup(hall: HallContext, role: string, operations: readonly Operation[]) {
  if (!Object.hasOwn(hall.rules.roles.list, role)) throw new HallProblem('not-found')
  return hall.writer.run(() => {
    operations.forEach((operation, index) => {
      const at = `/Operations/${index}`
      for (const { workNo, on } of membersOf(operation, at)) {
        const user = hall.accounts.get(workNo)
        if (user === undefined) throw wrongAt(`${at}/value`, `没有账号 ${workNo}`)
        const others = user.roles.filter((held) => held !== role)
        hall.accounts.update(lawful(hall, { ...user, roles: on ? [...others, role] : others }))
      }
    })
    return groupOf(hall, role)
  })
}

function membersOf({ op, path = '', value }: Operation, at: string) {
  const [, filtered] = /^members\[value eq "([^"\\]{1,64})"\]$/i.exec(path) ?? []
  const on = op.toLowerCase() === 'add'
  if (filtered !== undefined && !on) return [{ workNo: filtered, on }]
  if (path !== 'members' || op.toLowerCase() === 'replace')
    throw wrongAt(`${at}/path`, '只能增减 members')
  const listed = [value].flat().map((one) => {
    const workNo = typeof one === 'object' && one !== null && 'value' in one ? one.value : undefined
    if (typeof workNo !== 'string') throw wrongAt(`${at}/value`, '应为 [{ value: 工号 }]')
    return { workNo, on }
  })
  return listed
}

/** A role, or a unit, with its people. */
export function groupOf(hall: HallContext, id: string) {
  const role = Object.hasOwn(hall.rules.roles.list, id) ? hall.rules.roles.list[id] : undefined
  const unit = hall.registry.units().find(({ code }) => code === id)
  if (role === undefined && unit === undefined) throw new HallProblem('not-found')
  const belongs = (user: HallUser) =>
    role === undefined ? user.unit === id : user.roles.includes(id)
  return {
    schemas: [urn.group],
    id,
    displayName: role?.zh ?? unit?.name ?? id,
    members: hall.accounts
      .list()
      .filter(belongs)
      .map((user) => ({ value: user.workNo, display: user.name })),
    meta: { resourceType: 'Group', location: `/scim/v2/Groups/${encodeURIComponent(id)}` },
  }
}
