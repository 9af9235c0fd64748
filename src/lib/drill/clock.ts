import type { HallClock, Instant } from '../hall/index.js'

/** Drill time: everything that waits, waits through it. */
export interface DrillClock {
  readonly kind: 'virtual'
  /** Comes back when it is that moment, for the drill and for the hall. */
  reach(at: Instant): Promise<void>
}

/** A clock that jumps: the hall is told the time, so its own timers agree. Rehearsals only. */
export function virtualClock(hall: HallClock): DrillClock {
  return { kind: 'virtual', reach: (at) => hall.setClock(at) }
}
