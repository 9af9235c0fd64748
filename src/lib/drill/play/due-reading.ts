import {
  type ClockFacts,
  calendarVersion,
  isWeekend,
  officialCalendar,
  readClock,
} from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import type { HallReader, LegalClock, ObjectKind } from '../../hall/index.js'
import { isLoss } from './attempt.js'

/** A due date as the hall tells it, as the official calendar gives it, and as it would be if holidays were working days. */
export interface DueReading {
  readonly told: string
  readonly computed: string
  readonly withoutHolidays: string
}

/**
 * Holds the due date that a hall tells against the calendar. Null where the hall tells none, or reckons by a calendar
 * with days of its own, which we do not have.
 */
export function readDue(
  hall: HallReader,
  kind: ObjectKind,
  id: string,
): Promise<DueReading | null> {
  return reading(hall, kind, id, dueOf)
}

/** The same of a limit of the present stage, of so many working days. */
export function readLimit(
  hall: HallReader,
  kind: ObjectKind,
  id: string,
  { name, days }: { readonly name: string; readonly days: number },
): Promise<DueReading | null> {
  return reading(hall, kind, id, ({ limits = [], calendarVersion: version }) => {
    const running = limits.find(({ limit }) => limit === name)
    if (running === undefined || version !== calendarVersion()) return null
    const { since, due } = running
    return held(due, { start: since, now: due, days, extension: 0, stops: [] })
  })
}

async function reading(
  hall: HallReader,
  kind: ObjectKind,
  id: string,
  read: (clock: LegalClock) => DueReading | null,
): Promise<DueReading | null> {
  if (!hall.legalClock) return null
  try {
    return read(await hall.legalClock(kind, id))
  } catch (error) {
    if (isLoss(error) || isUnsupported(error)) return null
    throw error
  }
}

function isUnsupported(error: unknown): boolean {
  return error instanceof AppError && error.code === 'HK-HALL-005'
}

function dueOf(clock: LegalClock): DueReading | null {
  const { promised, acceptedOn, due, stops, extension, endedOn } = clock
  const isComplete = promised !== null && acceptedOn !== null && due !== null
  if (!isComplete || clock.calendarVersion !== calendarVersion()) return null
  return held(due, { start: acceptedOn, now: endedOn ?? due, days: promised, extension, stops })
}

function held(told: string, facts: ClockFacts): DueReading {
  const naive = { ...officialCalendar, isWorkday: (day: string) => !isWeekend(day) }
  return {
    told,
    computed: readClock(facts, officialCalendar).due,
    withoutHolidays: readClock(facts, naive).due,
  }
}
