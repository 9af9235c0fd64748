import { z } from 'zod'
import type { HallUser } from '../../hall/index.js'
import { hashPassword } from '../accounts.js'
import { type HallApp, type HallContext, requireProvisioner } from '../app.js'
import { HallProblem, wrongAt } from '../problem.js'
import {
  CONFIG,
  creating,
  GROUP,
  listOf,
  mustChange,
  patched,
  patching,
  replacing,
  scimUser,
  userFrom,
} from '../scim-users.js'

const params = z.strictObject({ id: z.string().max(64) })
const query = z.strictObject({
  filter: z.string().max(200).optional(),
  startIndex: z.coerce.number().int().min(1).default(1),
  count: z.coerce.number().int().min(0).max(500).default(500),
})

/** A subset of SCIM 2.0: users with their roles, roles as groups; passwords at creation only, nothing is deleted. */
export function scimRoutes(app: HallApp, hall: HallContext): void {
  readUsers(app, hall)
  writeUsers(app, hall)
  groups(app, hall)
  app.get('/scim/v2/ServiceProviderConfig', () => ({
    schemas: [CONFIG],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 500 },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: false },
    authenticationSchemes: [{ type: 'oauthbearertoken', name: 'Bearer', description: 'Bearer' }],
  }))
}

function readUsers(app: HallApp, hall: HallContext): void {
  app.get('/scim/v2/Users', { schema: { querystring: query } }, (request) => {
    requireProvisioner(hall, request)
    const { filter, startIndex, count } = request.query
    const users = filter === undefined ? hall.accounts.list() : filtered(hall, filter)
    return listOf(
      users.slice(startIndex - 1, startIndex - 1 + count).map(scimUser),
      users.length,
      startIndex,
    )
  })

  app.get('/scim/v2/Users/:id', { schema: { params } }, (request) => {
    requireProvisioner(hall, request)
    return scimUser(known(hall, request.params.id))
  })
}

function writeUsers(app: HallApp, hall: HallContext): void {
  app.post('/scim/v2/Users', { schema: { body: creating } }, async (request, reply) => {
    requireProvisioner(hall, request)
    const user = userFrom(hall, request.body)
    const { password } = request.body
    const hash = password === undefined ? null : await hashPassword(password)
    await hall.writer.run(() => hall.accounts.insert(user, hash, mustChange(request.body)))
    reply.code(201).header('location', `/scim/v2/Users/${user.workNo}`)
    return scimUser(user)
  })

  app.put('/scim/v2/Users/:id', { schema: { params, body: replacing } }, async (request) => {
    requireProvisioner(hall, request)
    const user = userFrom(hall, request.body)
    if (user.workNo !== request.params.id) throw wrongAt('/userName', '工号不能更改')
    await hall.writer.run(() => hall.accounts.update(user))
    return scimUser(user)
  })

  app.patch('/scim/v2/Users/:id', { schema: { params, body: patching } }, (request) => {
    requireProvisioner(hall, request)
    return hall.writer.run(() => {
      let user = known(hall, request.params.id)
      for (const operation of request.body.Operations) user = patched(hall, user, operation)
      hall.accounts.update(user)
      return scimUser(user)
    })
  })
}

function groups(app: HallApp, hall: HallContext): void {
  const group = (role: string) => ({
    schemas: [GROUP],
    id: role,
    displayName: hall.rules.roles.list[role]?.zh,
    members: hall.accounts
      .list()
      .filter((user) => user.roles.includes(role))
      .map((user) => ({ value: user.workNo, display: user.name })),
  })

  app.get('/scim/v2/Groups', (request) => {
    requireProvisioner(hall, request)
    const all = Object.keys(hall.rules.roles.list).map(group)
    return listOf(all, all.length, 1)
  })

  app.get('/scim/v2/Groups/:id', { schema: { params } }, (request) => {
    requireProvisioner(hall, request)
    if (!Object.hasOwn(hall.rules.roles.list, request.params.id)) throw new HallProblem('not-found')
    return group(request.params.id)
  })
}

function filtered(hall: HallContext, filter: string): readonly HallUser[] {
  const [, name] = /^userName eq "([^"\\]{1,64})"$/i.exec(filter) ?? []
  if (name === undefined) throw wrongAt('/filter', '只支持 userName eq "工号"')
  const user = hall.accounts.get(name)
  return user === undefined ? [] : [user]
}

function known(hall: HallContext, id: string): HallUser {
  const user = hall.accounts.get(id)
  if (user === undefined) throw new HallProblem('not-found')
  return user
}
