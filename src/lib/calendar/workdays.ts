import { createRequire } from 'node:module'
import { AppError } from '../errors/index.js'
import { addDays, dayNumber, isWeekend } from './day.js'
import type { Day, WorkCalendar } from './model.js'

/**
 * Years whose every day was compared with the State Council's papers (by way of holiday-cn).
 * Beyond them chinese-days silently answers Monday to Friday, so we refuse; see docs/decisions.
 */
const COVERED = { from: 2013, to: 2026 } as const

interface Arrangement {
  readonly holidays: Readonly<Record<Day, string>>
  readonly workdays: Readonly<Record<Day, string>>
}

// The data file, not the library: the library's date arithmetic depends on the machine's zone.
const require = createRequire(import.meta.url)
let loaded: Arrangement | undefined
let version: string | undefined

function arrangement(): Arrangement {
  // The shape is that of a pinned dependency's data file, proven by the unit tests.
  loaded ??= require('chinese-days/dist/chinese-days.json') as Arrangement
  return loaded
}

/** The years for which working days are known, in order. */
export function coveredYears(): readonly number[] {
  return Array.from({ length: COVERED.to - COVERED.from + 1 }, (_, i) => COVERED.from + i)
}

/** Names the source and span of the working days, to be stored with every computed due date. */
export function calendarVersion(): string {
  version ??= (require('chinese-days/package.json') as { version: string }).version
  return `chinese-days@${version}/${COVERED.from}-${COVERED.to}`
}

/** Whether offices work on the day, make-up days included; HK-CAL-001 outside the covered years. */
export function isWorkday(day: Day): boolean {
  const weekend = isWeekend(day)
  assertCovered(day)
  const { holidays, workdays } = arrangement()
  if (Object.hasOwn(workdays, day)) return true
  return !weekend && !Object.hasOwn(holidays, day)
}

/** Whether the day lies in the covered years. */
export function isCovered(day: Day): boolean {
  const year = Number(day.slice(0, 4))
  dayNumber(day)
  return year >= COVERED.from && year <= COVERED.to
}

/** The holiday that a day belongs to, or for which it is worked: 清明; null on an ordinary day. */
export function nameOfDay(day: Day): string | null {
  const { holidays, workdays } = arrangement()
  return (holidays[day] ?? workdays[day])?.split(',')[1] ?? null
}

/** The arrangement of the State Council and nothing else; HK-CAL-001 outside the covered years. */
export const officialCalendar: WorkCalendar = {
  get version() {
    return calendarVersion()
  },
  isWorkday,
  isKnown: isCovered,
  nameOf: nameOfDay,
}

/**
 * The `n`-th working day after `day`: the day itself is not counted (T+1, 行政许可法 art. 82).
 * `n` = 0 gives the day back; a negative `n` counts working days before it.
 */
export function addWorkdays(day: Day, n: number, calendar = officialCalendar): Day {
  calendar.isWorkday(day)
  const step = n < 0 ? -1 : 1
  let current = day
  for (let left = Math.abs(n); left > 0; ) {
    current = addDays(current, step)
    if (calendar.isWorkday(current)) left -= 1
  }
  return current
}

/** Working days in `(fromExclusive, toInclusive]`; negative when the second day is the earlier one. */
export function workdaysBetween(
  fromExclusive: Day,
  toInclusive: Day,
  calendar = officialCalendar,
): number {
  if (dayNumber(toInclusive) < dayNumber(fromExclusive)) {
    return 0 - workdaysBetween(toInclusive, fromExclusive, calendar)
  }
  calendar.isWorkday(fromExclusive)
  let count = 0
  for (let day = fromExclusive; day !== toInclusive; ) {
    day = addDays(day, 1)
    if (calendar.isWorkday(day)) count += 1
  }
  return count
}

function assertCovered(day: Day): void {
  if (!isCovered(day)) throw new AppError('HK-CAL-001', { day, ...COVERED })
}
