import { dayOf, readClock, secondsBetween, workdaysBetween } from '../../calendar/index.js'
import type { Workflow } from '../../hall/index.js'
import type { Fact, Subject } from '../../supervision/index.js'
import type { ActContext } from '../acts/births.js'
import type { StoredObject } from '../acts/objects.js'
import { objectClock } from '../acts/situation.js'
import type { PastEvent } from '../store/events.js'
import { clockEffect, readSpan, type Span, spansOf } from '../time/limits.js'

type Values = Fact['values']

/** One object with everything that happened to it. */
export interface Told {
  readonly object: StoredObject
  readonly flow: Workflow
  readonly past: readonly PastEvent[]
}

/** What rules may judge about one object: its legal clock, its limits, late entries, refusals, its course. */
export function objectFacts(hall: ActContext, told: Told): readonly Fact[] {
  const subject = subjectOf(told.object)
  const fact = (on: string) => (values: Values) => ({ on, subject, values })
  const isLegacy = told.object.data['source'] === 'legacy'
  return [
    ...clockValues(hall, told).map(fact('clock')),
    ...limitValues(hall, told).map(fact('limit')),
    ...(isLegacy ? [] : entryValues(hall, told).map(fact('entry'))),
  ]
}

/** An object as cards name it. */
export function subjectOf({ kind, id, number, unit, data }: StoredObject): Subject {
  const { item } = data
  return { kind, id, number, unit, item: typeof item === 'string' ? item : null }
}

function clockValues(hall: ActContext, { object, past }: Told): readonly Values[] {
  const clock = objectClock(hall, object, past)
  if (clock === null) return []
  const { used, remaining } = readClock(clock, hall.registry.calendar())
  const { extension, end, isStopped } = clock
  return [
    {
      kind: object.kind,
      promised: clock.promised + extension,
      statutory: clock.statutory + extension,
      used,
      remaining,
      running: end === null && !isStopped,
    },
  ]
}

function limitValues(hall: ActContext, told: Told): readonly Values[] {
  const { flow, past } = told
  const notices = Object.values(flow.actions)
    .filter(({ complete }) => complete !== undefined)
    .flatMap(({ event }) => past.filter(({ name }) => name === event)).length
  return Object.keys(flow.limits).flatMap((limit) =>
    spansOf(flow, limit, past).map((span) => ({ ...spanValues(hall, told, span), notices })),
  )
}

function spanValues(hall: ActContext, { object, flow }: Told, span: Span): Values {
  const rule = flow.limits[span.limit]
  const now = hall.time.now()
  const reading = rule && readSpan(span, rule, dayOf(now), hall.registry.calendar())
  const seconds = secondsBetween(span.since.occurredAt, span.ended?.occurredAt ?? now)
  return {
    kind: object.kind,
    limit: span.limit,
    title: rule?.title ?? '',
    node: rule?.node ?? '',
    days: span.days,
    used: reading?.used ?? null,
    remaining: reading?.remaining ?? null,
    running: span.end === null,
    ranOut: (reading?.remaining ?? 0) < 0 || span.ended?.actor === 'system',
    hours: Math.round(seconds / 360) / 10,
    noticed: rule?.days === 'asked' ? span.since.data['notice'] !== undefined : null,
  }
}

/** Steps that were entered after they happened; what the hall did by itself is entered in time. */
function entryValues(hall: ActContext, { flow, past }: Told): readonly Values[] {
  return past
    .filter(({ actor, occurredAt, recordedAt }) => actor !== 'system' && occurredAt < recordedAt)
    .map(({ name, occurredAt, recordedAt }) => {
      const [from, to] = [dayOf(occurredAt), dayOf(recordedAt)]
      return {
        event: titleOf(flow, name),
        hoursLate: Math.round(secondsBetween(occurredAt, recordedAt) / 360) / 10,
        sameDay: from === to,
        workdaysLate: workdaysBetween(from, to, hall.registry.calendar()),
      }
    })
}

function titleOf(flow: Workflow, event: string): string {
  const rules = [...Object.values(flow.start), ...Object.values(flow.actions)]
  return rules.find((rule) => rule.event === event)?.title ?? event
}

/** The first event with an effect on the legal clock. */
export function withClockEffect({ flow, past }: Told, effect: string): PastEvent | undefined {
  return past.find(({ name }) => clockEffect(flow, name) === effect)
}
