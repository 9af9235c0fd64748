import { addDays, type ClockFacts, type ClockStop, type Day } from '../../calendar/index.js'
import type { HallItem, Workflow } from '../../hall/index.js'
import type { PastEvent } from '../store/events.js'
import { clockEffect, withEffect } from './limits.js'

/** The legal clock of an object: what is promised and what the law allows, from when, with which stops. */
export interface ObjectClock extends ClockFacts {
  readonly promised: number
  readonly statutory: number
  /** The day on which it stopped for good; null while it runs. */
  readonly end: Day | null
  readonly isStopped: boolean
}

/** What of the item and the parent counts into a clock, and the day to read it on. */
interface ClockFrame {
  readonly item: HallItem | undefined
  readonly parentStops: readonly ClockStop[]
  readonly today: Day
}

/** The legal clock of an object from its past; null when it never started. A child takes over the stops of its parent. */
export function clockOf(
  flow: Workflow,
  past: readonly PastEvent[],
  { item, parentStops, today }: ClockFrame,
): ObjectClock | null {
  const { clock } = flow
  const effects = past.map((event) => ({ event, effect: clockEffect(flow, event.name) }))
  const started = effects.find(({ effect }) => effect === 'start')?.event
  if (clock === undefined || started === undefined) return null
  const end = effects.find(({ effect }) => effect === 'end')?.event.day ?? null
  const start = String(started.data['since'] ?? started.day)
  const own = [...broughtStop(start, carried(started, 'stopped')), ...stopsOf(flow, past)]
  const inherited = parentStops.filter(({ from }) => end === null || from <= end)
  const promised = carried(started, 'promised') ?? item?.promisedWorkdays ?? clock.promised
  return {
    start,
    now: end ?? today,
    end,
    days: promised,
    promised,
    statutory: item?.statutoryWorkdays ?? clock.statutory,
    extension: effects.reduce(
      (sum, one) => sum + (one.effect === 'extend' ? daysIn(one.event) : 0),
      0,
    ),

    stops: [...own, ...inherited.map((stop) => cut(stop, end))],
    isStopped: end === null && [...own, ...inherited].some(({ to }) => to === null),
  }
}

/** The times that do not count, from the past of one object alone. */
export function stopsOf(flow: Workflow, past: readonly PastEvent[]): readonly ClockStop[] {
  return past.reduce<readonly ClockStop[]>(
    (stops, event) => withEffect(stops, event, clockEffect(flow, event.name)),
    [],
  )
}

/** The days that stood still in the system a case came from. Only their sum is known: they are taken from its beginning. */
function broughtStop(start: Day, days: number | null): readonly ClockStop[] {
  if (days === null || days === 0) return []
  return [{ from: start, to: addDays(start, 2 * days + 30), asked: days }]
}

/** What a migrated case brought with it, in the event that started its clock. */
function carried({ data }: PastEvent, name: 'promised' | 'stopped'): number | null {
  const value = data[name]
  return data['source'] === 'legacy' && typeof value === 'number' ? value : null
}

function daysIn({ data }: PastEvent): number {
  return Number(data['days'] ?? 0)
}

function cut(stop: ClockStop, end: Day | null): ClockStop {
  return end !== null && (stop.to === null || stop.to > end) ? { ...stop, to: end } : stop
}
