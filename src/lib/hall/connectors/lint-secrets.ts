import { type Flaw, flaw } from './flaw.js'
import { isKept } from './kept.js'
import type { Connector } from './load.js'

type Path = readonly PropertyKey[]

/** Paths with a host of their own that is not allowed. A `baseUrl` written out names the hall's own host. */
export function foreignHosts({ spec }: Connector): Flaw[] {
  const own = spec.baseUrl !== undefined && !isKept(spec.baseUrl) ? [hostOf(spec.baseUrl)] : []
  const allowed = [...own, ...spec.allowHosts]
  return textsIn(spec.actions, ['actions'])
    .filter(({ path, text }) => path.at(-1) === 'path' && /^https?:/.test(text))
    .filter(({ text }) => !allowed.includes(hostOf(text)))
    .map(({ path, text }) => flaw('HK-CONN-101', path, { host: hostOf(text), allowed }))
}

function hostOf(text: string): string {
  return /^https?:\/\/([^/?#]+)/.exec(text)?.[1] ?? ''
}

const SECRET = /pass(word|wd)?$|pwd$|secret|token$|api_?key|app_?key|private/i

/** Passwords and keys that stand in the file instead of `env:` or `file:`. */
export function openSecrets({ spec }: Connector): Flaw[] {
  const { sign } = spec.auth
  const keys = [
    { path: ['auth', 'sign', 'key'], text: sign?.key },
    { path: ['auth', 'sign', 'secret'], text: sign?.secret },
    ...textsIn(spec.actions, ['actions']).filter(
      ({ path }) => path.at(-1) === 'key' && !path.includes('map') && !path.includes('body'),
    ),
    ...textsIn(spec.vars, ['vars']).filter(({ path }) => SECRET.test(String(path.at(-1)))),
  ]
  const sent = [...textsIn(spec.auth, ['auth']), ...textsIn(spec.actions, ['actions'])].filter(
    ({ path, text }) =>
      SECRET.test(String(path.at(-1))) && isSent(path) && !text.includes('${') && text !== '',
  )
  return [...keys, ...sent]
    .filter(({ text }) => text !== undefined && !isKept(text))
    .map(({ path }) => flaw('HK-CONN-102', path, {}))
}

/** A value that goes out with a request, as against an expression over an answer. */
function isSent(path: Path): boolean {
  return ['body', 'query', 'headers'].some((part) => path.includes(part))
}

function textsIn(value: unknown, path: Path): { readonly path: Path; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    textsIn(part, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}
