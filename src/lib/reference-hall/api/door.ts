import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../errors/index.js'
import { isSame } from './access.js'
import { HallProblem } from './problem.js'

/** Who may come in at all. Null: only this machine. Else whoever shows the token, and this machine. */
export type Door = { readonly token: string } | null

/**
 * Only names of this machine, so that a web page elsewhere cannot reach the hall through the browser; a hall that
 * listens beyond it wants X-Hall-Token from every other machine.
 */
export function checkDoor(request: FastifyRequest, door: Door): void {
  const { headers } = request
  if (door !== null && !isLocalAddress(request.ip)) {
    if (!isSame(String(headers['x-hall-token'] ?? ''), door.token)) {
      throw new HallProblem('unauthenticated', '从其他机器访问须带 X-Hall-Token')
    }
    if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
      throw new HallProblem('forbidden')
    }
    return
  }
  if (!isLoopback(headers.host)) throw new HallProblem('wrong-host')
  if (headers.origin === undefined) return
  const origin = /^http:\/\/(.+)$/.exec(headers.origin)?.[1]
  if (!isLoopback(origin)) throw new HallProblem('forbidden')
}

function isLocalAddress(ip: string): boolean {
  return ip === '::1' || ip.replace(/^::ffff:/, '').startsWith('127.')
}

function isLoopback(host: string | undefined): boolean {
  const name = /^(\[[\da-f:]+\]|[\w.-]+)(:\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase() ?? ''
  if (isIP(name) === 4) return name.startsWith('127.')
  return name === 'localhost' || name === '[::1]'
}

const SHORTEST = 16

/**
 * The door for a hall that may listen beyond this machine: needs a token of at least 16 characters, given as itself, as
 * `env:NAME` or as `file:PATH`. HK-HALL-023 without one.
 */
export function openDoor(
  given: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Door {
  const [, sort, name = ''] = /^(env|file):(.+)$/s.exec(given ?? '') ?? []
  const token =
    (sort === 'env' ? env[name] : sort === 'file' ? fileText(name) : given)?.trim() ?? ''
  if (token.length < SHORTEST) throw new AppError('HK-HALL-023', { least: SHORTEST })
  return { token }
}

function fileText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new AppError('HK-HALL-023', { least: SHORTEST }, { cause: error })
  }
}
