import { addDays } from './day.js'
import type { Day, WorkCalendar } from './model.js'
import { addWorkdays, workdaysBetween } from './workdays.js'

/** A time that does not count (行政许可法 art. 45). `to` is null while it lasts; `asked` are the days told in writing. */
export interface ClockStop {
  readonly from: Day
  readonly to: Day | null
  readonly asked: number | null
}

/** What a limit is worked out from: the day before its first day, the days it has, and the day to look at it (or its end). */
export interface ClockFacts {
  readonly start: Day
  readonly now: Day
  readonly days: number
  readonly extension: number
  readonly stops: readonly ClockStop[]
}

/** One line of the arithmetic, in the order of a calendar. */
export type ClockStep =
  | { readonly what: 'start'; readonly day: Day; readonly first: Day }
  | { readonly what: 'off'; readonly from: Day; readonly to: Day; readonly name: string | null }
  | { readonly what: 'made-up'; readonly day: Day; readonly name: string }
  | { readonly what: 'stop'; readonly from: Day; readonly to: Day | null; readonly days: number }
  | { readonly what: 'extension'; readonly days: number }
  | { readonly what: 'provisional'; readonly from: Day }
  | { readonly what: 'due'; readonly day: Day; readonly days: number }

/** A limit as it stands. `stopped` are the working days that its stops took, `remaining` is negative when overdue. */
export interface ClockReading {
  readonly due: Day
  readonly used: number
  readonly stopped: number
  readonly remaining: number
  readonly calendarVersion: string
}

/**
 * A limit in working days: the start day is not counted, a stop takes the working days that it covered (at least one,
 * at most those asked for), overlapping stops count once, an extension is added to the end.
 */
export function readClock(facts: ClockFacts, calendar: WorkCalendar): ClockReading {
  const { start, now, days, extension, stops } = facts
  const out = new Set(stops.flatMap((stop) => coveredDays(stop, facts, calendar)))
  const passed = [...out].filter((day) => day <= now).length
  const used = Math.max(0, workdaysBetween(start, now, calendar) - passed)
  return {
    due: addWorkdays(start, days + extension + out.size, calendar),
    used,
    stopped: out.size,
    remaining: days + extension - used,
    calendarVersion: calendar.version,
  }
}

/** The arithmetic of `readClock`, line by line. */
export function explainClock(facts: ClockFacts, calendar: WorkCalendar): readonly ClockStep[] {
  const { start, days, extension, stops } = facts
  const { due, stopped } = readClock(facts, calendar)
  return [
    { what: 'start', day: start, first: addWorkdays(start, 1, calendar) },
    ...oddDays(start, due, calendar),
    ...stops.map((stop) => {
      const { from, to } = stop
      return { what: 'stop', from, to, days: coveredDays(stop, facts, calendar).length } as const
    }),
    ...(extension > 0 ? [{ what: 'extension', days: extension } as const] : []),
    { what: 'due', day: due, days: days + extension + stopped },
  ]
}

/** The working days that a stop takes out of the count: the first ones after it began. */
function coveredDays(
  { from, to, asked }: ClockStop,
  { start, now }: ClockFacts,
  calendar: WorkCalendar,
): readonly Day[] {
  const most = asked ?? Number.POSITIVE_INFINITY
  const lasted = Math.max(0, workdaysBetween(from, to ?? now, calendar))
  const count = Math.min(to === null ? lasted : Math.max(1, lasted), most)
  const days: Day[] = []
  for (let day = from; days.length < count; ) {
    day = addWorkdays(day, 1, calendar)
    days.push(day)
  }
  return days.filter((day) => day > start)
}

/** Rest days in a row, and weekends that are worked, between two days; where the arrangement is not yet known. */
function oddDays(start: Day, end: Day, calendar: WorkCalendar): readonly ClockStep[] {
  const steps: ClockStep[] = []
  for (let day = addDays(start, 1); day <= end; day = addDays(day, 1)) {
    if (!calendar.isKnown(day)) return [...steps, { what: 'provisional', from: day }]
    const odd = oddDay(day, calendar)
    const last = steps.at(-1)
    const isSameRun = odd?.what === 'off' && last?.what === 'off' && addDays(last.to, 1) === day
    if (isSameRun) steps.splice(-1, 1, { ...last, to: day, name: last.name ?? odd.name })
    else if (odd !== null) steps.push(odd)
  }
  return steps
}

/** A day that is not what its weekday says, or no working day; null for an ordinary one. */
function oddDay(day: Day, calendar: WorkCalendar) {
  const name = calendar.nameOf(day)
  if (!calendar.isWorkday(day)) return { what: 'off', from: day, to: day, name } as const
  return name === null ? null : ({ what: 'made-up', day, name } as const)
}
