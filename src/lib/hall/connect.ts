import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, type Finding } from '../errors/index.js'
import { brokenLink, type ChainedEvent } from './audit/index.js'
import {
  type Act,
  type ActResult,
  type Hall,
  type HallClock,
  type HallProvisioner,
  type HallReader,
  isSupervised,
  type ObjectKind,
  supervisionLists,
} from './contract.js'
import { provisioner } from './provisioner.js'
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

type Send = (request: HallRequest) => Promise<HallReply>

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

function reader({ url }: Transport, send: Send): HallReader {
  const get = (path: string) => send({ method: 'GET', path })
  return {
    can: (action) => (isOurs(action) ? 'yes' : 'no'),
    info: async () => expectReply(url, await get('/healthz'), replySchemas.info),
    events: async (after) =>
      expectReply(url, await get(`/api/v1/events?after=${after}`), replySchemas.events),
    get: async (kind, id) =>
      expectReply(
        url,
        await get(`/api/v1/${kind}s/${encodeURIComponent(id)}`),
        replySchemas.object,
      ),
    legalClock: async (kind, id) =>
      expectReply(
        url,
        await get(`/api/v1/${kind}s/${encodeURIComponent(id)}/clock`),
        replySchemas.legalClock,
      ),
    localDays: async (year) =>
      expectReply(url, await get(`/api/v1/calendars/${year}`), replySchemas.localDays),
    brokenAt: async () => brokenLink(await chainedFeed(url, get)),
    count: async (what) => {
      if (isSupervised(what)) return countCards(url, get, CARD_QUERIES[what])
      const counts = expectReply(url, await get('/api/v1/counts'), replySchemas.counts)
      const count = counts[what]
      if (count === undefined) throw new AppError('HK-HALL-007', { url, detail: `counts.${what}` })
      return count
    },
  }
}

/** The whole feed as the hall hashed it. */
async function chainedFeed(
  url: string,
  get: (path: string) => Promise<HallReply>,
): Promise<readonly ChainedEvent[]> {
  const all: ChainedEvent[] = []
  for (let after = 0; ; ) {
    const page = expectReply(url, await get(`/api/v1/events?after=${after}`), replySchemas.chain)
    if (page.last === after) return all
    all.push(...(page.events as unknown as ChainedEvent[])) // whether they hold is what the audit looks at
    after = page.last
  }
}

/** Which cards of the hall answer for what supervision shows. */
const CARD_QUERIES: Readonly<Record<keyof typeof supervisionLists, readonly string[]>> = {
  warning: ['level=warning'],
  overdue: ['rule=R01&level=yellow', 'rule=R01&level=red'],
  card: ['level=yellow', 'level=red'],
}

async function countCards(
  url: string,
  get: (path: string) => Promise<HallReply>,
  queries: readonly string[],
): Promise<number> {
  let count = 0
  for (const query of queries) {
    count += expectReply(url, await get(`/api/v1/cards?${query}`), replySchemas.cards).total
  }
  return count
}

/** The whole interface: acts on every kind, and the readings and settings of the contract. */
function isOurs(action: string): boolean {
  const [kind = '', verb = ''] = action.split('.')
  const isKind = (objectKinds as readonly string[]).includes(kind)
  return (isKind && verb !== 'list') || OTHERS.has(action)
}

const OTHERS = new Set([
  ...['hall.info', 'hall.counts', 'event.list', 'clock.set', 'user.create', 'user.update'],
  ...Object.values(supervisionLists),
  ...['unit', 'column', 'item', 'user', 'assignment'].flatMap((sort) => [
    `${sort}.list`,
    `${sort}.apply`,
  ]),
])

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

function requestOf({ action, id, input, idempotencyKey, tag }: Act): HallRequest {
  const [kind = '', name = '', more] = action.split('.')
  const known = (objectKinds as readonly string[]).includes(kind)
  if (!known || name === '' || more !== undefined) throw new AppError('HK-HALL-005', { action })
  const path = `/api/v1/${kind as ObjectKind}s`
  const headers = { 'idempotency-key': idempotencyKey }
  if (id === null) {
    return {
      method: 'POST',
      path,
      headers,
      body: { action: name, input, tag: tag ?? idempotencyKey },
    }
  }
  const to = `${path}/${encodeURIComponent(id)}/actions`
  return { method: 'POST', path: to, headers, body: { action: name, input } }
}

function lostAct({ url }: Transport, { action, as: account }: Act, error: NoReply): AppError {
  const cause = error.message
  if (error.kind === 'unsent') return new AppError('HK-HALL-001', { url, cause }, { cause: error })
  return new AppError('HK-HALL-006', { action, account, cause }, { cause: error })
}
