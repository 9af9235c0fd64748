import { calendarVersion, isWeekend, officialCalendar, readClock } from '../../calendar/index.js'
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
export async function readDue(
  hall: HallReader,
  kind: ObjectKind,
  id: string,
): Promise<DueReading | null> {
  if (!hall.legalClock) return null
  try {
    return dueOf(await hall.legalClock(kind, id))
  } catch (error) {
    if (isLoss(error)) return null
    throw error
  }
}

function dueOf(clock: LegalClock): DueReading | null {
  const { promised, acceptedOn, due, stops, extension, endedOn } = clock
  const isComplete = promised !== null && acceptedOn !== null && due !== null
  if (!isComplete || clock.calendarVersion !== calendarVersion()) return null
  const facts = { start: acceptedOn, now: endedOn ?? due, days: promised, extension, stops }
  const naive = { ...officialCalendar, isWorkday: (day: string) => !isWeekend(day) }
  return {
    told: due,
    computed: readClock(facts, officialCalendar).due,
    withoutHolidays: readClock(facts, naive).due,
  }
}
