import { z } from 'zod'
import { type Flaw, flaw } from '../../flaw.js'
import { halfWidth, onText, type StepKind, shown, simple, step } from './model.js'

/** `YYYY年M月D日`, `D/M/YY`; two-digit years need a `pivot`: at or above it is 19.., below it 20... */
const formats = z.array(z.string().regex(/Y.*D|D.*Y/)).min(1)
const options = z
  .union([
    z.undefined(),
    formats,
    z.strictObject({ formats, pivot: z.int().min(0).max(99).optional() }),
  ])
  .transform((given) => (Array.isArray(given) ? { formats: given } : given))

/** Days and moments: local time of China, whatever zone the machine is in; never through Date's parser. */
export const dateSteps = {
  /** A day, `2014-03-05`; a time behind it is left out. */
  date_cn: step(options, (given) => {
    const read = readerOf(given)
    return onText((text) => {
      const parts = read(text)
      return 'code' in parts ? parts : parts.day
    })
  }),
  /** A moment, `2014-03-05T09:30:00+08:00`; without a time it is midnight. */
  time_cn: step(options, (given) => {
    const read = readerOf(given)
    return onText((text) => {
      const parts = read(text)
      return 'code' in parts ? parts : `${parts.day}T${parts.time}+08:00`
    })
  }),
  /** A moment as databases of exchange take it, `2014-03-05 09:30:00`: local time of China without an offset. */
  local_time: step(options, (given) => {
    const read = readerOf(given)
    return onText((text) => {
      const parts = read(text)
      return 'code' in parts ? parts : `${parts.day} ${parts.time}`
    })
  }),
  /** A moment of the seconds or milliseconds since 1970 that PHP and Java systems keep; 0 is none. Days before 1973 are no such number. */
  unix_time: simple(
    onText((text) => {
      const digits = text.trim()
      if (/^0+$/.test(digits)) return null
      if (!/^[1-9]\d{8,12}$/.test(digits)) return flaw('HK-MIG-302', { text: shown(text) })
      const seconds = digits.length > 10 ? Math.floor(Number(digits) / 1000) : Number(digits)
      return `${new Date((seconds + CHINA) * 1000).toISOString().slice(0, 19)}+08:00`
    }),
  ),
  /** 承诺时限: a number of working days of `20个工作日`, `20`, `即办`. */
  workdays: step(z.undefined(), () =>
    onText((text) => {
      if (/^(?:即办|当场办结|立等可取)$/u.test(text.trim())) return 0
      const days = /^(\d{1,4})\s*(?:个)?(?:工作日)?$/u.exec(halfWidth(text).trim())?.[1]
      return days === undefined ? flaw('HK-MIG-304', { text: shown(text) }) : Number(days)
    }),
  ),
} satisfies Record<string, StepKind>

/** Seconds that China is ahead of UTC. */
const CHINA = 8 * 60 * 60

interface Moment {
  readonly day: string
  readonly time: string
}

type Read = (text: string) => Moment | Flaw

const PARTS = ['YYYY', 'YY', 'M', 'D', 'H', 'm', 's'] as const
type Part = (typeof PARTS)[number]

/** A way to write a day, and which group holds which part of it; named groups would cost more than the pattern. */
interface Pattern {
  readonly pattern: RegExp
  readonly groups: Groups
}

type Groups = Readonly<Record<Part, number>>

/** The group of a part that is not written: none has that number. */
const NONE = 99

function groupsOf(parts: readonly Part[]): Groups {
  const group = (part: Part) => [part, parts.indexOf(part) + 1 || NONE] as const
  return Object.fromEntries(PARTS.map(group)) as Groups
}

/** What old systems and Excel write, when no format is named. */
const USUAL: readonly Pattern[] = [
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})?(?:\.\d+)?秒?)?分?)?$/u,
  /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/u,
].map((pattern) => ({ pattern, groups: groupsOf(['YYYY', 'M', 'D', 'H', 'm', 's']) }))

function readerOf(given: z.output<typeof options>): Read {
  const patterns = given === undefined ? USUAL : given.formats.map(patternOf)
  const pivot = given === undefined || !('pivot' in given) ? undefined : given.pivot
  return (raw) => {
    const text = PLAIN.test(raw) ? raw : chineseDigits(halfWidth(raw).trim())
    for (const { pattern, groups } of patterns) {
      const found = pattern.exec(text)
      if (found !== null) return moment(found, groups, { pivot, raw })
    }
    return flaw('HK-MIG-302', { text: shown(raw) })
  }
}

const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/
const TOKENS = /YYYY|YY|MM?|DD?|HH?|mm?|ss?/g

function patternOf(format: string): Pattern {
  const escaped = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const groups: Part[] = []
  const source = escaped.replace(TOKENS, (token) => {
    const part = PARTS.find((one) => one === token || one === token.slice(0, 1))
    if (part !== undefined) groups.push(part)
    return `(\\d{${token.length === 1 ? '1,2' : token.length}})`
  })
  return { pattern: new RegExp(`^${source}$`, 'u'), groups: groupsOf(groups) }
}

function moment(
  found: RegExpExecArray,
  { YYYY, YY, M, D, H, m, s }: Groups,
  { pivot, raw }: { readonly pivot: number | undefined; readonly raw: string },
): Moment | Flaw {
  const year = found[YYYY] ?? century(found[YY], pivot)
  if (year === null) return flaw('HK-MIG-302', { text: shown(raw) })
  const month = two(found[M])
  const date = two(found[D])
  const time =
    found[H] === undefined ? MIDNIGHT : `${two(found[H])}:${two(found[m])}:${two(found[s])}`
  const known = isDay(Number(year), Number(month), Number(date)) && time <= '23:59:59'
  return known
    ? { day: `${year}-${month}-${date}`, time }
    : flaw('HK-MIG-303', { text: shown(raw) })
}

const MIDNIGHT = '00:00:00'

function century(short: string | undefined, pivot: number | undefined): string | null {
  if (short === undefined || pivot === undefined) return null
  return `${Number(short) >= pivot ? '19' : '20'}${short}`
}

function two(digits = '00'): string {
  return digits.length === 1 ? `0${digits}` : digits
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1800 || month < 1 || month > 12 || day < 1) return false
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0))
}

/** 二〇一四年三月十五日 as 2014年3月15日. */
function chineseDigits(text: string): string {
  if (!/[〇○零一二三四五六七八九十]/u.test(text)) return text
  return text
    .replace(/[〇○零]/gu, '0')
    .replace(/[一二三四五六七八九]/gu, (c) => String('一二三四五六七八九'.indexOf(c) + 1))
    .replace(/(\d?)十(\d?)/gu, (_, tens: string, ones: string) => `${tens || 1}${ones || 0}`)
}
