import { resolve } from 'node:path'
import { AppError } from '../../errors/index.js'
import type { Instant } from '../contract.js'
import type { HallRules } from '../load-workflows.js'
import { paceOf } from '../pace.js'
import type { Credentials } from '../session.js'
import { openWire, type Wire } from '../wire.js'
import { openCharset } from './charset.js'
import { type Keeping, keptValue } from './kept.js'
import type { Connector } from './load.js'
import type { ConnectorOptions } from './options.js'
import type { SignSecrets } from './sign.js'
import { isDatabaseAddress } from './table-address.js'
import type { TableSourceOptions } from './table-source.js'
import { formatTime } from './times.js'

/** An opened connector: its values fetched, its wire ready. Nothing was asked of the hall yet. */
export interface Desk extends TableSourceOptions {
  readonly connector: Connector
  readonly rules: HallRules
  readonly url: string
  readonly wire: Wire
  readonly now: () => number
  readonly credentials: Credentials
  readonly sign: SignSecrets
  readonly gbk: (text: string) => Buffer
  readonly reader: string | null
  readonly keeping: Keeping
  /** Where exchange tables lie: a path, or the address of a database. */
  readonly tables: string
  /** The drill's time, where the hall cannot be told it: what is seen happened then. Null: the hall's own time counts. */
  readonly clock: { at: Instant | null }
  /** Names that every expression sees. */
  readonly names: () => Record<string, unknown>
}

/** Fetches the kept values of a connector (HK-CONN-004) and opens its wire. */
export async function openDesk(connector: Connector, options: ConnectorOptions): Promise<Desk> {
  const { spec, file, folder } = connector
  const keeping = { file, folder, env: options.env }
  const kept = async (value: string | undefined) =>
    value === undefined ? '' : keptValue(value, keeping)
  const url = (options.url ?? (await kept(spec.baseUrl))).replace(/\/+$/, '')
  const vars = await Promise.all(
    Object.entries(spec.vars).map(async ([name, value]) => [name, await kept(value)] as const),
  )
  const { limits, encoding, auth } = spec
  const ratePerSecond = options.ratePerSecond ?? limits.ratePerSecond
  const fixed = {
    vars: Object.fromEntries(vars),
    maps: spec.maps,
    service: { token: options.serviceToken ?? '' },
  }
  return {
    connector,
    rules: options.rules,
    url,
    wire: await openWire({
      source: file,
      hosts: new Set([...(url === '' ? [] : [hostOf(url, file)]), ...spec.allowHosts]),
      timeoutMs: limits.timeoutMs,
      pace: paceOf({ ...limits, ratePerSecond }, options.now),
    }),
    now: options.now,
    credentials: options.credentials,
    charset: await openCharset(encoding.charset),
    gbk: (await openCharset('gbk')).encode,
    sign: { key: await kept(auth.sign?.key), secret: await kept(auth.sign?.secret) },
    reader: auth.reader === undefined ? null : await kept(auth.reader),
    keeping,
    tables: placeOf(spec.folder === undefined ? '.' : await kept(spec.folder), folder),
    ...{ forcedCharset: encoding.answerCharset, utcOffset: encoding.utcOffset },
    timeoutMs: limits.timeoutMs,
    clock: { at: null },
    names: () => {
      const nowMs = options.now()
      const now = formatTime(nowMs, encoding)
      return { ...fixed, now, nowMs, nowSeconds: Math.floor(nowMs / 1000) }
    },
  }
}

function placeOf(place: string, folder: string): string {
  return isDatabaseAddress(place) ? place : resolve(folder, place)
}

function hostOf(url: string, file: string): string {
  try {
    return new URL(url).host
  } catch {
    throw new AppError('HK-CONN-004', { file, source: `baseUrl ${url}` })
  }
}
