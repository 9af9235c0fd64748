import { AppError } from '../errors/index.js'
import { remembered } from '../text/index.js'
import { dayNumber } from './day.js'
import type { Day, Instant } from './model.js'

/** The one offset of China, all year. */
const CHINA_OFFSET = '+08:00'

const PATTERN = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d{1,3})?([+-]\d{2}:\d{2})$/
const MS_PER_MINUTE = 60_000

/** Milliseconds since 1970-01-01T00:00Z; HK-CAL-002 when the text is no local time with offset. */
export const epochMs: (instant: Instant) => number = remembered(parsedInstant)

function parsedInstant(instant: Instant): number {
  const [, day = '', time = ''] = PATTERN.exec(instant) ?? []
  const ms = Date.parse(instant)
  if (day === '' || Number.isNaN(ms) || time > '23:59:59') {
    throw new AppError('HK-CAL-002', { text: instant, expected: 'instant' })
  }
  dayNumber(day)
  return ms
}

/** The local time at an offset of a moment given in milliseconds since 1970-01-01T00:00Z. */
export function instantFrom(ms: number, offset: string = CHINA_OFFSET): Instant {
  const local = new Date(Math.round(ms) + offsetMinutes(offset) * MS_PER_MINUTE).toISOString()
  return `${local.slice(0, 23).replace('.000', '')}${offset}`
}

/** The moment `seconds` later, at the same offset; fractions are kept to the millisecond. */
export function plusSeconds(instant: Instant, seconds: number): Instant {
  return instantFrom(epochMs(instant) + seconds * 1000, offsetOf(instant))
}

/** Seconds from `from` to `to`, negative when `to` is earlier; offsets may differ. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (epochMs(to) - epochMs(from)) / 1000
}

/** Negative, 0 or positive as `a` is before, at or after `b`; safe across offsets, for sorting. */
export function compareInstants(a: Instant, b: Instant): number {
  return epochMs(a) - epochMs(b)
}

/** The local day of a moment. */
export function dayOf(instant: Instant): Day {
  epochMs(instant)
  return instant.slice(0, 10)
}

/** The local time of day, `08:30:00`. */
export function timeOf(instant: Instant): string {
  epochMs(instant)
  return instant.slice(11, 19)
}

/** The moment on a day at a time of day (`08:30` or `08:30:15`). */
export function at(day: Day, time: string, offset: string = CHINA_OFFSET): Instant {
  dayNumber(day)
  return `${day}T${fullTime(time)}${offset}`
}

/** The offset that a local time carries, `+08:00`. */
export function offsetOf(instant: Instant): string {
  epochMs(instant)
  return instant.slice(-6)
}

/** `08:30` as `08:30:00`; HK-CAL-002 when the text is no time of day. */
export function fullTime(time: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) {
    throw new AppError('HK-CAL-002', { text: time, expected: 'time' })
  }
  return time.length === 5 ? `${time}:00` : time
}

function offsetMinutes(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))
  return offset.startsWith('-') ? -minutes : minutes
}
