import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import { sessionToken } from '../api/access.js'
import type { HallApp, HallContext } from '../api/app.js'
import { HallProblem } from '../api/problem.js'
import type { FaultKind, Occasion } from './faults.js'

const LATENCY_MS = 1000
const RETRY_SECONDS = 1

const always = () => true
const isWork = ({ method, url }: FastifyRequest) =>
  method !== 'GET' && !url.startsWith('/api/v1/auth/')

/** Faults that refuse: which requests they concern, and how. */
const refusals: readonly [FaultKind, (request: FastifyRequest) => boolean, () => HallProblem][] = [
  ['server-error', always, () => new HallProblem('unavailable')],
  [
    'too-many-requests',
    always,
    () => new HallProblem('too-many-requests', '', { retryAfter: RETRY_SECONDS }),
  ],
  ['read-only', isWork, () => new HallProblem('read-only')],
]

/** Faults of the wire: what a request meets before it is looked at, and what happens to its answer. Never to `/__admin`. */
export function addWireFaults(app: HallApp, hall: HallContext): void {
  const struck = (request: FastifyRequest, kind: FaultKind, usual?: number) =>
    request.url.startsWith('/__admin')
      ? undefined
      : hall.faults.strike(kind, usual, occasionOf(request))

  app.addHook('onRequest', async (request) => {
    const ms = struck(request, 'latency', LATENCY_MS)
    if (ms !== undefined) await sleep(ms)
    const refusal = refusals.find(
      ([kind, concerns]) => concerns(request) && struck(request, kind) !== undefined,
    )
    if (refusal !== undefined) throw refusal[2]()
    const token = sessionToken(request)
    if (token !== undefined && struck(request, 'session-expiry') !== undefined) {
      await hall.writer.run(() => hall.sessions.close(token))
    }
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const isDone = request.method !== 'GET' && reply.statusCode < 300
    if (isDone && struck(request, 'drop-after-commit') !== undefined) request.raw.socket.destroy()
    const isText = typeof payload === 'string'
    return isText && struck(request, 'mojibake') !== undefined ? garbled(payload) : payload
  })
}

function occasionOf({ url, method }: FastifyRequest): Occasion {
  return { path: url, method }
}

/** What UTF-8 looks like to somebody who takes it for GBK. */
function garbled(text: string): string {
  const wrong = new TextDecoder('gb18030')
  return text.replace(/[^\p{ASCII}]+/gu, (run) => wrong.decode(Buffer.from(run)))
}
