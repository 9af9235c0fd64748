import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type HallObject, type ObjectKind, objectKinds } from '../../hall/index.js'
import type { Actor } from '../accounts.js'
import { type Acted, moveObject, openActions, startObject } from '../acts.js'
import { collection, type HallApp, type HallContext, signedIn, viewOf } from '../app.js'
import type { StoredObject, View } from '../objects.js'
import { HallProblem, wrongAt } from '../problem.js'

const name = z.string().min(1).max(60)
const tag = z.string().trim().min(1).max(200)
const input = z.record(z.string(), z.unknown()).default({})
const params = z.strictObject({ id: z.string().max(40) })
const starting = z.strictObject({ action: name.optional(), input, tag: tag.optional() })
const moving = z.strictObject({ action: name, input })
const listing = z.strictObject({
  state: name.nullable().default(null),
  unit: z.string().max(100).nullable().default(null),
  tag: z.string().max(200).nullable().default(null),
  cursor: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** Cases, projects, articles, consultations, complaints: one set of routes, told apart by their workflow only. */
export function objectRoutes(app: HallApp, hall: HallContext): void {
  for (const kind of objectKinds) {
    readRoutes(app, hall, kind)
    writeRoutes(app, hall, kind)
  }
}

function readRoutes(app: HallApp, hall: HallContext, kind: ObjectKind): void {
  const path = `/api/v1/${collection(kind)}`

  app.get(path, { schema: { querystring: listing } }, (request) => {
    const { cursor, ...rest } = request.query
    const query = { kind, ...rest, after: cursor === undefined ? 0 : decodeCursor(cursor) }
    const view = viewOf(hall, request)
    const objects = hall.objects.list(query, view)
    const next = objects.length === query.limit ? encodeCursor(objects.at(-1)) : null
    return { total: hall.objects.total(query, view), next, objects: objects.map(shown) }
  })

  app.get(`${path}/:id`, { schema: { params } }, (request, reply) => {
    const object = visible(hall, kind, request.params.id, viewOf(hall, request))
    reply.header('etag', `"${object.version}"`)
    return shown(object)
  })

  app.get(`${path}/:id/events`, { schema: { params } }, (request) => {
    const { id } = visible(hall, kind, request.params.id, viewOf(hall, request))
    return { events: hall.events.ofObject(id) }
  })

  app.get(`${path}/:id/actions`, { schema: { params } }, (request) => {
    const actor = signedIn(hall, request)
    const object = visible(hall, kind, request.params.id, viewOf(hall, request))
    return { state: object.state, actions: openActions(hall, actor, object) }
  })
}

function writeRoutes(app: HallApp, hall: HallContext, kind: ObjectKind): void {
  const path = `/api/v1/${collection(kind)}`

  app.post(path, { schema: { body: starting } }, async (request, reply) => {
    const actor = signedIn(hall, request)
    const act = () => startObject(hall, actor, kind, request.body)
    const done = await hall.writer.run(() => once(hall, actor, request, act))
    reply.code(201).header('location', `${path}/${done.id}`)
    return answered(reply, done)
  })

  app.post(`${path}/:id/actions`, { schema: { params, body: moving } }, async (request, reply) => {
    const actor = signedIn(hall, request)
    const version = wantedVersion(request)
    const act = () => {
      const object = existing(hall, kind, request.params.id)
      return moveObject(hall, actor, object, { ...request.body, version })
    }
    return answered(reply, await hall.writer.run(() => once(hall, actor, request, act)))
  })
}

/**
 * Honours Idempotency-Key per account: the same request again gets the stored answer, another request 422. Acts run one
 * after another, so a twin of a request still under way simply waits for its answer. Refusals changed nothing and
 * are not stored.
 */
function once(hall: HallContext, actor: Actor, request: FastifyRequest, act: () => Acted): Acted {
  const key = request.headers['idempotency-key']
  if (key === undefined) return act()
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new HallProblem('bad-request', 'Idempotency-Key 应为 1 至 200 个可见字符')
  }
  const { method, url, body } = request
  const hash = createHash('sha256')
    .update(JSON.stringify([method, url, body]))
    .digest('hex')
  const stored = hall.answers.get(actor.workNo, key)
  if (stored === undefined) {
    const done = act()
    hall.answers.put(actor.workNo, key, hash, done)
    return done
  }
  if (stored.requestHash !== hash) throw new HallProblem('key-reused')
  return stored.answer
}

function answered(reply: FastifyReply, { version, ...result }: Acted) {
  reply.header('etag', `"${version}"`)
  return result
}

function wantedVersion({ headers }: FastifyRequest): string | undefined {
  const match = headers['if-match']
  if (match === undefined || match === '*') return undefined
  const [, version] = /^"(\d{1,15})"$/.exec(match) ?? []
  if (version === undefined) throw new HallProblem('bad-request', 'If-Match 应为 ETag')
  return version
}

function existing(hall: HallContext, kind: ObjectKind, id: string): StoredObject {
  const object = hall.objects.get(id)
  if (object?.kind !== kind) throw new HallProblem('not-found')
  return object
}

function visible(hall: HallContext, kind: ObjectKind, id: string, view: View): StoredObject {
  const object = existing(hall, kind, id)
  const mine = object.unit === view.unit || object.owner === view.owner
  if (!view.everything && !mine) throw new HallProblem('forbidden')
  return object
}

function shown({ id, kind, number, unit, state, version, tag, data }: StoredObject): HallObject {
  return { id, kind, number, unit, state, version, tag, data }
}

function encodeCursor(last: StoredObject | undefined): string {
  return Buffer.from(last?.id ?? '0').toString('base64url')
}

function decodeCursor(cursor: string): number {
  const after = Buffer.from(cursor, 'base64url').toString()
  if (!/^\d{1,15}$/.test(after)) throw wrongAt('/cursor', '游标无效')
  return Number(after)
}
