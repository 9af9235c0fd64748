import { z } from 'zod'
import type { HallUser } from '../../../hall/index.js'
import { resourceTypes, schemas, serviceProviderConfig } from '../../people/scim-about.js'
import {
  createGroup,
  createUser,
  groupOf,
  knownUser,
  patchGroup,
  patchUser,
  replaceUser,
} from '../../people/scim-acts.js'
import { bulking, runBulk } from '../../people/scim-bulk.js'
import {
  creating,
  grouping,
  listOf,
  listShape,
  patching,
  replacing,
  scimUser,
  userShape,
} from '../../people/scim-model.js'
import type { HallApp, HallContext } from '../app.js'
import { HallProblem, wrongAt } from '../problem.js'

const params = z.strictObject({ id: z.string().max(100) })
const query = z.strictObject({
  filter: z.string().max(500).optional(),
  startIndex: z.coerce.number().int().min(1).default(1),
  count: z.coerce.number().int().min(0).max(500).default(500),
})
const headers = z.looseObject({
  'if-match': z
    .string()
    .regex(/^(\*|W\/"[\da-f]{16}")$/, { error: 'If-Match 应为 ETag 或 *' })
    .optional(),
})
const document = z.looseObject({ schemas: z.array(z.string()) })
const group = document.extend({ id: z.string(), displayName: z.string() })
const access = 'provisioner'
const BULK_LIMIT = 16 * 1024 * 1024

/** A subset of SCIM 2.0: accounts with their roles, roles and units as groups, bulk. Nothing is deleted. */
export function scimRoutes(app: HallApp, hall: HallContext): void {
  readUsers(app, hall)
  writeUsers(app, hall)
  groups(app, hall)
  about(app)

  const schema = { summary: '批量建立和修改账号', access, body: bulking } as const
  app.post(
    '/scim/v2/Bulk',
    { bodyLimit: BULK_LIMIT, schema: { ...schema, response: { 200: document } } },
    (request) => runBulk(hall, request.body),
  )
}

function readUsers(app: HallApp, hall: HallContext): void {
  const listing = { summary: '账号清单', access, querystring: query, response: { 200: listShape } }
  app.get('/scim/v2/Users', { schema: { ...listing, access } }, async (request) => {
    const { filter, startIndex, count } = request.query
    const users = await filtered(hall.accounts.list(), filter)
    const page = users.slice(startIndex - 1, startIndex - 1 + count)
    return listOf(page.map(scimUser), users.length, startIndex)
  })

  const one = { summary: '一个账号', params, response: { 200: userShape } }
  app.get('/scim/v2/Users/:id', { schema: { ...one, access } }, (request, reply) => {
    const shown = scimUser(knownUser(hall, request.params.id))
    reply.header('etag', shown.meta.version)
    return shown
  })
}

function writeUsers(app: HallApp, hall: HallContext): void {
  const making = { summary: '建立账号', body: creating, response: { 201: userShape } }
  app.post('/scim/v2/Users', { schema: { ...making, access } }, async (request, reply) => {
    const shown = await createUser(hall, request.body)
    reply.code(201).header('location', shown.meta.location).header('etag', shown.meta.version)
    return shown
  })

  const changing = { params, headers, response: { 200: userShape } }
  app.put(
    '/scim/v2/Users/:id',
    { schema: { ...changing, summary: '改写账号', body: replacing, access } },
    async (request, reply) => {
      const match = request.headers['if-match']
      const shown = await replaceUser(hall, request.params.id, request.body, match)
      reply.header('etag', shown.meta.version)
      return shown
    },
  )

  app.patch(
    '/scim/v2/Users/:id',
    { schema: { ...changing, summary: '修改账号', body: patching, access } },
    async ({ params: { id }, headers: given, body }, reply) => {
      const shown = await patchUser(hall, id, body.Operations, given['if-match'])
      reply.header('etag', shown.meta.version)
      return shown
    },
  )
}

function groups(app: HallApp, hall: HallContext): void {
  const listing = { summary: '角色和单位', response: { 200: listShape } }
  app.get('/scim/v2/Groups', { schema: { ...listing, access } }, () => {
    const units = hall.registry.units().map(({ code }) => code)
    const all = [...Object.keys(hall.rules.roles.list), ...units].map((id) => groupOf(hall, id))
    return listOf(all, all.length, 1)
  })

  const one = { summary: '一个角色或单位', params, response: { 200: group } }
  app.get('/scim/v2/Groups/:id', { schema: { ...one, access } }, (request) =>
    groupOf(hall, request.params.id),
  )

  const making = { summary: '把账号归入单位', body: grouping, response: { 201: group } }
  app.post('/scim/v2/Groups', { schema: { ...making, access } }, async (request, reply) => {
    reply.code(201)
    return createGroup(hall, request.body)
  })

  const changing = { summary: '授予或收回角色', params, body: patching, response: { 200: group } }
  app.patch('/scim/v2/Groups/:id', { schema: { ...changing, access } }, (request) =>
    patchGroup(hall, request.params.id, request.body.Operations),
  )
}

/** What the service is: the same for everybody who asks. */
function about(app: HallApp): void {
  const schema = { access: 'anybody', response: { 200: document } } as const
  const tell = (path: string, summary: string, told: () => object) =>
    app.get(`/scim/v2/${path}`, { schema: { ...schema, summary } }, told)
  tell('ServiceProviderConfig', 'SCIM 服务说明', () => serviceProviderConfig)
  for (const [path, all] of Object.entries({ Schemas: schemas, ResourceTypes: resourceTypes })) {
    tell(path, `SCIM ${path}`, () => listOf(all, all.length, 1))
    app.get(
      `/scim/v2/${path}/:id`,
      { schema: { ...schema, summary: `SCIM ${path} 之一`, params } },
      (request) => {
        const found = all.find(({ id }) => id === request.params.id)
        if (found === undefined) throw new HallProblem('not-found')
        return found
      },
    )
  }
}

async function filtered(
  users: readonly HallUser[],
  filter: string | undefined,
): Promise<readonly HallUser[]> {
  if (filter === undefined) return users
  const lib = await import('scim2-parse-filter')
  try {
    const fits = lib.filter(lib.parse(filter))
    return users.filter((user) => fits(scimUser(user)))
  } catch (error) {
    throw wrongAt('/filter', error instanceof Error ? error.message : '筛选条件有误')
  }
}
