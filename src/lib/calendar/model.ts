/** A day, `2015-04-08`. */
export type Day = string

/** Local time with offset, `2015-04-08T08:30:00+08:00` (milliseconds only when there are any). */
export type Instant = string

/** Windows of one office day in local time, in order: `[['08:30', '12:00'], ['15:00', '17:30']]`. */
export type OfficeHours = readonly (readonly [string, string])[]

/** Which days are worked. `isKnown` is false where no arrangement has been published and the answer is provisional. */
export interface WorkCalendar {
  /** Names source and span, to be stored with every computed due date. */
  readonly version: string
  readonly isWorkday: (day: Day) => boolean
  readonly isKnown: (day: Day) => boolean
  /** The holiday that closes a day, or for which it is worked; null on an ordinary day. */
  readonly nameOf: (day: Day) => string | null
}
