import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { View } from '../acts/objects.js'
import type { Actor } from '../people/accounts.js'
import type { HallContext } from './app.js'
import { HallProblem } from './problem.js'

/**
 * Who may call a route: anybody; an account, even before it has changed its password; an account or the admin token;
 * whoever sets the hall up; only the admin token.
 */
export type Access = 'anybody' | 'account' | 'signed-in' | 'provisioner' | 'admin'

/** The cookie that carries a session for browsers. */
export const SESSION_COOKIE = 'hall_session'

/** Refuses whoever may not call a route of this access, before anything of the request is looked at. */
export function requireAccess(hall: HallContext, request: FastifyRequest, access: Access): void {
  if (access === 'account') bearer(hall, request)
  if (access === 'signed-in' && !hasAdminToken(hall, request)) signedIn(hall, request)
  if (access === 'provisioner') requireProvisioner(hall, request)
  if (access === 'admin') requireAdminToken(hall, request)
}

/** The account behind the session; 401 without one, 403 until it has changed a password that it was handed. */
export function signedIn(hall: HallContext, request: FastifyRequest): Actor {
  const actor = bearer(hall, request)
  if (hall.accounts.password(actor.workNo).mustChange) throw new HallProblem('must-change-password')
  return actor
}

/** The account behind the session, whether or not it may do anything yet; 401 without one. */
export function bearer(hall: HallContext, request: FastifyRequest): Actor {
  const token = sessionToken(request)
  const actor = token === undefined ? undefined : hall.sessions.actorOf(token)
  if (actor === undefined) throw new HallProblem('unauthenticated')
  return actor
}

/** The token of a request: a bearer token, else the session cookie (never from a page of another address). */
export function sessionToken({ headers }: FastifyRequest): string | undefined {
  const [, token] = /^Bearer ([\w-]{20,200})$/.exec(headers.authorization ?? '') ?? []
  if (token !== undefined || headers.authorization !== undefined) return token
  const [, cookie] =
    /(?:^|;\s*)hall_session=([\w-]{20,200})(?:;|$)/.exec(headers.cookie ?? '') ?? []
  const isForeign = headers.origin !== undefined && headers.origin !== `http://${headers.host}`
  if (cookie !== undefined && isForeign) throw new HallProblem('forbidden')
  return cookie
}

/** True when the request carries the right X-Admin-Token; 401 when it carries a wrong one. */
function hasAdminToken(hall: HallContext, request: FastifyRequest): boolean {
  const given = request.headers['x-admin-token']
  if (given === undefined) return false
  if (!isSame(String(given), hall.adminToken)) throw new HallProblem('unauthenticated')
  return true
}

/** Compares secrets in a time that tells nothing of where they differ. */
export function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
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
