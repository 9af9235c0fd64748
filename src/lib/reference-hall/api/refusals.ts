import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply } from 'fastify'
import { HallProblem } from './problem.js'
import type { ProblemName } from './problem-names.js'

/** Fastify's own refusals in our words; what is missing here is an ordinary bad request. */
const fastifyCodes: Readonly<Record<string, ProblemName>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-media-type',
  FST_ERR_NOT_FOUND: 'not-found',
}

/** Answers any error as problem+json; what is a bug of ours is told to `onBug` and to nobody else. */
export function refuse(error: unknown, reply: FastifyReply, onBug: (error: unknown) => void): void {
  const problem = toProblem(error)
  if (problem.code === 'internal') onBug(error)
  const { retryAfter } = problem.extras
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

function toProblem(error: unknown): HallProblem {
  if (error instanceof HallProblem) return error
  const { code = '', statusCode = 500 } = error as Partial<FastifyError> // read only, both may be absent
  const known = fastifyCodes[code]
  if (known !== undefined) return new HallProblem(known)
  return new HallProblem(statusCode >= 400 && statusCode < 500 ? 'bad-request' : 'internal')
}

/** Bytes that are no HTTP never reach a route: answer on the socket itself. */
export function refuseBrokenRequest(_error: Error, socket: Socket): void {
  if (!socket.writable) return
  const body = JSON.stringify(new HallProblem('bad-request'))
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
