import type { RouteOptions } from 'fastify'
import { z } from 'zod'
import { inputProblem } from '../acts/input.js'
import { addWireFaults } from '../faults/faulty-wire.js'
import { requireAccess } from './access.js'
import type { HallApp, HallContext } from './app.js'
import { checkDoor, type Door } from './door.js'
import { checkJson } from './json-body.js'
import { HallProblem } from './problem.js'
import { refuse, refuseBrokenRequest } from './refusals.js'
import { adminRoutes } from './routes/admin.js'
import { authRoutes } from './routes/auth.js'
import { cardRoutes } from './routes/cards.js'
import { clockRoutes } from './routes/clock.js'
import { eventRoutes } from './routes/events.js'
import { fileRoutes } from './routes/files.js'
import { guideRoutes } from './routes/guides.js'
import { migrationRoutes } from './routes/migrations.js'
import { objectRoutes } from './routes/objects.js'
import { registryRoutes } from './routes/registry.js'
import { scimRoutes } from './routes/scim.js'
import { selfRoutes } from './routes/self.js'

const BODY_LIMIT = 1024 * 1024

/** How a server is built. */
export interface ServerOptions {
  readonly door: Door
  /** Without it `/__admin` is not there at all. */
  readonly admin: boolean
  readonly onBug: (error: unknown) => void
}

/** The HTTP server over an open hall, not listening yet. */
export async function buildServer(hall: HallContext, { door, admin, onBug }: ServerOptions) {
  const { fastify } = await import('fastify')
  const app: HallApp = fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    frameworkErrors: (error, _request, reply) => refuse(error, reply, onBug),
    clientErrorHandler: refuseBrokenRequest,
  })
  const described: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    described.push(route)
  })
  app.setValidatorCompiler(
    ({ schema, httpPart }) =>
      (value: unknown) =>
        validate(schema, value, httpPart),
  )
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.setErrorHandler((error, _request, reply) => refuse(error, reply, onBug))
  app.setNotFoundHandler((_request, reply) => refuse(new HallProblem('not-found'), reply, onBug))
  readOnlyJson(app)
  addHooks(app, hall, door)
  selfRoutes(app, hall, described)
  for (const routes of [
    authRoutes,
    registryRoutes,
    scimRoutes,
    objectRoutes,
    eventRoutes,
    clockRoutes,
    cardRoutes,
  ]) {
    routes(app, hall)
  }
  for (const routes of [fileRoutes, guideRoutes, migrationRoutes]) routes(app, hall)
  if (admin) adminRoutes(app, hall)
  return app
}

/** What every request goes through, in this order: the door, the faults, who is asking. */
function addHooks(app: HallApp, hall: HallContext, door: Door): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-hall-time', hall.time.now())
    checkDoor(request, door)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const { method, url, routeOptions, body } = request
    hall.journal.add({
      ...{ at: hall.time.now(), method, url, route: routeOptions.url ?? null },
      ...{ status: reply.statusCode, ms: reply.elapsedTime, request: body ?? null },
      answer: typeof payload === 'string' ? payload : null,
    })
  })
  addWireFaults(app, hall)
  app.addHook('onRequest', async (request) => {
    if (request.is404) return
    requireAccess(hall, request, request.routeOptions.schema?.access ?? 'signed-in')
  })
}

/** JSON is all that a body may be, and strict. */
function readOnlyJson(app: HallApp): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    ['application/json', 'application/scim+json'],
    { parseAs: 'string' },
    (request, text, done) =>
      parse(request, String(text), (error, value) => {
        try {
          if (!error) checkJson(String(text), value)
          done(error, value)
        } catch (refusal) {
          done(refusal as HallProblem) // checkJson throws nothing else
        }
      }),
  )
}

function validate(schema: unknown, value: unknown, part: string | undefined) {
  if (!(schema instanceof z.ZodType)) return { value }
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data }
  const error = inputProblem(result.error)
  return { error: part === 'headers' ? headerProblem(error) : error }
}

/** A malformed header is a bad request, not a wrong content. */
function headerProblem({ extras }: HallProblem): HallProblem {
  return new HallProblem('bad-request', extras.errors?.[0]?.detail ?? '', extras)
}
