import { z } from 'zod'
import { AppError } from '../errors/index.js'
import { expectReply, refusedRequest } from './replies.js'
import type { HallReply, HallRequest, Transport } from './transport.js'
import { NoReply } from './wire.js'

/** Where an account's password comes from; HK-HALL-002 is its to throw when there is none. */
export type Credentials = (account: string) => Promise<string>

/** How often one request may find its session ended: calls of one account share it, and each may see it end anew. */
const RENEWALS = 3

/** Sends requests under an account's name: logs in on demand, and again when the session has ended. */
export interface Sessions {
  readonly sendAs: (account: string, request: HallRequest) => Promise<HallReply>
}

const loggedIn = z.looseObject({ token: z.string().min(1) })

/** Bearer sessions, one per account, shared by all calls in flight. */
export function openSessions(transport: Transport, credentials: Credentials): Sessions {
  const tokens = new Map<string, Promise<string>>()

  const tokenOf = (account: string): Promise<string> => {
    const known = tokens.get(account)
    if (known !== undefined) return known
    const fresh = logIn(transport, credentials, account)
    tokens.set(account, fresh)
    fresh.catch(() => tokens.delete(account))
    return fresh
  }
  const attempt = (token: string, request: HallRequest) =>
    transport.send({
      ...request,
      headers: { ...request.headers, authorization: `Bearer ${token}` },
    })

  const send = async (account: string, request: HallRequest, left: number): Promise<HallReply> => {
    const pending = tokenOf(account)
    const reply = await attempt(await pending, request)
    if (reply.status !== 401) return reply
    if (tokens.get(account) === pending) tokens.delete(account)
    if (left === 0) throw refusedRequest({ url: transport.url, account }, request, reply)
    return { ...(await send(account, request, left - 1)), renewed: true }
  }

  return { sendAs: (account, request) => send(account, request, RENEWALS) }
}

async function logIn(
  transport: Transport,
  credentials: Credentials,
  account: string,
): Promise<string> {
  const { url } = transport
  const body = { workNo: account, password: await credentials(account) }
  const request = { method: 'POST', path: '/api/v1/auth/login', body } as const
  const reply = await safely(url, () => transport.send(request))
  if (reply.status >= 400) throw refusedRequest({ url, account }, request, reply)
  return expectReply(url, reply, loggedIn).token
}

/** Sends what may be sent again without harm: no answer is HK-HALL-001. */
export function safely(url: string, send: () => Promise<HallReply>): Promise<HallReply> {
  return send().catch((error: unknown) => {
    if (!(error instanceof NoReply)) throw error
    throw new AppError('HK-HALL-001', { url, cause: error.message }, { cause: error })
  })
}
