import { AppError } from '../errors/index.js'
import type { Day } from './model.js'

const MS_PER_DAY = 86_400_000

/** Days that were asked for lately: counting working days asks for the same ones again and again. */
const known = new Map<Day, number>()
const MOST_KNOWN = 10_000

/** Days since 1970-01-01 of a day; HK-CAL-002 when the text is no day of the calendar. */
export function dayNumber(day: Day): number {
  const before = known.get(day)
  if (before !== undefined) return before
  const number = parsedDay(day)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(day, number)
  return number
}

function parsedDay(day: Day): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  const number = time / MS_PER_DAY
  if (Number.isNaN(number) || dayFromNumber(number) !== day) {
    throw new AppError('HK-CAL-002', { text: day, expected: 'day' })
  }
  return number
}

/** The day that lies `number` days after 1970-01-01. */
function dayFromNumber(number: number): Day {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10)
}

/** The day `n` calendar days later (earlier when negative). */
export function addDays(day: Day, n: number): Day {
  return dayFromNumber(dayNumber(day) + n)
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** True on Saturday and Sunday, whatever the official arrangement says. */
export function isWeekend(day: Day): boolean {
  const weekday = (dayNumber(day) + 4) % 7
  return weekday === 0 || weekday === 6
}
