import { AppError } from '../errors/index.js'
import { remembered } from '../text/index.js'
import type { Day } from './model.js'

const MS_PER_DAY = 86_400_000

/** Days since 1970-01-01 of a day; HK-CAL-002 when the text is no day of the calendar. */
export const dayNumber: (day: Day) => number = remembered(parsedDay)

/** The day that lies so many days after 1970-01-01. */
const dayFromNumber: (number: number) => Day = remembered(writtenDay)

function parsedDay(day: Day): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  const number = time / MS_PER_DAY
  if (Number.isNaN(number) || writtenDay(number) !== day) {
    throw new AppError('HK-CAL-002', { text: day, expected: 'day' })
  }
  return number
}

function writtenDay(number: number): Day {
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
