import type { AppError } from '../../errors/index.js'
import type { SourceOptions } from '../sources/index.js'

/** Why a source does not open, as far as somebody can do something about it. */
export type Cause =
  | 'driver'
  | 'tls'
  | 'oracle-old'
  | 'oracle-verifier'
  | 'mysql-old-login'
  | 'login'
  | 'database'
  | 'refused'
  | 'host'
  | 'timeout'
  | 'charset'
  | 'missing'
  | 'privilege'
  | 'damaged'
  | 'other'

/** What drivers say, in their own words and codes, in the order in which it is looked for. */
const SAID: readonly (readonly [Cause, RegExp])[] = [
  ['oracle-old', /NJS-138|NJS-523|ORA-28040/],
  ['oracle-verifier', /NJS-116/],
  [
    'mysql-old-login',
    /ER_NOT_SUPPORTED_AUTH_MODE|HANDSHAKE_NO_SSL|old_password|mysql_native_password/i,
  ],
  [
    'tls',
    /unsupported protocol|legacy sigalg|wrong version number|tlsv1|\bTLS\b|SSL routines|EPROTO|ESOCKET.*(?:secure|ssl|tls)|self[- ]signed|certificate/i,
  ],
  [
    'login',
    /ER_ACCESS_DENIED|ELOGIN|28P01|28000|ORA-01017|NJS-007|Login failed|password authentication failed/i,
  ],
  ['database', /ER_BAD_DB|3D000|ORA-12514|NJS-518|Cannot open database/i],
  ['privilege', /ER_TABLEACCESS|42501|ORA-00942|ORA-01031|permission|EACCES|EPERM/i],
  ['refused', /ECONNREFUSED|NJS-511/],
  ['host', /ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|NJS-515/],
  ['timeout', /ETIMEDOUT|ETIMEOUT|NJS-510|timeout/i],
  ['missing', /ENOENT|unable to open/i],
]

/** Errors of our own that say it already. */
const OWN: Readonly<Record<string, Cause>> = {
  ...{ 'HK-MIG-009': 'driver', 'HK-MIG-004': 'charset', 'HK-SHEET-012': 'charset' },
  ...{ 'HK-SHEET-013': 'charset', 'HK-MIG-008': 'damaged', 'HK-MIG-006': 'damaged' },
  ...{
    'HK-MIG-007': 'damaged',
    'HK-MIG-005': 'damaged',
    'HK-MIG-038': 'damaged',
    'HK-MIG-039': 'damaged',
  },
}

/** What an error of a source means, and its words. */
export function causeOf(error: AppError): { readonly cause: Cause; readonly reason: string } {
  const said = 'reason' in error.params ? String(error.params.reason) : ''
  const reason = said === '' ? error.code : said
  const own = OWN[error.code]
  return { cause: own ?? SAID.find(([, words]) => words.test(said))?.[0] ?? 'other', reason }
}

/** How a source is called in a list. */
export function placeOf(options: SourceOptions): string {
  if ('path' in options) return options.path
  const { host, port } = options
  return `${host}:${port}/${'service' in options ? options.service : options.database}`
}
