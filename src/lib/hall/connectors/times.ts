import { instantFrom } from '../../calendar/index.js'
import type { Instant } from '../contract.js'

const FIELDS = { yyyy: 4, MM: 2, dd: 2, HH: 2, mm: 2, ss: 2, SSS: 3 } as const
const TOKENS = /yyyy|SSS|MM|dd|HH|mm|ss/g
const LARGEST_SECONDS = 100_000_000_000

/** How a hall writes time: its pattern (`yyyy-MM-dd HH:mm:ss`, or `ms`, `s`) and its offset from UTC. */
export interface TimeFormat {
  readonly dateTime: string
  readonly utcOffset: string
}

/** A moment as the hall writes it. */
export function formatTime(ms: number, { dateTime, utcOffset }: TimeFormat): string {
  if (dateTime === 'ms') return String(ms)
  if (dateTime === 's') return String(Math.floor(ms / 1000))
  const local = new Date(ms + offsetMs(utcOffset)).toISOString()
  const [, yyyy = '', MM = '', dd = '', HH = '', mm = '', ss = '', SSS = ''] =
    /^(\d+)-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})/.exec(local) ?? []
  const parts: Readonly<Record<string, string>> = { yyyy, MM, dd, HH, mm, ss, SSS }
  return dateTime.replace(TOKENS, (token) => parts[token] ?? token)
}

/** An instant from what a hall wrote: a time with offset, epoch seconds or milliseconds, or its pattern; null when none. */
export function readTime(value: unknown, format: TimeFormat): Instant | null {
  if (typeof value === 'number') {
    return instantFrom(value < LARGEST_SECONDS ? value * 1000 : value)
  }
  if (typeof value !== 'string' || value === '') return null
  if (/^\d{10,13}$/.test(value)) return readTime(Number(value), format)
  if (/T.*(?:Z|[+-]\d\d:\d\d)$/.test(value))
    return Number.isNaN(Date.parse(value)) ? null : instantFrom(Date.parse(value))
  return readPattern(value, format)
}

function readPattern(value: string, { dateTime, utcOffset }: TimeFormat): Instant | null {
  const names: readonly string[] = dateTime.match(TOKENS) ?? []
  const escaped = dateTime.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pattern = escaped.replace(
    TOKENS,
    (token) => `(\\d{1,${FIELDS[token as keyof typeof FIELDS]}})`,
  )
  const found = new RegExp(`^${pattern}`).exec(value)
  if (!found) return null
  const part = (name: string, otherwise: number) => {
    const at = names.indexOf(name)
    return at < 0 ? otherwise : Number(found[at + 1])
  }
  const ms = Date.UTC(
    part('yyyy', 1970),
    part('MM', 1) - 1,
    part('dd', 1),
    part('HH', 0),
    part('mm', 0),
    part('ss', 0),
  )
  return instantFrom(ms - offsetMs(utcOffset))
}

function offsetMs(offset: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? []
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000
  return sign === '-' ? -ms : ms
}
