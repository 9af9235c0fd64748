/** A day, `2015-04-08`. */
export type Day = string

/** Local time with offset, `2015-04-08T08:30:00+08:00` (milliseconds only when there are any). */
export type Instant = string

/** Windows of one office day in local time, in order: `[['08:30', '12:00'], ['15:00', '17:30']]`. */
export type OfficeHours = readonly (readonly [string, string])[]
