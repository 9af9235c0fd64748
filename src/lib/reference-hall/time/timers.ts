import { addDays, at, epochMs } from '../../calendar/index.js'
import type { ActContext } from '../acts/births.js'
import type { StoredObject } from '../acts/objects.js'
import { readSpan, spansOf } from './limits.js'

/**
 * Sets what the hall will do to an object by itself in its present state: acts whose limit runs, at its end. Migrated
 * history stays what it was, and so does what had run out before the hall was told of it.
 */
export function arm(hall: ActContext, object: StoredObject): void {
  const flow = hall.rules.workflows[object.kind]
  const isHistory = object.data['history'] === true
  const timed = Object.entries(flow.actions).filter(
    ([, { after, from }]) => after !== undefined && !isHistory && from.includes(object.state),
  )
  const past = timed.length === 0 ? [] : hall.events.past(object.id)
  const timers = timed.flatMap(([action, { after = '' }]) => {
    const rule = flow.limits[after]
    const span = spansOf(flow, after, past).at(-1)
    if (rule === undefined || span?.end !== null) return []
    const { due } = readSpan(span, rule, span.start, hall.registry.calendar())
    const dueMs = epochMs(at(addDays(due, 1), '00:00'))
    return dueMs > epochMs(span.since.recordedAt) ? [{ action, dueMs }] : []
  })
  hall.objects.setTimers(object.id, timers)
}

/** Sets the timers of every object anew, or only of those that have none: after a change of calendar, rules or data file. */
export function armAll(hall: ActContext, { onlyMissing = false } = {}): void {
  for (const { kind, actions } of Object.values(hall.rules.workflows)) {
    const timed = Object.values(actions).filter(({ after }) => after !== undefined)
    const states = [...new Set(timed.flatMap(({ from }) => from))]
    for (const object of hall.objects.inStates(kind, states, onlyMissing)) arm(hall, object)
  }
}
