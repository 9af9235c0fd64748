import { openWire, type WireOptions } from './wire.js'

/** One request to a hall of the reference interface; `body` is sent as JSON. */
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
  /** The session had ended before its time, and was begun anew for this request. */
  readonly renewed?: true
}

/** Sends requests to one hall over kept-alive connections; throws only NoReply. */
export interface Transport {
  readonly url: string
  readonly send: (request: HallRequest) => Promise<HallReply>
  readonly close: () => void
}

/** Opens the HTTP transport. A hall that redirects is not the interface we were told of: redirects are answers. */
export async function openTransport(
  url: string,
  timeoutMs: WireOptions['timeoutMs'],
): Promise<Transport> {
  const wire = await openWire({ source: url, hosts: new Set([new URL(url).host]), timeoutMs })
  return {
    url,
    send: async ({ method, path, headers, body }) => {
      const type: Readonly<Record<string, string>> =
        body === undefined ? {} : { 'content-type': 'application/json' }
      const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
      const answer = await wire.send({
        method,
        url: url + path,
        headers: { ...type, ...headers },
        bytes,
      })
      return { status: answer.status, body: parsed(answer.bytes) }
    },
    close: wire.close,
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined // not JSON: the caller says what it expected
  }
}
