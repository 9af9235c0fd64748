import { objectKinds } from '../../hall/index.js'
import type { StoredObject } from '../acts/objects.js'
import type { HallContext } from '../api/app.js'
import type { EventHead } from '../store/events.js'
import type { Told } from './facts.js'

interface Known {
  readonly head: EventHead
  readonly told: Map<string, Told>
}

const known = new WeakMap<HallContext, Known>()

/**
 * What rules are asked about, as the last event left it. Nothing changes without an event: only what one of them touched since
 * the last time is read again, everything after a reset. Migrated history is left out.
 */
export function toldNow(hall: HallContext): readonly Told[] {
  const head = hall.events.head()
  if (head === null) return []
  const before = known.get(hall)
  const touched = before === undefined ? null : hall.events.touchedAfter(before.head)
  const told = before === undefined || touched === null ? new Map() : before.told
  const objects = touched === null ? everything(hall) : touched.map((id) => hall.objects.get(id))
  for (const object of objects) {
    if (object === undefined) continue
    const one = toldOf(hall, object)
    if (object.kind === 'item_version' || !isHistory(one)) told.set(object.id, one)
  }
  known.set(hall, { head, told })
  return [...told.values()]
}

function everything({ rules, objects }: HallContext): readonly StoredObject[] {
  return objectKinds.flatMap((kind) =>
    objects.inStates(kind, Object.keys(rules.workflows[kind].states), false),
  )
}

function toldOf({ rules, events }: HallContext, object: StoredObject): Told {
  return { object, flow: rules.workflows[object.kind], past: events.past(object.id) }
}

/** True for what was closed when it was migrated, and not touched since: it was judged where it happened, and nobody works on it. */
export function isHistory({ object, past }: Told): boolean {
  const wasClosed = object.data['history'] === true
  return wasClosed && past.every(({ occurredAt, recordedAt }) => occurredAt < recordedAt)
}
