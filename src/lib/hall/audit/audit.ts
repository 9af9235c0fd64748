import {
  calendarVersion,
  compareInstants,
  countyCalendar,
  type LocalDays,
  readClock,
  secondsBetween,
} from '../../calendar/index.js'
import { type Finding, found } from '../../errors/index.js'
import type { HallEvent, LegalClock } from '../contract.js'
import type { HallRules } from '../load-workflows.js'
import { isGarbled } from './garbled.js'

/** A clock as the hall tells it: what it was computed from, and the day it came to. */
export interface ToldClock extends LegalClock {
  readonly number: string
}

/** What a hall says of itself, gathered for an audit; null is what it has no way to tell. */
export interface HallFacts {
  /** The whole feed, oldest first. */
  readonly events: readonly HallEvent[]
  /** Where the chain of its events breaks; null inside: nowhere. */
  readonly chain: { readonly brokenAt: number | null } | null
  readonly clocks: readonly ToldClock[] | null
  /** How the county's calendar differs from the official one. */
  readonly localDays: LocalDays | null
  /** The hall's time against ours, unless its clock is set for a rehearsal. */
  readonly time: { readonly hall: string; readonly ours: string } | 'rehearsal' | null
}

/** What an audit looks at, in this order. */
const AUDITED = ['chain', 'numbers', 'texts', 'dues', 'duties', 'time'] as const

/** Why something could not be looked at. */
type Untold =
  | 'no-events'
  | 'no-chain'
  | 'no-clocks'
  | 'other-calendar'
  | 'no-actors'
  | 'rehearsal'
  | 'no-time'

/** One thing that was looked at: how much of it there was and what does not hold, or why it is beyond audit. */
export interface AuditCheck {
  readonly id: (typeof AUDITED)[number]
  readonly verdict: 'held' | 'broken' | 'untold'
  readonly looked: number
  readonly findings: number
  readonly why: Untold | null
}

/** What an audit came to; `findings` of all checks in their order. */
export interface AuditReport {
  readonly events: number
  readonly clocks: number
  readonly findings: readonly Finding[]
  readonly checks: readonly AuditCheck[]
}

type Checked =
  | { readonly looked: number; readonly findings: readonly Finding[] }
  | { readonly untold: Untold }

/**
 * Holds a hall to the rules, by its own facts, computed anew: the chain of events, numbers, texts, due dates, the separation of
 * duties, the clock. Nothing found means nothing was wrong in what it told; what it did not tell is said to be untold.
 */
export function auditHall(facts: HallFacts, rules: HallRules): AuditReport {
  const looks: Readonly<Record<(typeof AUDITED)[number], Checked>> = {
    chain: chainOf(facts),
    numbers: ofEvents(facts, numberFindings(facts)),
    texts: ofEvents(facts, textFindings(facts)),
    dues: duesOf(facts),
    duties: dutiesOf(facts, rules),
    time: timeOf(facts),
  }
  return {
    events: facts.events.length,
    clocks: facts.clocks?.length ?? 0,
    findings: Object.values(looks).flatMap((one) => ('findings' in one ? one.findings : [])),
    checks: AUDITED.map((id) => ({ id, ...summed(looks[id]) })),
  }
}

function summed(checked: Checked): Omit<AuditCheck, 'id'> {
  if ('untold' in checked) return { verdict: 'untold', looked: 0, findings: 0, why: checked.untold }
  const { looked, findings } = checked
  const verdict = findings.length === 0 ? 'held' : 'broken'
  return { verdict, looked, findings: findings.length, why: null }
}

function ofEvents({ events }: HallFacts, findings: readonly Finding[]): Checked {
  return events.length === 0 ? { untold: 'no-events' } : { looked: events.length, findings }
}

function chainOf({ chain, events }: HallFacts): Checked {
  if (chain === null) return { untold: 'no-chain' }
  if (events.length === 0) return { untold: 'no-events' }
  const seq = chain.brokenAt
  return { looked: events.length, findings: seq === null ? [] : [found('HK-HALL-101', { seq })] }
}

function numberFindings({ events }: HallFacts): readonly Finding[] {
  const holders = new Map<string, Set<string>>()
  for (const { number, objectId } of events) {
    holders.set(number, (holders.get(number) ?? new Set()).add(objectId))
  }
  return [...holders]
    .filter(([, objects]) => objects.size > 1)
    .map(([number, objects]) => found('HK-HALL-102', { number, objects: [...objects] }))
}

function textFindings({ events }: HallFacts): readonly Finding[] {
  return events.flatMap(({ seq, number, data }) =>
    Object.entries(data)
      .filter(([, text]) => typeof text === 'string' && isGarbled(text))
      .map(([field, text]) => found('HK-HALL-103', { seq, number, field, text: String(text) })),
  )
}

/** Due dates, by the official calendar with the county's own days; a clock by days that nobody tells proves nothing. */
function duesOf({ clocks, localDays }: HallFacts): Checked {
  if (clocks === null) return { untold: 'no-clocks' }
  const calendar = countyCalendar(localDays ?? { off: {}, work: {} })
  const ours = clocks.filter(
    (clock) => localDays !== null || clock.calendarVersion === calendarVersion(),
  )
  if (ours.length === 0 && clocks.length > 0) return { untold: 'other-calendar' }
  const findings = ours.flatMap((clock) => {
    const { number, promised, acceptedOn, endedOn, due, stops, extension } = clock
    if (promised === null || acceptedOn === null || due === null) return []
    const now = endedOn ?? due
    const facts = { start: acceptedOn, now, days: promised, extension, stops }
    const computed = readClock(facts, calendar).due
    return computed === due ? [] : [found('HK-HALL-104', { number, told: due, computed })]
  })
  return { looked: ours.length, findings }
}

/** Acts that no rule of their kind allows to whoever did an earlier one; what was done in an old system was not this hall's to allow. */
function dutiesOf({ events }: HallFacts, { workflows }: HallRules): Checked {
  const signed = events.filter(({ actor }) => actor !== '')
  if (signed.length === 0) return { untold: events.length === 0 ? 'no-events' : 'no-actors' }
  const past = new Map<string, HallEvent[]>()
  const findings = signed.flatMap((event) => {
    const { kind, actor, objectId, number } = event
    const before = past.get(objectId) ?? []
    past.set(objectId, [...before, event])
    if (isLegacy(event)) return []
    const name = nameOf(event)
    const rules = Object.values(workflows[kind].actions).filter((rule) => rule.event === name)
    const own = before.filter((one) => one.actor === actor).map((one) => nameOf(one))
    const isAllowed =
      rules.length === 0 || rules.some((rule) => !rule.notBy.some((e) => own.includes(e)))
    const clash = rules.flatMap(({ notBy }) => notBy).find((earlier) => own.includes(earlier))
    if (isAllowed || clash === undefined) return []
    return [found('HK-HALL-105', { number, actor, event: name, earlier: clash })]
  })
  return { looked: signed.filter((event) => !isLegacy(event)).length, findings }
}

/** Whether it came along with a migrated object: it happened in an old system. */
export function isLegacy({ data }: HallEvent): boolean {
  return data['source'] === 'legacy'
}

function nameOf({ kind, type }: HallEvent): string {
  return type.slice(kind.length + 1)
}

const PATIENCE_SECONDS = 60

/** Events that were recorded before an earlier one, and how far the hall's clock is from ours. */
function timeOf({ events, time }: HallFacts): Checked {
  const back = events.find(
    (event, index) =>
      index > 0 && compareInstants(events[index - 1]?.recordedAt ?? '', event.recordedAt) > 0,
  )
  const backwards = back === undefined ? [] : [found('HK-HALL-107', { seq: back.seq })]
  if (time === null || time === 'rehearsal') {
    const untold = time === null ? 'no-time' : 'rehearsal'
    return backwards.length > 0 ? { looked: events.length, findings: backwards } : { untold }
  }
  const seconds = Math.abs(secondsBetween(time.ours, time.hall))
  const apart = seconds <= PATIENCE_SECONDS ? [] : [found('HK-HALL-106', { ...time, seconds })]
  return { looked: events.length + 1, findings: [...backwards, ...apart] }
}
