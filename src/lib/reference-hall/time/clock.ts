import type Database from 'better-sqlite3'
import { compareInstants, instantFrom } from '../../calendar/index.js'
import { HallProblem } from '../api/problem.js'

/** The hall's time: what every event and answer carries. Real until somebody sets it; then it stands still. */
export interface HallTime {
  readonly isVirtual: () => boolean
  /** Local time with offset, whole seconds when real. */
  readonly now: () => string
  /** Moves the clock; refuses to go back behind itself or behind the last event. */
  readonly set: (instant: string) => void
}

/** The clock kept in the hall's data file, so that a restart goes on where it stood. */
export function hallTime(db: Database.Database, realMs: () => number): HallTime {
  const read = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'clock'").pluck()
  const lastEvent = db
    .prepare<[], string>("SELECT body ->> 'recordedAt' FROM events ORDER BY seq DESC LIMIT 1")
    .pluck()
  const write = db.prepare(
    "INSERT INTO meta VALUES ('clock', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  )
  return {
    isVirtual: () => read.get() !== undefined,
    now: () => read.get() ?? instantFrom(Math.floor(realMs() / 1000) * 1000),
    set: (instant) => {
      const stands = read.get() ?? lastEvent.get()
      if (stands !== undefined && compareInstants(instant, stands) < 0) {
        throw new HallProblem('clock-backwards', `${stands} → ${instant}`)
      }
      write.run(instant)
    },
  }
}
