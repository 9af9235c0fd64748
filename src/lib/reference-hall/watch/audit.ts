import {
  type ClockStop,
  compareInstants,
  countyCalendar,
  type LocalDays,
  readClock,
  secondsBetween,
} from '../../calendar/index.js'
import { type Finding, found } from '../../errors/index.js'
import type { HallRules } from '../../hall/index.js'
import { isGarbled } from '../faults/garbled.js'
import { brokenLink, type ChainedEvent } from '../store/events.js'

/** A clock as the hall tells it: what it was computed from, and the day it came to. */
export interface ToldClock {
  readonly number: string
  readonly promised: number | null
  readonly acceptedOn: string | null
  readonly endedOn: string | null
  readonly due: string | null
  readonly stops: readonly ClockStop[]
  readonly extension: number
}

/** What a hall says of itself, gathered for an audit. */
export interface HallFacts {
  /** The whole feed, oldest first. */
  readonly events: readonly ChainedEvent[]
  readonly clocks: readonly ToldClock[]
  /** How the county's calendar differs from the official one. */
  readonly localDays: LocalDays
  /** The hall's time against ours; null while its clock is set for a rehearsal. */
  readonly time: { readonly hall: string; readonly ours: string } | null
}

/**
 * Holds a hall to its own rules, by its own facts, computed anew: the chain of events, numbers, texts, due dates, the
 * separation of duties, the clock. Nothing found means nothing was wrong in what it told.
 */
export function auditHall(facts: HallFacts, rules: HallRules): readonly Finding[] {
  return [
    ...chainFindings(facts),
    ...numberFindings(facts),
    ...textFindings(facts),
    ...dueFindings(facts),
    ...dutyFindings(facts, rules),
    ...timeFindings(facts),
  ]
}

function chainFindings({ events }: HallFacts): readonly Finding[] {
  const seq = brokenLink(events)
  return seq === null ? [] : [found('HK-HALL-101', { seq })]
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

function dueFindings({ clocks, localDays }: HallFacts): readonly Finding[] {
  const calendar = countyCalendar(localDays)
  return clocks.flatMap(({ number, promised, acceptedOn, endedOn, due, stops, extension }) => {
    if (promised === null || acceptedOn === null || due === null) return []
    const now = endedOn ?? due
    const facts = { start: acceptedOn, now, days: promised, extension, stops }
    const computed = readClock(facts, calendar).due
    return computed === due ? [] : [found('HK-HALL-104', { number, told: due, computed })]
  })
}

/** Acts that no rule of their kind allows to whoever did an earlier one. */
function dutyFindings({ events }: HallFacts, { workflows }: HallRules): readonly Finding[] {
  const past = new Map<string, ChainedEvent[]>()
  return events.flatMap((event) => {
    const { kind, type, actor, objectId, number } = event
    const before = past.get(objectId) ?? []
    past.set(objectId, [...before, event])
    const name = type.slice(kind.length + 1)
    const rules = Object.values(workflows[kind].actions).filter((rule) => rule.event === name)
    const own = before.filter((one) => one.actor === actor).map((one) => nameOf(one))
    const isAllowed =
      rules.length === 0 || rules.some((rule) => !rule.notBy.some((e) => own.includes(e)))
    const clash = rules.flatMap(({ notBy }) => notBy).find((earlier) => own.includes(earlier))
    if (isAllowed || clash === undefined) return []
    return [found('HK-HALL-105', { number, actor, event: name, earlier: clash })]
  })
}

function nameOf({ kind, type }: ChainedEvent): string {
  return type.slice(kind.length + 1)
}

const PATIENCE_SECONDS = 60

function timeFindings({ events, time }: HallFacts): readonly Finding[] {
  const back = events.find(
    (event, index) =>
      index > 0 && compareInstants(events[index - 1]?.recordedAt ?? '', event.recordedAt) > 0,
  )
  const backwards = back === undefined ? [] : [found('HK-HALL-107', { seq: back.seq })]
  if (time === null) return backwards
  const seconds = Math.abs(secondsBetween(time.ours, time.hall))
  if (seconds <= PATIENCE_SECONDS) return backwards
  return [...backwards, found('HK-HALL-106', { hall: time.hall, ours: time.ours, seconds })]
}
