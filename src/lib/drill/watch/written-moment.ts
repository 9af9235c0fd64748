import { at, instantFrom } from '../../calendar/index.js'

/** A moment as a list tells it: to the second, or only the day (then its midnight). */
export interface WrittenMoment {
  readonly at: string
  readonly precision?: 'day'
}

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u
const DAY_AND_TIME =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?T?(上午|下午|AM|PM)?(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?(?:\.\d+)?[分秒]?(AM|PM)?$/iu
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/u

/** A moment from the ways in which halls write it; null when it is none that exists. Local time of the county. */
export function readMoment(text: string): WrittenMoment | null {
  const flat = text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/(日)T?/u, '$1')
  if (WITH_OFFSET.test(flat)) return offsetMoment(flat)
  const day = DAY.exec(flat)
  if (day) return instant(isoDay(day), '00:00:00', 'day')
  // White space between day and hour is gone, so the day's two figures must be told from the hour's.
  const spaced = text.normalize('NFKC').trim().replace(/\s+/gu, ' ')
  const split = /^(.*?\d日?)[ T]+(.*)$/u.exec(spaced)
  const full = split ? DAY_AND_TIME.exec(`${split[1]}T${split[2]?.replace(/ /gu, '')}`) : null
  const hit = full ?? DAY_AND_TIME.exec(flat)
  if (!hit) return null
  const [, , , , half, hour = '', minute = '', second = '00', after] = hit
  return instant(isoDay(hit), [hours(hour, half ?? after), minute, second].map(two).join(':'))
}

function offsetMoment(text: string): WrittenMoment | null {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : { at: instantFrom(Math.floor(ms / 1000) * 1000) }
}

function hours(hour: string, half: string | undefined): string {
  const isAfternoon = /下午|PM/iu.test(half ?? '')
  const n = Number(hour)
  if (isAfternoon && n < 12) return String(n + 12)
  return /上午|AM/iu.test(half ?? '') && n === 12 ? '0' : hour
}

function isoDay([, year = '', month = '', day = '']: readonly (string | undefined)[]): string {
  return `${year}-${two(month)}-${two(day)}`
}

function two(figures: string): string {
  return figures.padStart(2, '0')
}

function instant(day: string, time: string, precision?: 'day'): WrittenMoment | null {
  const date = new Date(`${day}T${time}Z`)
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) return null
  return { at: at(day, time), ...(precision && { precision }) }
}
