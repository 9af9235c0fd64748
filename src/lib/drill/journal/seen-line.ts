import { z } from 'zod'
import type { HallEvent } from '../../hall/index.js'
import { objectKinds } from '../../hall/index.js'
import type { Claim } from './evidence.js'
import type { JournalEntry, JournalLine } from './model.js'

const seenData = z.strictObject({
  hallSeq: z.int(),
  event: z.string(),
  kind: z.enum(objectKinds),
  id: z.string(),
  number: z.string(),
  actor: z.string(),
  role: z.string(),
  state: z.string(),
  hallAt: z.string(),
  recordedAt: z.string(),
  tag: z.string().nullable(),
  /** The round that the event belongs to, null when nobody scripted it. */
  round: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  /** How exact `hallAt` is; absent: to the second. `none`: the list that shows it tells no time. */
  precision: z.enum(['day', 'none']).optional(),
  /** The list that shows it, when no feed of the hall does. */
  source: z.string().optional(),
})

/** What a `hall.seen` or `hall.stated` line holds. */
export type SeenData = z.output<typeof seenData>

/** An event with how we know of it. */
export interface Sighting extends Pick<SeenData, 'precision' | 'source'> {
  readonly event: HallEvent
}

/**
 * The line that records one event, once, with the step that it proves: `hall.seen` is a fact, seen in the hall; `hall.stated`
 * is what a person said of a step done by hand (自述), which moves the drill on and counts for no requirement.
 */
export function seenEntry(
  event: HallEvent,
  claim: Claim,
  at: string,
  { precision, source }: Partial<Sighting> = {},
): JournalEntry {
  const { seq, type, unit, kind, objectId, number, actor, role, state } = event
  const { occurredAt, recordedAt, tag, data, stated } = event
  const what = { hallSeq: seq, event: type, kind, id: objectId, number, actor, role, state }
  return {
    at,
    type: stated === undefined ? 'hall.seen' : 'hall.stated',
    ...(claim.key !== null && { key: claim.key }),
    unit,
    as: role,
    by: stated === undefined ? { kind: 'observer', id: 'hall' } : { kind: 'human', id: stated },
    data: {
      ...what,
      ...{ hallAt: occurredAt, recordedAt, tag, round: claim.round, data },
      ...(precision && { precision }),
      ...(source !== undefined && { source }),
    },
  }
}

/** True for a line that tells of something in the hall, seen or stated. */
export function isSighting({ type }: JournalLine): boolean {
  return type === 'hall.seen' || type === 'hall.stated'
}

/** The event that a line tells of. */
export function seenEvent({ type, by, unit = '', data }: JournalLine): HallEvent {
  const told = seenData.parse(data)
  const { hallSeq, event, id, hallAt, round: _, precision: __, source: ___, ...rest } = told
  const what = { seq: hallSeq, type: event, objectId: id, occurredAt: hallAt }
  return { ...what, unit, ...rest, ...(type === 'hall.stated' && { stated: by.id }) }
}
