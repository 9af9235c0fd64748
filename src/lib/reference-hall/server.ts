import { isIP } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { HallApp, HallContext } from './app.js'
import { inputProblem } from './input.js'
import { HallProblem } from './problem.js'
import type { ProblemName } from './problem-names.js'
import { adminRoutes } from './routes/admin.js'
import { authRoutes } from './routes/auth.js'
import { eventRoutes } from './routes/events.js'
import { objectRoutes } from './routes/objects.js'
import { registryRoutes } from './routes/registry.js'
import { scimRoutes } from './routes/scim.js'

const BODY_LIMIT = 1024 * 1024

/** Fastify's own refusals in our words; what is missing here is an ordinary bad request. */
const fastifyCodes: Readonly<Record<string, ProblemName>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-media-type',
  FST_ERR_NOT_FOUND: 'not-found',
}

/** The HTTP server over an open hall, not listening yet. */
export async function buildServer(hall: HallContext, onBug: (error: unknown) => void) {
  const { fastify } = await import('fastify')
  const answer = (error: unknown, reply: FastifyReply) => sendProblem(error, reply, onBug)
  const app: HallApp = fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    frameworkErrors: (error, _request, reply) => answer(error, reply),
    clientErrorHandler: refuseBrokenRequest,
  })
  app.setValidatorCompiler(
    ({ schema }) =>
      (value: unknown) =>
        validate(schema, value),
  )
  app.setErrorHandler((error, _request, reply) => answer(error, reply))
  app.setNotFoundHandler((_request, reply) => answer(new HallProblem('not-found'), reply))
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-hall-time', hall.time.now())
    checkHost(request)
  })
  const json = { parseAs: 'string' } as const
  app.addContentTypeParser(
    'application/scim+json',
    json,
    app.getDefaultJsonParser('error', 'error'),
  )
  app.get('/healthz', () => health(hall))
  for (const routes of [authRoutes, registryRoutes, scimRoutes, objectRoutes, eventRoutes]) {
    routes(app, hall)
  }
  adminRoutes(app, hall)
  return app
}

function health(hall: HallContext) {
  return {
    name: 'hallkit reference hall',
    version: '1',
    time: hall.time.now(),
    virtualClock: hall.time.isVirtual(),
  }
}

function validate(schema: unknown, value: unknown) {
  if (!(schema instanceof z.ZodType)) return { value }
  const result = schema.safeParse(value)
  return result.success ? { value: result.data } : { error: inputProblem(result.error) }
}

/** Only names of this machine, so that a web page elsewhere cannot reach the hall through the browser. */
function checkHost({ headers }: FastifyRequest): void {
  if (!isLoopback(headers.host)) throw new HallProblem('wrong-host')
  if (headers.origin === undefined) return
  const origin = /^http:\/\/(.+)$/.exec(headers.origin)?.[1]
  if (!isLoopback(origin)) throw new HallProblem('forbidden')
}

function isLoopback(host: string | undefined): boolean {
  const name = /^(\[[\da-f:]+\]|[\w.-]+)(:\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase() ?? ''
  if (isIP(name) === 4) return name.startsWith('127.')
  return name === 'localhost' || name === '[::1]'
}

function sendProblem(error: unknown, reply: FastifyReply, onBug: (error: unknown) => void): void {
  const problem = toProblem(error)
  if (problem.code === 'internal') onBug(error)
  reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

function toProblem(error: unknown): HallProblem {
  if (error instanceof HallProblem) return error
  const { code = '', statusCode = 500 } = error as Partial<FastifyError> // read only, both may be absent
  const known = fastifyCodes[code]
  if (known !== undefined) return new HallProblem(known)
  return new HallProblem(statusCode >= 400 && statusCode < 500 ? 'bad-request' : 'internal')
}

/** Bytes that are no HTTP never reach a route: answer on the socket itself. */
function refuseBrokenRequest(_error: Error, socket: import('node:net').Socket): void {
  if (!socket.writable) return
  const body = JSON.stringify(new HallProblem('bad-request'))
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
