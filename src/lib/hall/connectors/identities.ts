import { z } from 'zod'
import { AppError } from '../../errors/index.js'
import type { Plain } from '../../expr/index.js'
import { readYaml } from '../../yaml/index.js'
import { NoReply } from '../wire.js'
import { askAgain } from './again.js'
import type { Desk } from './desk.js'
import type { StepSpec } from './format-request.js'
import { isKept, keptPath } from './kept.js'
import { piped } from './pipes.js'
import { type Answer, type Scope, type SessionState, sendOnce } from './sender.js'

/** Who a request is sent by: an account, or nobody in particular. */
export type Who = string | null

/** A login name and a password, as the vendor made them. */
interface User {
  readonly account: string
  readonly login: string
  readonly password: string
}

/** Sessions of many accounts at once; each logs in when it is first needed. */
export interface Identities {
  readonly of: (who: Who) => Promise<SessionState>
  /** Forgets a session that has ended; another one that was opened meanwhile stays. */
  readonly drop: (who: Who, session: SessionState) => void
  readonly user: (who: Who) => { readonly account: string; readonly login: string } | null
}

const accountsFile = z.record(
  z.string(),
  z.union([z.string().min(1), z.strictObject({ login: z.string(), password: z.string() })]),
)

/** Opens the sessions of a desk. HK-HALL-002 when a login is refused, HK-CONN-011 for an account without password. */
export async function openIdentities(desk: Desk): Promise<Identities> {
  const known = new Map<Who, Promise<SessionState>>()
  const opened = new WeakMap<SessionState, Promise<SessionState>>()
  const users = await readUsers(desk)
  const logins = new Map([...users].map(([account, user]) => [account, user.login]))
  const open = (who: Who) => {
    const fresh = who === null ? Promise.resolve(serviceSession(desk)) : logIn(desk, users, who)
    known.set(who, fresh)
    fresh.then(
      (session) => opened.set(session, fresh),
      () => known.delete(who),
    )
    return fresh
  }
  return {
    of: (who) => known.get(who) ?? open(who),
    drop: (who, session) => {
      if (opened.get(session) === known.get(who)) known.delete(who)
    },
    user: (who) => (who === null ? null : { account: who, login: logins.get(who) ?? who }),
  }
}

async function readUsers({ connector, keeping }: Desk): Promise<ReadonlyMap<string, User>> {
  const { accounts } = connector.spec.auth
  if (accounts === undefined) return new Map()
  const file =
    isKept(accounts) && accounts.startsWith('env:')
      ? (keeping.env[accounts.slice('env:'.length)] ?? '')
      : keptPath(accounts, connector.folder)
  if (file === '') throw new AppError('HK-CONN-004', { file: connector.file, source: accounts })
  const read = await readYaml(file, accountsFile)
  return new Map(
    Object.entries(read).map(([account, value]) => [
      account,
      typeof value === 'string'
        ? { account, login: account, password: value }
        : { account, ...value },
    ]),
  )
}

function serviceSession(desk: Desk): SessionState {
  const { cel, spec } = desk.connector
  const texts = Object.entries(spec.auth.service?.headers ?? {})
  const headers = texts.map(([name, text]) => [name.toLowerCase(), cel.render(text, desk.names())])
  return {
    headers: Object.fromEntries(headers),
    query: {},
    body: {},
    cookies: new Map(),
    saved: {},
  }
}

async function logIn(
  desk: Desk,
  users: ReadonlyMap<string, User>,
  who: string,
): Promise<SessionState> {
  const { spec } = desk.connector
  const { auth } = spec
  const known = users.get(who) ?? { account: who, login: who, password: '' }
  const bare = known.password === '' && needsPassword(desk)
  const user = bare ? { ...known, password: await desk.credentials(who) } : known
  const base = { ...desk.names(), user }
  const password = prepared(desk, user.password, base)
  const scope: Scope = {
    ...base,
    user: { ...user, plain: user.password, password },
    session: {},
    saved: {},
  }
  if (auth.kind === 'basic') return basicSession(desk, user, scope)
  if (auth.login === undefined) return sessionOf(desk, scope, new Map())
  return signIn(desk, who, scope)
}

/** A password as the hall wants it: plain, or through the connector's digests and encodings. */
function prepared({ connector, gbk }: Desk, plain: string, scope: Scope): string {
  const { password } = connector.spec.auth
  if (password === undefined) return plain
  const text = password.of === undefined ? plain : connector.cel.render(password.of, scope)
  return piped(text, password.as, { gbk })
}

function needsPassword({ connector }: Desk): boolean {
  return connector.spec.auth.login !== undefined || connector.spec.auth.kind === 'basic'
}

async function signIn(desk: Desk, who: string, scope: Scope): Promise<SessionState> {
  const { auth, success } = desk.connector.spec
  const { login } = auth
  const cookies = new Map<string, string>()
  const blank: SessionState = { headers: {}, query: {}, body: {}, cookies, saved: {} }
  const steps: readonly Partial<StepSpec>[] = login?.steps ?? (login === undefined ? [] : [login])
  let names: Scope = scope
  for (const { request, body, compute, save = {}, success: own } of steps) {
    if (request === undefined) continue
    const send = () => sendOnce(desk, { request, body, compute: compute ?? {} }, names, blank)
    const answer = await askedSafely(desk, () => askAgain(desk, true, send))
    const { when, error } = own ?? login?.success ?? success
    const seen = { ...names, ...answer }
    if (!desk.connector.cel.holds(when, seen)) throw refusedLogin(desk, who, answer, error, seen)
    names = { ...seen, saved: { ...(names['saved'] as object), ...valuesOf(desk, save, seen) } }
  }
  return sessionOf(desk, names, cookies)
}

function refusedLogin(
  { url, connector }: Desk,
  account: string,
  { status }: Answer,
  error: { readonly message?: string | undefined },
  seen: Scope,
): AppError {
  if (status >= 500) return new AppError('HK-HALL-001', { url, cause: `HTTP ${status}` })
  const said = error.message === undefined ? null : connector.cel.value(error.message, seen)
  return new AppError('HK-HALL-002', { url, account, detail: String(said ?? `HTTP ${status}`) })
}

function sessionOf(desk: Desk, names: Scope, cookies: Map<string, string>): SessionState {
  const { cel, spec } = desk.connector
  const { auth } = spec
  const token = auth.token === undefined ? null : cel.value(auth.token, names)
  const saved = { ...valuesOf(desk, auth.save, names), token }
  const scope = { ...names, session: saved }
  const rendered = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name.toLowerCase(), cel.render(text, scope)]),
    )
  const bearer = auth.kind === 'bearer' &&
    token !== null && { authorization: `Bearer ${String(token)}` }
  const query = Object.entries(auth.query).map(([name, text]) => [name, cel.render(text, scope)])
  return {
    headers: { ...bearer, ...rendered(auth.headers) },
    query: Object.fromEntries(query),
    body: cel.fill(auth.body, scope) as Record<string, Plain>,
    cookies,
    saved,
  }
}

function basicSession(desk: Desk, user: User, scope: Scope): SessionState {
  const shown = scope['user'] as User
  const pair = Buffer.from(`${user.login}:${shown.password}`, 'utf8').toString('base64')
  const session = sessionOf(desk, scope, new Map())
  return { ...session, headers: { authorization: `Basic ${pair}`, ...session.headers } }
}

function valuesOf({ connector }: Desk, specs: Readonly<Record<string, string>>, seen: Scope) {
  return Object.fromEntries(
    Object.entries(specs).map(([name, text]) => [name, connector.cel.value(text, seen)]),
  )
}

async function askedSafely(desk: Desk, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof NoReply)) throw error
    throw new AppError('HK-HALL-001', { url: desk.url, cause: error.message }, { cause: error })
  }
}
