import { Agent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'

/** One request to a hall; `body` is sent as JSON. */
export interface HallRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Any answer, whatever its status; `body` is undefined when it is not JSON. */
export interface HallReply {
  readonly status: number
  readonly body: unknown
}

/** No answer came. `unsent`: the hall never saw the request; `broken`: it may have. */
export class NoReply extends Error {
  readonly kind: 'unsent' | 'broken'

  constructor(kind: 'unsent' | 'broken', cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.kind = kind
  }
}

/** Sends requests to one hall over kept-alive connections; throws only NoReply. */
export interface Transport {
  readonly url: string
  readonly send: (request: HallRequest) => Promise<HallReply>
  readonly close: () => void
}

const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
const LARGEST_REPLY = 64 * 1024 * 1024

/** Opens the HTTP transport; axios is loaded here and nowhere else. */
export async function openTransport(url: string, timeoutMs: number): Promise<Transport> {
  const { default: axios } = await import('axios')
  const agents = {
    httpAgent: new Agent({ keepAlive: true }),
    httpsAgent: new SecureAgent({ keepAlive: true }),
  }
  const client = axios.create({
    ...agents,
    baseURL: url,
    timeout: timeoutMs,
    adapter: 'http',
    maxRedirects: 0, // a hall that redirects is not the interface we were told of
    maxContentLength: LARGEST_REPLY,
    responseType: 'text',
    transformRequest: [(body: unknown) => body],
    transformResponse: [(body: unknown) => body],
    validateStatus: () => true,
    ...(isThisMachine(url) ? { proxy: false as const } : {}),
  })
  return {
    url,
    send: async ({ method, path, headers, body }) => {
      const content = body === undefined ? {} : { data: JSON.stringify(body) }
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      try {
        const reply = await client.request<string>({
          method,
          url: path,
          headers: { ...type, ...headers },
          ...content,
        })
        return { status: reply.status, body: parsed(reply.data) }
      } catch (error) {
        throw new NoReply(wasSent(error) ? 'broken' : 'unsent', error)
      }
    },
    close: () => {
      agents.httpAgent.destroy()
      agents.httpsAgent.destroy()
    },
  }
}

function isThisMachine(url: string): boolean {
  return /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname)
}

function wasSent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return !NEVER_SENT.has(code)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not JSON: the caller says what it expected
  }
}
