import {
  addDays,
  type ClockStop,
  type Day,
  daysBetween,
  readClock,
  type WorkCalendar,
} from '../../calendar/index.js'
import type { ActionRule, LimitRule, Workflow } from '../../hall/index.js'
import type { PastEvent } from '../store/events.js'

/** A time in which something had to be done: when it began and ended (null: it still runs), in how many days. */
export interface Span {
  readonly limit: string
  readonly since: PastEvent
  readonly start: Day
  readonly end: Day | null
  /** The event that ended it. */
  readonly ended: PastEvent | null
  readonly days: number
  readonly stops: readonly ClockStop[]
}

/** How a span stands today; `remaining` is negative when it ran out. */
export interface SpanReading {
  readonly due: Day
  readonly used: number
  readonly remaining: number
}

type ClockEffect = ActionRule['clock']

/** Effects by event, worked out once per workflow. */
const effects = new WeakMap<Workflow, ReadonlyMap<string, ClockEffect>>()

/** What an event does to the legal clock, by the workflow. */
export function clockEffect(flow: Workflow, event: string): ClockEffect {
  const known = effects.get(flow)
  if (known !== undefined) return known.get(event)
  const moving = Object.values(flow.actions).filter(({ clock }) => clock !== undefined)
  effects.set(flow, new Map(moving.map((rule) => [rule.event, rule.clock])))
  return clockEffect(flow, event)
}

/** Every span of a limit in the past of an object, in order; a stop of the legal clock does not end one. */
export function spansOf(
  flow: Workflow,
  limit: string,
  past: readonly PastEvent[],
): readonly Span[] {
  const rule = flow.limits[limit]
  const isPart = past[0]?.data['parent'] !== undefined
  if (rule === undefined || (rule.alone && isPart)) return []
  let walk: Walk = { done: [], running: null, isStopped: false }
  for (const event of past) {
    const effect = clockEffect(flow, event.name)
    const begins = rule.in.includes(event.state) && rule.since.includes(event.name)
    const isStopped = effect === 'stop' || (walk.isStopped && effect !== 'resume')
    walk = begins
      ? { ...walk, isStopped, running: begun(limit, rule, event) }
      : continued({ ...walk, isStopped }, rule, event, effect)
  }
  return walk.running === null ? walk.done : [...walk.done, walk.running]
}

/** Spans that ended, the one that runs, and whether the legal clock is stopped. */
interface Walk {
  readonly done: readonly Span[]
  readonly running: Span | null
  readonly isStopped: boolean
}

function continued(walk: Walk, rule: LimitRule, event: PastEvent, effect: ClockEffect): Walk {
  if (walk.running === null) return walk
  const stops = withEffect(walk.running.stops, event, effect)
  const runs = rule.in.includes(event.state) || walk.isStopped
  if (runs && !rule.until.includes(event.name)) {
    return { ...walk, running: { ...walk.running, stops } }
  }
  return {
    ...walk,
    done: [...walk.done, { ...walk.running, stops, end: event.day, ended: event }],
    running: null,
  }
}

function begun(limit: string, { days }: LimitRule, since: PastEvent): Span {
  const count = days === 'asked' ? Number(since.data['days'] ?? 0) : days
  return { limit, since, start: since.day, end: null, ended: null, days: count, stops: [] }
}

/** The stops of a clock after an event that may begin or end one. */
export function withEffect(
  stops: readonly ClockStop[],
  { day, data }: Pick<PastEvent, 'day' | 'data'>,
  effect: ClockEffect,
): readonly ClockStop[] {
  const days = data['days']
  const asked = typeof days === 'number' ? days : null
  if (effect === 'stop') return [...stops, { from: day, to: null, asked }]
  const last = stops.at(-1)
  const ends = effect === 'resume' || effect === 'end'
  return ends && last?.to === null ? [...stops.slice(0, -1), { ...last, to: day }] : stops
}

/** A span on a day (or at its end), by the county's calendar. */
export function readSpan(
  { start, end, days, stops }: Span,
  { count }: LimitRule,
  today: Day,
  calendar: WorkCalendar,
): SpanReading {
  const now = end ?? today
  if (count === 'workdays') {
    return readClock({ start, now, days, extension: 0, stops }, calendar)
  }
  const used = daysBetween(start, now)
  return { due: addDays(start, days), used, remaining: days - used }
}
