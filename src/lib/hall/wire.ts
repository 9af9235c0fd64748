import { Agent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { AppError } from '../errors/index.js'

/** No answer came. `unsent`: the hall never saw the request; `broken`: it may have. */
export class NoReply extends Error {
  readonly kind: 'unsent' | 'broken'

  constructor(kind: 'unsent' | 'broken', cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.kind = kind
  }
}

/** A request as bytes. */
export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly bytes?: Buffer | undefined
  /** Follow redirects to allowed hosts, with GET. */
  readonly redirects?: boolean
}

/** Any answer, whatever its status. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly setCookies: readonly string[]
  readonly bytes: Buffer
}

/** Sends bytes over kept-alive connections to the hosts that it knows and to no other; throws only NoReply and HK-CONN-003. */
export interface Wire {
  readonly send: (request: WireRequest) => Promise<WireAnswer>
  readonly close: () => void
}

/** How a wire is opened. */
export interface WireOptions {
  /** What names the hosts: a connector file, an address. */
  readonly source: string
  readonly hosts: ReadonlySet<string>
  readonly timeoutMs: number
  /** Runs a request when there is room for it; at once when absent. */
  readonly pace?: <T>(work: () => Promise<T>) => Promise<T>
}

const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

const LARGEST_ANSWER = 64 * 1024 * 1024
const MOST_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** Opens the wire; axios is loaded here and nowhere else. Proxies of the environment are not used for this machine. */
export async function openWire(options: WireOptions): Promise<Wire> {
  const { default: axios } = await import('axios')
  const agents = {
    httpAgent: new Agent({ keepAlive: true }),
    httpsAgent: new SecureAgent({ keepAlive: true }),
  }
  const client = axios.create({
    ...agents,
    timeout: options.timeoutMs,
    adapter: 'http',
    maxRedirects: 0, // followed here, each through the list of hosts
    maxContentLength: LARGEST_ANSWER,
    maxBodyLength: LARGEST_ANSWER,
    responseType: 'arraybuffer',
    transformRequest: [(body: unknown) => body],
    transformResponse: [(body: unknown) => body],
    validateStatus: () => true,
  })
  const pace = options.pace ?? ((work) => work())
  const once = async ({ method, url, headers, bytes }: WireRequest): Promise<WireAnswer> => {
    refuseHost(url, options)
    const proxy = isThisMachine(url) ? { proxy: false as const } : {}
    const data = bytes === undefined ? {} : { data: bytes }
    try {
      const answer = await pace(() =>
        client.request<Buffer>({ method, url, headers: { ...headers }, ...data, ...proxy }),
      )
      return {
        status: answer.status,
        headers: plainHeaders(answer.headers),
        setCookies: [answer.headers['set-cookie'] ?? []].flat(),
        bytes: Buffer.from(answer.data),
      }
    } catch (error) {
      throw new NoReply(wasSent(error) ? 'broken' : 'unsent', error)
    }
  }
  return {
    send: (request) => follow(once, request),
    close: () => {
      agents.httpAgent.destroy()
      agents.httpsAgent.destroy()
    },
  }
}

/** Follows redirects with GET where the request asks for it; the last answer keeps every cookie set on the way. */
async function follow(
  once: (request: WireRequest) => Promise<WireAnswer>,
  request: WireRequest,
): Promise<WireAnswer> {
  let answer = await once(request)
  let { url } = request
  const setCookies = [...answer.setCookies]
  for (
    let n = 0;
    request.redirects === true && REDIRECTS.has(answer.status) && n < MOST_REDIRECTS;
    n += 1
  ) {
    const { location } = answer.headers
    if (location === undefined) break
    url = new URL(location, url).href
    answer = await once({ method: 'GET', url, headers: request.headers })
    setCookies.push(...answer.setCookies)
  }
  return { ...answer, setCookies }
}

function refuseHost(url: string, { source, hosts }: WireOptions): void {
  const { host, protocol } = new URL(url)
  if (protocol.startsWith('http') && hosts.has(host)) return
  throw new AppError('HK-CONN-003', { source, host, allowed: [...hosts] })
}

function plainHeaders(headers: object): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]))
}

function wasSent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return !NEVER_SENT.has(code)
}

function isThisMachine(url: string): boolean {
  return /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname)
}
