import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, type Finding } from '../errors/index.js'
import type { Act, ActResult, Hall, HallClock, HallReader, ObjectKind } from './contract.js'
import type { HallProvisioner } from './contract-setup.js'
import { provisioner } from './provisioner.js'
import { reader, type Send } from './reader.js'
import { expectReply, refusedAct, refusedRequest, replySchemas } from './replies.js'
import { type Credentials, openSessions, safely } from './session.js'
import { type HallReply, type HallRequest, openTransport, type Transport } from './transport.js'
import { NoReply } from './wire.js'
import { objectKinds } from './workflow.js'

/** Where a hall is and under which names we speak to it. */
export interface HallAddress {
  readonly url: string
  readonly credentials: Credentials
  /** Provisioning, the clock, and reading when no `readAs` is given. */
  readonly adminToken?: string
  /** The account that reads (feeds, counts, objects). */
  readonly readAs?: string
  readonly timeoutMs?: number
}

/** Connections stay open until closed. */
export interface Closing {
  readonly close: () => void
}

/** Opens the session of an account, to see whether it gets in: HK-HALL-002 when it does not. */
export interface SigningIn {
  readonly signIn: (account: string) => Promise<void>
}

/** What a hall showed that its connector does not know, each once; absent where nothing of that sort can be. */
interface Warning {
  readonly warnings?: () => readonly Finding[]
}

/** A hall that we may read, act in, provision and (in rehearsals) set the clock of. */
export type HallConnection = Hall & HallClock & HallProvisioner & SigningIn & Closing & Warning

const TIMEOUT_MS = 15_000
/** What messages call the holder of the admin token. */
const ADMIN = 'admin'

/** Opens a hall of the reference interface for everything; logs accounts in when they first act. */
export async function connectHall(address: HallAddress): Promise<HallConnection> {
  const { transport, sessions, read, admin } = await open(address)
  return {
    ...reader(transport, read),
    ...provisioner(transport.url, admin),
    perform: (act) => perform(transport, sessions.sendAs, act),
    setClock: async (now) => {
      const reply = await admin({ method: 'PUT', path: '/__admin/clock', body: { now } })
      const { now: told } = expectReply(transport.url, reply, replySchemas.clock)
      if (Date.parse(now) !== Date.parse(told)) {
        throw new AppError('HK-HALL-024', { url: transport.url, asked: now, told })
      }
    },
    signIn: async (account) => {
      await safely(transport.url, () =>
        sessions.sendAs(account, { method: 'GET', path: '/healthz' }),
      )
    },
    close: transport.close,
  }
}

/** Opens a hall for observing only: what comes back has no writing method. */
export async function readHall(address: HallAddress): Promise<HallReader & Closing> {
  const { transport, read } = await open(address)
  return { ...reader(transport, read), close: transport.close }
}

async function open({ url, credentials, adminToken, readAs, timeoutMs = TIMEOUT_MS }: HallAddress) {
  const transport = await openTransport(url.replace(/\/+$/, ''), timeoutMs)
  const sessions = openSessions(transport, credentials)
  const token: Readonly<Record<string, string>> =
    adminToken === undefined ? {} : { 'x-admin-token': adminToken }
  const admin = granted(transport, ADMIN, (request) =>
    transport.send({ ...request, headers: token }),
  )
  const read =
    readAs === undefined
      ? admin
      : granted(transport, readAs, (request) => sessions.sendAs(readAs, request))
  return { transport, sessions, read, admin }
}

const TRIES = 4
const PAUSE_MS = 150

/**
 * Requests that may be sent again without harm: no answer is HK-HALL-001, a refusal an AppError as well. A reading that a
 * busy hall puts off is asked for a few times more.
 */
function granted({ url }: Transport, account: string, send: Send): Send {
  return async (request) => {
    let reply = await safely(url, () => send(request))
    for (let tries = 1; tries < TRIES && isPutOff(request, reply); tries += 1) {
      await sleep(PAUSE_MS * tries)
      reply = await safely(url, () => send(request))
    }
    if (reply.status >= 400) throw refusedRequest({ url, account }, request, reply)
    return reply
  }
}

function isPutOff({ method }: HallRequest, { status }: HallReply): boolean {
  return method === 'GET' && (status === 429 || status === 503)
}

async function perform(
  transport: Transport,
  sendAs: (account: string, request: HallRequest) => Promise<HallReply>,
  act: Act,
): Promise<ActResult> {
  const reply = await sendAs(act.as, requestOf(act)).catch((error: unknown) => {
    throw error instanceof NoReply ? lostAct(transport, act, error) : error
  })
  if (reply.status >= 400) throw refusedAct(transport.url, act, reply)
  const done = expectReply(transport.url, reply, replySchemas.act)
  return reply.renewed ? { ...done, renewed: true } : done
}

function requestOf({ action, id, input, idempotencyKey, tag, occurredAt }: Act): HallRequest {
  const [kind = '', name = '', more] = action.split('.')
  const known = (objectKinds as readonly string[]).includes(kind)
  if (!known || name === '' || more !== undefined) throw new AppError('HK-HALL-005', { action })
  const path = `/api/v1/${kind as ObjectKind}s`
  const headers = { 'idempotency-key': idempotencyKey }
  const said = { action: name, input, ...(occurredAt !== undefined && { occurredAt }) }
  if (id === null) {
    return { method: 'POST', path, headers, body: { ...said, tag: tag ?? idempotencyKey } }
  }
  const to = `${path}/${encodeURIComponent(id)}/actions`
  return { method: 'POST', path: to, headers, body: said }
}

function lostAct({ url }: Transport, { action, as: account }: Act, error: NoReply): AppError {
  const cause = error.message
  if (error.kind === 'unsent') return new AppError('HK-HALL-001', { url, cause }, { cause: error })
  return new AppError('HK-HALL-006', { action, account, cause }, { cause: error })
}
