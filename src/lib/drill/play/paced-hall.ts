import { type Hall, paceOf } from '../../hall/index.js'
import type { DrillPlan } from '../plan/plan-model.js'

/** Calls of a drill that may be under way at once, when the plan does not say. */
export const CALLS_AT_ONCE = 16

/** A hall to which a drill speaks no faster than its plan allows. `now` is wall time in epoch ms. */
export function pacedHall(hall: Hall, { pace }: DrillPlan, now: () => number): Hall {
  if (!pace) return hall
  const { perSecond: ratePerSecond = Number.POSITIVE_INFINITY, atOnce = CALLS_AT_ONCE } = pace
  const paced = paceOf({ ratePerSecond, concurrency: atOnce }, now)
  const { legalClock, cards, itemAt } = hall
  return {
    ...hall,
    ...(legalClock && { legalClock: (kind, id) => paced(() => legalClock(kind, id)) }),
    ...(cards && { cards: (unit) => paced(() => cards(unit)) }),
    ...(itemAt && { itemAt: (place, code) => paced(() => itemAt(place, code)) }),
    perform: (act) => paced(() => hall.perform(act)),
    get: (kind, id) => paced(() => hall.get(kind, id)),
    events: (after) => paced(() => hall.events(after)),
  }
}
