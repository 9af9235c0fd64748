import { type JournalLine, seenEvent } from '../drill/index.js'

type HallEvent = ReturnType<typeof seenEvent>

/** One observed hall event: what, when by the hall's clock, by whom, and its journal line. */
export interface Seen {
  readonly seq: number
  readonly type: string
  readonly at: string
  readonly actor: string
  readonly state: string
}

/** What the journal knows of one hall object, oldest event first. */
export interface History {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly unit: string
  readonly item: string | null
  readonly title: string | null
  readonly events: readonly Seen[]
}

/** A field of an event's data when it is a text. */
function field(event: HallEvent, name: string): string | null {
  const value = event.data[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function begin(event: HallEvent): History & { events: Seen[] } {
  const { objectId: id, kind, number, unit } = event
  const title = field(event, 'title') ?? field(event, 'name')
  return { id, kind, number, unit, item: field(event, 'item'), title, events: [] }
}

/** Gathers the `hall.seen` lines of a journal by hall object, in the order in which objects appeared. */
export function histories(lines: readonly JournalLine[]): History[] {
  const byId = new Map<string, History & { events: Seen[] }>()
  for (const line of lines) {
    if (line.type !== 'hall.seen') continue
    const event = seenEvent(line)
    const known = byId.get(event.objectId) ?? begin(event)
    const { type, occurredAt: at, actor, state } = event
    known.events.push({ seq: line.seq, type, at, actor, state })
    byId.set(event.objectId, known)
  }
  return [...byId.values()]
}

/** The event of a type in a history, or undefined when it has not happened. */
export function eventOf(history: History, type: string): Seen | undefined {
  return history.events.find((event) => event.type === type)
}
