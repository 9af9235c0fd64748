import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest, FastifyTypeProvider } from 'fastify'
import type { z } from 'zod'
import type { ObjectKind } from '../hall/index.js'
import type { Accounts, Actor } from './accounts.js'
import type { Answers } from './answers.js'
import type { ActContext } from './births.js'
import type { View } from './objects.js'
import { HallProblem } from './problem.js'
import type { Writer } from './writer.js'

/** Route types from zod: what a schema parses is what the handler sees. */
interface ZodTypes extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown
}

/** The Fastify instance that routes are added to. */
export type HallApp = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  import('fastify').FastifyBaseLogger,
  ZodTypes
>

/** Everything that routes work with. */
export interface HallContext extends ActContext {
  readonly accounts: Accounts
  readonly answers: Answers
  readonly writer: Writer
  readonly adminToken: string
}

/** The path of a kind's collection, `case` -> `cases`. */
export function collection(kind: ObjectKind): string {
  return `${kind}s`
}

/** The account behind the bearer token; 401 without one, 403 until it has changed a password that it was handed. */
export function signedIn(hall: HallContext, request: FastifyRequest): Actor {
  const actor = bearer(hall, request)
  if (hall.accounts.mustChange(actor.workNo)) throw new HallProblem('must-change-password')
  return actor
}

/** The account behind the bearer token, whether or not it may do anything yet; 401 without one. */
export function bearer(hall: HallContext, request: FastifyRequest): Actor {
  const [, token] = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '') ?? []
  const actor = token === undefined ? undefined : hall.accounts.actorOf(token)
  if (actor === undefined) throw new HallProblem('unauthenticated')
  return actor
}

/** True when the request carries the right X-Admin-Token; 401 when it carries a wrong one. */
function hasAdminToken(hall: HallContext, request: FastifyRequest): boolean {
  const given = request.headers['x-admin-token']
  if (given === undefined) return false
  const [a, b] = [Buffer.from(String(given)), Buffer.from(hall.adminToken)]
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw new HallProblem('unauthenticated')
  return true
}

/** Only with the admin token. */
export function requireAdminToken(hall: HallContext, request: FastifyRequest): void {
  if (!hasAdminToken(hall, request)) throw new HallProblem('unauthenticated')
}

/** Setting the hall up: the admin token (how the first account comes to be) or a county platform administrator. */
export function requireProvisioner(hall: HallContext, request: FastifyRequest): void {
  if (hasAdminToken(hall, request)) return
  if (!signedIn(hall, request).roles.includes('platform_admin')) throw new HallProblem('role')
}

/** What the caller may see: county roles and the admin token everything, unit roles their unit, applicants their own. */
export function viewOf(hall: HallContext, request: FastifyRequest): View {
  if (hasAdminToken(hall, request)) return { everything: true, unit: null, owner: '' }
  const actor = signedIn(hall, request)
  const scopes = actor.roles.map((role) => hall.rules.roles.list[role]?.scope)
  return {
    everything: scopes.includes('county'),
    unit: scopes.includes('unit') ? actor.unit : null,
    owner: actor.workNo,
  }
}

/** Counts and registers of the whole hall are for whoever sees the whole hall. */
export function requireOverview(hall: HallContext, request: FastifyRequest): void {
  if (!viewOf(hall, request).everything) throw new HallProblem('forbidden')
}
