import { isWeekend } from './day.js'
import type { Day, WorkCalendar } from './model.js'
import { calendarVersion, isCovered, isWorkday, nameOfDay } from './workdays.js'

/** Days on which one county differs from the official arrangement: closed (`off`) or open (`work`), each with its reason. */
export interface LocalDays {
  readonly off: Readonly<Record<Day, string>>
  readonly work: Readonly<Record<Day, string>>
}

/** Statutory holidays on fixed dates, known before any year's arrangement is published (国务院令第513号). */
const FIXED: Readonly<Record<string, string>> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
}

/**
 * The working days of one county: the official ones with its own closures. Beyond the covered years it goes on
 * provisionally (Monday to Friday without the fixed holidays), and `isKnown` says so of every such day.
 */
export function countyCalendar(local: LocalDays = { off: {}, work: {} }): WorkCalendar {
  const count = Object.keys(local.off).length + Object.keys(local.work).length
  const isLocal = (day: Day) => Object.hasOwn(local.off, day) || Object.hasOwn(local.work, day)
  return {
    version: count === 0 ? calendarVersion() : `${calendarVersion()}+local.${count}`,
    isKnown: (day) => isCovered(day) || isLocal(day),
    isWorkday: (day) => {
      if (isLocal(day)) return Object.hasOwn(local.work, day)
      return isCovered(day) ? isWorkday(day) : !isWeekend(day) && FIXED[day.slice(5)] === undefined
    },
    nameOf: (day) => {
      const own = local.off[day] ?? local.work[day]
      return own ?? (isCovered(day) ? nameOfDay(day) : (FIXED[day.slice(5)] ?? null))
    },
  }
}
