import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type HallObject, type ObjectKind, objectKinds } from '../../../hall/index.js'
import { moveObject, openActions, startObject } from '../../acts/acts.js'
import type { Acted } from '../../acts/carry-out.js'
import { type StoredObject, seenBy, type View } from '../../acts/objects.js'
import type { Actor } from '../../people/accounts.js'
import { clockAnswer } from '../../time/clock-answer.js'
import { signedIn, viewOf } from '../access.js'
import { collection, type HallApp, type HallContext } from '../app.js'
import { closerMove, closerStart } from '../closer.js'
import { HallProblem, wrongAt } from '../problem.js'
import { conditional, repeatable, shapes } from '../shapes.js'

const name = z.string().min(1).max(60)
const tag = z.string().trim().min(1).max(200)
const input = z.record(z.string(), z.unknown()).default({})
const params = z.strictObject({ id: z.string().max(40) })
const occurredAt = z.string().max(40).nullish().describe('补录：实际办理的时间；不写即此刻')
const starting = z.strictObject({
  ...{ action: name.optional(), input, tag: tag.optional(), occurredAt },
})
const moving = z.strictObject({ action: name, input, occurredAt })
const filter = z.string().min(1).max(100).nullable().default(null)
const listing = z.strictObject({
  state: filter,
  unit: filter,
  item: filter,
  tag: z.string().max(200).nullable().default(null),
  q: filter.describe('编号或内容中的文字'),
  history: z
    .enum(['only', 'without'])
    .nullable()
    .default(null)
    .describe('迁入的已办结件：只看，或不看'),
  dueFrom: z.iso.date().nullable().default(null).describe('法定时钟截止日不早于'),
  dueTo: z.iso.date().nullable().default(null).describe('法定时钟截止日不晚于'),
  cursor: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
const list = z.object({
  total: z.int(),
  next: z.string().nullable(),
  objects: z.array(shapes.object),
})
const events = z.object({ events: z.array(shapes.event) })
const open = z.object({
  state: z.string(),
  actions: z.array(
    z.object({
      action: z.string(),
      title: z.string(),
      input: z.record(z.string(), z.unknown()),
    }),
  ),
})

/** Cases, projects, articles, consultations, complaints: one set of routes, told apart by their workflow only. */
export function objectRoutes(app: HallApp, hall: HallContext): void {
  for (const kind of objectKinds) {
    listRoute(app, hall, kind)
    readRoutes(app, hall, kind)
    writeRoutes(app, hall, kind)
  }
}

function listRoute(app: HallApp, hall: HallContext, kind: ObjectKind): void {
  const { title } = hall.rules.workflows[kind]
  const schema = { summary: `${title}：清单`, querystring: listing, response: { 200: list } }
  app.get(`/api/v1/${collection(kind)}`, { schema }, (request) => {
    const { cursor, dueFrom, dueTo, ...rest } = request.query
    const query = { kind, ...rest, after: cursor === undefined ? 0 : decodeCursor(cursor) }
    const view = viewOf(hall, request)
    const isTimed = dueFrom !== null || dueTo !== null
    const due = isTimed ? withinDue(hall, query, view, { dueFrom, dueTo }) : undefined
    const page = due?.filter(({ id }) => Number(id) > query.after).slice(0, query.limit)
    const objects = page ?? hall.objects.list(query, view)
    const next = objects.length === query.limit ? encodeCursor(objects.at(-1)) : null
    const total = due?.length ?? hall.objects.total(query, view)
    return { total, next, objects: objects.map(shown) }
  })
}

/** Due days are computed, not stored: every clock of what the other filters leave is read. */
function withinDue(
  hall: HallContext,
  query: Parameters<HallContext['objects']['list']>[0],
  view: View,
  { dueFrom, dueTo }: { readonly dueFrom: string | null; readonly dueTo: string | null },
): readonly StoredObject[] {
  const all = hall.objects.list({ ...query, after: 0, limit: Number.MAX_SAFE_INTEGER }, view)
  return all.filter((object) => {
    const { due } = clockAnswer(hall, object)
    return due !== null && (dueFrom ?? due) <= due && due <= (dueTo ?? due)
  })
}

function readRoutes(app: HallApp, hall: HallContext, kind: ObjectKind): void {
  const path = `/api/v1/${collection(kind)}/:id`
  const { title } = hall.rules.workflows[kind]
  const one = { summary: `${title}：当前状态`, params, response: { 200: shapes.object } }
  app.get(path, { schema: one }, (request, reply) => {
    const object = visible(hall, kind, request.params.id, viewOf(hall, request))
    reply.header('etag', `"${object.version}"`)
    return shown(object)
  })

  const history = { summary: `${title}：经过`, params, response: { 200: events } }
  app.get(`${path}/events`, { schema: history }, (request) => {
    const { id } = visible(hall, kind, request.params.id, viewOf(hall, request))
    return { events: hall.events.ofObject(id) }
  })

  const possible = { summary: `${title}：本账号此时可办的动作`, params, response: { 200: open } }
  app.get(`${path}/actions`, { schema: possible }, (request) => {
    const actor = signedIn(hall, request)
    const object = visible(hall, kind, request.params.id, viewOf(hall, request))
    return { state: object.state, actions: openActions(hall, actor, object) }
  })
}

function writeRoutes(app: HallApp, hall: HallContext, kind: ObjectKind): void {
  const path = `/api/v1/${collection(kind)}`
  const flow = hall.rules.workflows[kind]
  const start = {
    summary: `${flow.title}：新建`,
    headers: z.looseObject(repeatable),
    body: starting,
    closerBody: closerStart(flow, starting),
    response: { 201: shapes.acted },
  } as const
  app.post(path, { schema: start }, async (request, reply) => {
    const actor = signedIn(hall, request)
    const act = () => startObject(hall, actor, kind, request.body)
    const done = await hall.writer.run(() => once(hall, actor, request, act))
    reply.code(201).header('location', `${path}/${done.id}`)
    return answered(reply, done)
  })

  const move = {
    summary: `${flow.title}：办理`,
    params,
    headers: z.looseObject({ ...repeatable, ...conditional }),
    body: moving,
    closerBody: closerMove(flow, moving),
    response: { 200: shapes.acted },
  } as const
  app.post(`${path}/:id/actions`, { schema: move }, async (request, reply) => {
    const actor = signedIn(hall, request)
    const version = wantedVersion(request.headers['if-match'])
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
  if (typeof key !== 'string') return act()
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

/** The version that If-Match names; undefined for whichever it is. */
function wantedVersion(match: string | undefined): string | undefined {
  return match === undefined || match === '*' ? undefined : match.slice(1, -1)
}

function existing(hall: HallContext, kind: ObjectKind, id: string): StoredObject {
  const object = hall.objects.get(id)
  if (object?.kind !== kind) throw new HallProblem('not-found')
  return object
}

/** An object that the caller may see; 404 or 403 otherwise. */
export function visible(hall: HallContext, kind: ObjectKind, id: string, view: View): StoredObject {
  const object = existing(hall, kind, id)
  if (!seenBy(view, object)) throw new HallProblem('forbidden')
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
