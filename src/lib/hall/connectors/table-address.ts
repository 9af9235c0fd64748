import { AppError } from '../../errors/index.js'

/** A database server, by what a driver asks for. `shown` is the address without the password, for people and messages. */
export interface DatabaseAddress {
  readonly kind: 'mysql' | 'postgres'
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  /** PostgreSQL: where its tables lie, when not in the user's own search path. */
  readonly schema: string | null
  /** A Unix socket, or the folder of one (PostgreSQL), instead of host and port. */
  readonly socket: string | null
  readonly tls: boolean
  readonly shown: string
}

const kinds = {
  mysql: { kind: 'mysql', port: 3306 },
  mariadb: { kind: 'mysql', port: 3306 },
  postgres: { kind: 'postgres', port: 5432 },
  postgresql: { kind: 'postgres', port: 5432 },
} as const
const OPTIONS = ['schema', 'socket', 'tls'] as const

/** True for the address of a database server, as against a path. */
export function isDatabaseAddress(place: string): boolean {
  return /^(?:mysql|mariadb|postgres|postgresql):\/\//i.test(place)
}

/** True when an address carries a password. */
export function holdsPassword(place: string): boolean {
  return isDatabaseAddress(place) && /^\w+:\/\/[^/?#@]*:[^/?#]*@/.test(place)
}

/**
 * Takes an address apart: `mysql://user:password@host:3306/database`, `postgres://...?schema=exchange`; `?socket=PATH`,
 * `?tls=true`. HK-CONN-012 when it is none, names no database, or asks for what is not known. Never tells the password.
 */
export function databaseAddress(place: string): DatabaseAddress {
  const url = urlOf(place)
  const shown = `${url.protocol}//${url.host}${url.pathname}`
  const refuse = (detail: string) => new AppError('HK-CONN-012', { file: shown, detail })
  const scheme = Object.entries(kinds).find(([name]) => `${name}:` === url.protocol)?.[1]
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(plain)
  if (scheme === undefined || !database) throw refuse('mysql://user@host:3306/database')
  const [unknown] = [...url.searchParams.keys()].filter((name) => !OPTIONS.some((o) => o === name))
  if (unknown !== undefined) throw refuse(`?${unknown} (${OPTIONS.join(', ')})`)
  const option = (name: (typeof OPTIONS)[number]) => url.searchParams.get(name)
  return {
    ...{ kind: scheme.kind, host: url.hostname.replace(/^\[|\]$/g, ''), database, shown },
    port: url.port === '' ? scheme.port : Number(url.port),
    ...{ user: user ?? '', password: password ?? '' },
    ...{ schema: option('schema'), socket: option('socket'), tls: option('tls') === 'true' },
  }
}

function urlOf(place: string): URL {
  try {
    return new URL(place)
  } catch {
    const shown = place.replace(/\/\/[^/]*@/, '//')
    throw new AppError('HK-CONN-012', { file: shown, detail: 'mysql://user@host:3306/database' })
  }
}

/** Percent-encoding undone, where it is one. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
