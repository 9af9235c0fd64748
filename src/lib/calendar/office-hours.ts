import { AppError } from '../errors/index.js'
import { addDays } from './day.js'
import { at, dayOf, epochMs, fullTime, offsetOf, secondsBetween, timeOf } from './instant.js'
import type { Day, Instant, OfficeHours } from './model.js'
import { isWorkday } from './workdays.js'

/** Whether the office is open: a working day, inside a window; the closing minute is outside. */
export function isOpen(instant: Instant, hours: OfficeHours): boolean {
  const time = timeOf(instant)
  const inWindow = windows(hours).some(([from, to]) => from <= time && time < to)
  return inWindow && isWorkday(dayOf(instant))
}

/** The moment itself when the office is open, otherwise the next time it opens. */
export function nextOpening(instant: Instant, hours: OfficeHours): Instant {
  if (isOpen(instant, hours)) return instant
  const offset = offsetOf(instant)
  for (let day = dayOf(instant); ; day = addDays(day, 1)) {
    const next = openings(day, hours, offset).find(([from]) => epochMs(from) >= epochMs(instant))
    if (next) return next[0]
  }
}

/** Seconds during which the office was open between two moments; negative when `to` is earlier. */
export function officeSecondsBetween(from: Instant, to: Instant, hours: OfficeHours): number {
  if (secondsBetween(from, to) < 0) return 0 - officeSecondsBetween(to, from, hours)
  const offset = offsetOf(from)
  let seconds = 0
  for (
    let day = dayOf(from);
    epochMs(at(day, '00:00', offset)) < epochMs(to);
    day = addDays(day, 1)
  ) {
    for (const window of openings(day, hours, offset)) seconds += overlap(window, from, to)
  }
  return seconds
}

/** Office time between two moments in whole office days, begun ones counted: the other way to count a limit. */
export function officeDaysBetween(from: Instant, to: Instant, hours: OfficeHours): number {
  const day = dayOf(from)
  const seconds = windows(hours).map(([a, b]) => secondsBetween(at(day, a), at(day, b)))
  const whole = seconds.reduce((sum, window) => sum + window, 0)
  return Math.ceil(officeSecondsBetween(from, to, hours) / whole)
}

function overlap(window: readonly [Instant, Instant], from: Instant, to: Instant): number {
  const start = Math.max(epochMs(window[0]), epochMs(from))
  const end = Math.min(epochMs(window[1]), epochMs(to))
  return Math.max(0, end - start) / 1000
}

function openings(day: Day, hours: OfficeHours, offset: string): (readonly [Instant, Instant])[] {
  const open = windows(hours)
  if (!isWorkday(day)) return []
  return open.map(([from, to]) => [at(day, from, offset), at(day, to, offset)] as const)
}

function windows(hours: OfficeHours): OfficeHours {
  const full = hours.map(([from, to]) => [fullTime(from), fullTime(to)] as const)
  if (full.length === 0 || full.some(([from, to]) => from >= to)) {
    throw new AppError('HK-CAL-003', { hours: hours.map((w) => w.join('-')).join(', ') })
  }
  return full
}
