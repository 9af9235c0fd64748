import type { Plain } from '../../expr/index.js'
import type { WireAnswer } from '../wire.js'
import { decodeText, percentEncoded } from './charset.js'
import type { Desk } from './desk.js'
import { type EncodedBody, encodeBody, pairsOf } from './encode.js'
import type { Computed, RequestSpec } from './format-request.js'
import { keptValue } from './kept.js'
import { piped } from './pipes.js'
import { type Signature, signRequest } from './sign.js'

/** Names and values that expressions see. */
export type Scope = Record<string, unknown>

/** One request of a connector file. */
export interface Sending {
  readonly request: RequestSpec
  readonly body?: unknown
  readonly compute?: Readonly<Record<string, Computed>>
}

/** What a session adds to a request; cookies that come back are put into `cookies`. */
export interface SessionState {
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, Plain>>
  readonly cookies: Map<string, string>
  readonly saved: Readonly<Record<string, Plain>>
}

/** An answer as expressions see it. `text` is its beginning. */
export interface Answer extends Readonly<Record<string, unknown>> {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  readonly text: string
}

const LONGEST_TEXT = 65_536

/** Fills in a request, signs it and sends it once, under a session. Throws NoReply when no answer came. */
export async function sendOnce(
  desk: Desk,
  sending: Sending,
  scope: Scope,
  session: SessionState,
): Promise<Answer> {
  const { cel, spec } = desk.connector
  const { request } = sending
  const names: Scope = { ...scope, computed: await compute(desk, sending.compute, scope) }
  const path = pathOf(desk, request, names)
  const body = filledBody(desk, sending, names, session)
  const encoded = encodeBody(body, request.encoding ?? spec.encoding.request, desk.charset)
  const asked = names['pageLink'] === undefined ? cel.fill(request.query, names) : {}
  const filled = { ...session.query, ...(asked as Record<string, Plain>) }
  const extra = (scope['pageQuery'] ?? {}) as Record<string, Plain>
  const query = pairsOf({ ...filled, ...extra })
  const signature = signed(desk, { request, path, query, body, encoded, names })
  const answer = await desk.wire.send({
    method: request.method,
    url: addressOf(desk, path, [...query, ...signature.query]),
    headers: headersOf(desk, { request, names, session, encoded, signature }),
    bytes: encoded?.bytes,
    redirects: request.redirects,
  })
  keepCookies(session.cookies, answer.setCookies)
  return answerOf(answer, spec.encoding)
}

/** The path with every value in it percent-encoded; the next page of a `Link` header as it was given. */
function pathOf({ url, connector }: Desk, { path }: RequestSpec, names: Scope): string {
  const link = names['pageLink']
  if (typeof link === 'string') return new URL(link, `${url}/`).href
  return connector.cel.render(path, names, (value) => encodeURIComponent(value))
}

async function compute(
  { connector, keeping, gbk }: Desk,
  specs: Readonly<Record<string, Computed>> = {},
  scope: Scope,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const [name, { of, as, key }] of Object.entries(specs)) {
    const text = connector.cel.render(of, { ...scope, computed: values })
    const secret = key === undefined ? '' : await keptValue(key, keeping)
    values[name] = piped(text, as, { key: secret, gbk })
  }
  return values
}

/** The body with what the session adds, and the page's place put in where the connector wants it (`pager.pageNo`). */
function filledBody(
  { connector }: Desk,
  { body, request }: Sending,
  names: Scope,
  session: SessionState,
): Plain {
  const filled = body === undefined ? null : connector.cel.fill(body, names)
  const own = request.method === 'GET' ? [] : Object.entries(session.body)
  const extra = Object.entries((names['pageBody'] ?? {}) as Record<string, Plain>)
  return [...own, ...extra].reduce(
    (whole, [path, value]) => withPart(whole, path.split('.'), value),
    filled,
  )
}

function withPart(whole: Plain, [first = '', ...rest]: readonly string[], value: Plain): Plain {
  const map = typeof whole === 'object' && whole !== null && !Array.isArray(whole) ? whole : {}
  const inner = (map as Record<string, Plain>)[first] ?? null
  return { ...map, [first]: rest.length === 0 ? value : withPart(inner, rest, value) }
}

interface Filled {
  readonly request: RequestSpec
  readonly names: Scope
  readonly encoded: EncodedBody | undefined
}

function signed(
  desk: Desk,
  sent: Filled & { path: string; query: readonly (readonly [string, string])[]; body: Plain },
): Signature {
  const { spec, cel } = desk.connector
  const { sign } = spec.auth
  if (sign === undefined) return { headers: {}, query: [] }
  const isForm = sent.encoded?.type.startsWith('application/x-www-form') === true
  const signable = {
    method: sent.request.method,
    path: sent.path.split('?')[0] ?? '',
    query: sent.query,
    form: isForm ? pairsOf(sent.body) : [],
    bodyText: sent.encoded?.text ?? '',
    names: { user: sent.names['user'], vars: sent.names['vars'] },
  }
  const { utcOffset } = spec.encoding
  const { gbk } = desk
  return signRequest(sign, desk.sign, signable, { cel, nowMs: desk.now(), utcOffset, gbk })
}

function addressOf(
  { url, charset }: Desk,
  path: string,
  query: readonly (readonly [string, string])[],
): string {
  const base = /^https?:\/\//.test(path) ? path : url + path
  const pairs = query.map(
    ([name, value]) => `${percentEncoded(name, charset)}=${percentEncoded(value, charset)}`,
  )
  if (pairs.length === 0) return base
  return `${base}${base.includes('?') ? '&' : '?'}${pairs.join('&')}`
}

function headersOf(
  { connector }: Desk,
  {
    request,
    names,
    session,
    encoded,
    signature,
  }: Filled & {
    readonly session: SessionState
    readonly signature: Signature
  },
): Record<string, string> {
  const own = Object.entries(request.headers).map(
    ([name, text]) => [name.toLowerCase(), connector.cel.render(text, names)] as const,
  )
  const cookies = [...session.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    accept: 'application/json, */*',
    ...(encoded === undefined ? {} : { 'content-type': encoded.type }),
    ...(cookies === '' ? {} : { cookie: cookies }),
    ...session.headers,
    ...Object.fromEntries(own),
    ...signature.headers,
  }
}

function keepCookies(jar: Map<string, string>, set: readonly string[]): void {
  for (const line of set) {
    const [pair = '', ...attributes] = line.split(';')
    const [, name = '', value = ''] = /^\s*([^=]+)=(.*)$/.exec(pair) ?? []
    if (name === '') continue
    const isOver = attributes.some((one) => /^\s*max-age\s*=\s*0\s*$/i.test(one)) || value === ''
    if (isOver) jar.delete(name)
    else jar.set(name, value)
  }
}

function answerOf(
  { status, headers, bytes }: WireAnswer,
  {
    charset,
    answerCharset,
  }: { readonly charset: string; readonly answerCharset?: string | undefined },
): Answer {
  const said = /charset="?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase()
  const text = decodeText(bytes, answerCharset ?? said ?? charset)
  return { status, headers, body: parsed(text), text: text.slice(0, LONGEST_TEXT) }
}

/** JSON as values, anything else as text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
