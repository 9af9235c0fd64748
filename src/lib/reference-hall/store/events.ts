import type Database from 'better-sqlite3'
import { type Day, dayOf } from '../../calendar/index.js'
import { type ChainedEvent, chainHash, type HallEvent } from '../../hall/index.js'
import type { View } from '../acts/objects.js'

/** An event of one object, its name without the kind, and its day. */
export interface PastEvent
  extends Pick<HallEvent, 'actor' | 'role' | 'state' | 'occurredAt' | 'recordedAt' | 'data'> {
  readonly name: string
  readonly day: Day
}

/** The append-only history of the hall. */
export interface Events {
  readonly append: (event: Omit<HallEvent, 'seq'>) => HallEvent
  /** Did an event of this name happen on the object; by this account, when one is given? */
  readonly happened: (object: string, name: string, by?: string) => boolean
  readonly ofObject: (object: string) => readonly ChainedEvent[]
  /** What happened to an object, oldest first: what the hall itself goes by. */
  readonly past: (object: string) => readonly PastEvent[]
  readonly after: (seq: number, limit: number, view: View) => readonly ChainedEvent[]
  /** The number of the last event whoever may see it; 0 when there is none. */
  readonly last: () => number
  /** The last event, which by its hash stands for all before it; null when there is none. */
  readonly head: () => EventHead | null
  /** The objects that something happened to after an event; null when that event is no part of this history. */
  readonly touchedAfter: (event: EventHead) => readonly string[] | null
}

/** An event as a place in the chain. */
export interface EventHead {
  readonly seq: number
  readonly hash: string
}

interface EventRow {
  readonly body: string
  readonly prev_hash: string | null
  readonly hash: string
}

/** Opens the event table. */
export function openEvents(db: Database.Database): Events {
  const head = db.prepare<[], EventHead>('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1')
  const at = db.prepare<[number], string>('SELECT hash FROM events WHERE seq = ?').pluck()
  const touched = db
    .prepare<[number], string>('SELECT DISTINCT object FROM events WHERE seq > ?')
    .pluck()
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const happened = db
    .prepare<[string, string], number>('SELECT 1 FROM events WHERE object = ? AND name = ? LIMIT 1')
    .pluck()
  const happenedBy = db
    .prepare<[string, string, string], number>(
      'SELECT 1 FROM events WHERE object = ? AND name = ? AND actor = ? LIMIT 1',
    )
    .pluck()
  return {
    append: (event) => {
      const last = head.get()
      const whole: HallEvent = { seq: (last?.seq ?? 0) + 1, ...event }
      const prev = last?.hash ?? null
      const name = event.type.slice(event.kind.length + 1)
      const body = JSON.stringify(whole)
      const { objectId, unit, actor } = event
      insert.run(whole.seq, objectId, unit, name, actor, body, prev, chainHash(prev, body))
      return whole
    },
    happened: (object, name, by) =>
      (by === undefined ? happened.get(object, name) : happenedBy.get(object, name, by)) === 1,
    ...feeds(db),
    last: () => head.get()?.seq ?? 0,
    head: () => head.get() ?? null,
    touchedAfter: ({ seq, hash }) => (at.get(seq) === hash ? touched.all(seq) : null),
  }
}

function feeds(db: Database.Database) {
  const ofObject = db.prepare<[string], EventRow>(
    'SELECT body, prev_hash, hash FROM events WHERE object = ? ORDER BY seq',
  )
  const after = db.prepare<object, EventRow>(
    `SELECT body, prev_hash, hash FROM events WHERE seq > @seq AND (@everything = 1 OR unit = @unit
       OR object IN (SELECT id FROM objects WHERE owner = @owner OR data ->> 'town' = @unit))
     ORDER BY seq LIMIT @limit`,
  )
  return {
    ofObject: (object: string) => ofObject.all(object).map(chained),
    past: (object: string) => ofObject.all(object).map(pastEvent),
    after: (seq: number, limit: number, view: View) =>
      after.all({ seq, limit, ...view, everything: view.everything ? 1 : 0 }).map(chained),
  }
}

function chained(row: EventRow): ChainedEvent {
  return { ...JSON.parse(row.body), prevHash: row.prev_hash, hash: row.hash }
}

function pastEvent({ body }: EventRow): PastEvent {
  const { type, kind, ...rest }: HallEvent = JSON.parse(body)
  const { actor, role, state, occurredAt, recordedAt, data } = rest
  const name = type.slice(kind.length + 1)
  return { name, actor, role, state, occurredAt, recordedAt, data, day: dayOf(occurredAt) }
}
