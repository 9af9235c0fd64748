import { dayOf } from '../../calendar/index.js'
import type { Actor } from '../people/accounts.js'
import type { PastEvent } from '../store/events.js'
import { clockOf, type ObjectClock, stopsOf } from '../time/legal-clock.js'
import { readSpan, spansOf } from '../time/limits.js'
import type { ActContext } from './births.js'
import type { StoredObject } from './objects.js'
import { papersOf } from './papers.js'
import type { Situation } from './rules.js'

/** What the rules may ask about an object, seen by one account now. */
export function situation(hall: ActContext, actor: Actor, object: StoredObject): Situation {
  const { state, unit, owner, id, data } = object
  let held: readonly PastEvent[] | undefined
  const past = () => {
    held ??= hall.events.past(id)
    return held
  }
  return {
    state,
    unit,
    owner,
    town: data['town'],
    holdsNode: (node) => hall.registry.isAssigned(String(data['item']), node, actor.workNo),
    named: (field) => data[field],
    happened: (event, by) => hall.events.happened(id, event, by),
    people: (event) => new Set(past().flatMap(({ name, actor: by }) => (name === event ? by : []))),
    request: (event) => openRequest(hall, object, past(), event),
    limit: (name) => limitNow(hall, object, past(), name),
    isInstant: () => itemOf(hall, object)?.promisedWorkdays === 0,
    papers: () => papersOf(data),
    childrenReached: (goal) =>
      hall.objects.children(id).every((child) => {
        const { states } = hall.rules.workflows[child.kind]
        return child.state === goal || states[child.state]?.final === true
      }),
  }
}

/** What the last request of an event asks for, unless it was approved or rejected since. */
function openRequest(
  hall: ActContext,
  { kind }: StoredObject,
  past: readonly PastEvent[],
  asked: string,
): PastEvent['data'] | undefined {
  const { actions } = hall.rules.workflows[kind]
  const decisions = Object.values(actions)
    .filter(({ approves, rejects }) => approves === asked || rejects === asked)
    .map(({ event }) => event)
  const last = past.findLast(({ name }) => name === asked || decisions.includes(name))
  return last?.name === asked ? last.data : undefined
}

function limitNow(
  hall: ActContext,
  { kind }: StoredObject,
  past: readonly PastEvent[],
  limit: string,
): 'none' | 'running' | 'out' {
  const flow = hall.rules.workflows[kind]
  const rule = flow.limits[limit]
  const span = spansOf(flow, limit, past).at(-1)
  if (rule === undefined || span?.end !== null) return 'none'
  const today = dayOf(hall.time.now())
  const { remaining } = readSpan(span, rule, today, hall.registry.calendar())
  return remaining < 0 ? 'out' : 'running'
}

/** The item of an object, as the registry has it. */
export function itemOf(hall: ActContext, { data }: StoredObject) {
  const { item } = data
  return typeof item === 'string' ? hall.registry.item(item) : undefined
}

/** The legal clock of an object today, with the stops of its parent. */
export function objectClock(
  hall: ActContext,
  object: StoredObject,
  past: readonly PastEvent[] = hall.events.past(object.id),
): ObjectClock | null {
  const flow = hall.rules.workflows[object.kind]
  if (flow.clock === undefined) return null
  const parent = hall.objects.get(String(object.data['parent'] ?? ''))
  const parentStops =
    parent === undefined
      ? []
      : stopsOf(hall.rules.workflows[parent.kind], hall.events.past(parent.id))
  const frame = { item: itemOf(hall, object), parentStops, today: dayOf(hall.time.now()) }
  return clockOf(flow, past, frame)
}
