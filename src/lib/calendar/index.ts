/**
 * calendar: official working days of China with make-up days, T+1 counting, office hours, local time with offset.
 * It never guesses: a day outside the covered years is HK-CAL-001. It never asks the machine's zone or clock,
 * and knows no hall and no drill.
 */
export { countyCalendar, type LocalDays } from './county.js'
export { addDays, daysBetween, isWeekend } from './day.js'
export {
  at,
  compareInstants,
  dayOf,
  epochMs,
  instantFrom,
  offsetOf,
  plusSeconds,
  secondsBetween,
  timeOf,
} from './instant.js'
export {
  type ClockFacts,
  type ClockReading,
  type ClockStep,
  type ClockStop,
  explainClock,
  readClock,
} from './legal-clock.js'
export type { Day, Instant, OfficeHours, WorkCalendar } from './model.js'
export { isOpen, nextOpening, officeDaysBetween, officeSecondsBetween } from './office-hours.js'
export {
  addWorkdays,
  calendarVersion,
  coveredYears,
  isWorkday,
  officialCalendar,
  workdaysBetween,
} from './workdays.js'
