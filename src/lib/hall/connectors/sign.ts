import { randomBytes } from 'node:crypto'
import type { Cel } from './cel.js'
import type { SignSpec } from './format-auth.js'
import { piped } from './pipes.js'
import { formatTime } from './times.js'

/** What is signed of one request. */
export interface Signable {
  readonly method: string
  readonly path: string
  readonly query: readonly (readonly [string, string])[]
  readonly form: readonly (readonly [string, string])[]
  readonly bodyText: string
  readonly names: Readonly<Record<string, unknown>>
}

/** The headers and query parameters that prove a request, worked out anew for every sending. */
export interface Signature {
  readonly headers: Readonly<Record<string, string>>
  readonly query: readonly (readonly [string, string])[]
}

/** Secrets of the signature, from the environment or files. */
export interface SignSecrets {
  readonly key: string
  readonly secret: string
}

/** Signs a request after the connector's canonical string. */
export function signRequest(
  spec: SignSpec,
  { key, secret }: SignSecrets,
  request: Signable,
  {
    cel,
    nowMs,
    utcOffset,
    gbk,
  }: {
    readonly cel: Cel
    readonly nowMs: number
    readonly utcOffset: string
    readonly gbk: (text: string) => Buffer
  },
): Signature {
  const { method, path, query, form, bodyText } = request
  const scope: Record<string, unknown> = {
    ...request.names,
    method,
    path,
    query: sorted(query, spec.without),
    params: sorted([...query, ...form], spec.without),
    body: bodyText,
    bodyDigest: spec.bodyDigest ? piped(bodyText, spec.bodyDigest, { gbk }) : '',
    timestamp: formatTime(nowMs, { dateTime: spec.timestamp, utcOffset }),
    nonce: randomBytes(spec.nonce).toString('hex').slice(0, spec.nonce),
    secret,
  }
  scope['signature'] = piped(cel.render(spec.text, scope), spec.as, { key, gbk })
  const filled = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([name, text]) => [name, cel.render(text, scope)] as const)
  return { headers: Object.fromEntries(filled(spec.headers)), query: filled(spec.query) }
}

function sorted(pairs: readonly (readonly [string, string])[], without: readonly string[]): string {
  return pairs
    .filter(([name]) => !without.includes(name))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}
