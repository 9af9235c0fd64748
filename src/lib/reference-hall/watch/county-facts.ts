import { dayOf, secondsBetween } from '../../calendar/index.js'
import type { HallItem } from '../../hall/index.js'
import type { Fact, Subject } from '../../supervision/index.js'
import { itemOf } from '../acts/situation.js'
import type { HallContext } from '../api/app.js'
import { objectFacts, subjectOf, type Told, withClockEffect } from './facts.js'
import { guideOf } from './guide-of.js'
import { isHistory, toldNow } from './told.js'

const TEN_MINUTES = 600

/**
 * Everything that the hall's own data let the rules judge now, of one unit or (null) of the county. Sorts of facts that
 * it does not know are not in it.
 */
export function hallFacts(hall: HallContext, unit: string | null): readonly Fact[] {
  const told = toldNow(hall).filter(({ object }) => unit === null || object.unit === unit)
  const items = hall.registry.items().filter((item) => unit === null || item.unit === unit)
  const live = told.filter((one) => !isHistory(one))
  const own = live.filter(({ object }) => object.data['source'] !== 'legacy')
  return [
    ...live.flatMap((one) => objectFacts(hall, one)),
    ...refusalFacts(live),
    ...courseFacts(hall, own),
    ...burstFacts(own),
    ...serialFacts(own),
    ...itemFacts(hall, items, told),
    ...nodeFacts(hall, items),
  ]
}

/** Decisions against the applicant, with the reason and remedy that they gave; `times` counts those of the unit. */
function refusalFacts(told: readonly Told[]): readonly Fact[] {
  const counts = new Map<string, number>()
  return told.flatMap(({ object, flow, past }) => {
    const rules = Object.values(flow.actions).filter(({ input }) => 'remedy' in input)
    const refused = past.filter(({ name }) => rules.some(({ event }) => event === name))
    return refused.map(({ data }) => {
      const times = (counts.get(object.unit) ?? 0) + 1
      counts.set(object.unit, times)
      const text = (name: string) => String(data[name] ?? '').trim()
      const values = { reason: text('reason'), remedy: text('remedy'), times }
      return { on: 'refusal', subject: subjectOf(object), values }
    })
  })
}

/** How long each ended case took from acceptance, and the how manieth of its unit and day it was. */
function courseFacts(hall: HallContext, told: readonly Told[]): readonly Fact[] {
  const days = new Map<string, number>()
  return told.flatMap((one) => {
    const [begun, ended] = [withClockEffect(one, 'start'), withClockEffect(one, 'end')]
    if (one.object.kind !== 'case' || begun === undefined || ended === undefined) return []
    const minutes = Math.round(secondsBetween(begun.occurredAt, ended.occurredAt) / 60)
    const times = new Set(one.past.map(({ occurredAt }) => occurredAt))
    const isQuick = minutes <= 10 || times.size === 1
    const key = `${one.object.unit} ${ended.day}`
    if (isQuick) days.set(key, (days.get(key) ?? 0) + 1)
    const values = {
      promised: itemOf(hall, one.object)?.promisedWorkdays ?? one.flow.clock?.promised ?? null,
      minutes,
      sameInstant: times.size === 1,
      inDay: days.get(key) ?? 0,
    }
    return [{ on: 'course', subject: subjectOf(one.object), values }]
  })
}

/** Steps of earlier days that one account entered within ten minutes, the most of each day. */
function burstFacts(told: readonly Told[]): readonly Fact[] {
  const late = told.flatMap(({ object, past }) =>
    past
      .filter(({ actor, day, recordedAt }) => actor !== 'system' && day < dayOf(recordedAt))
      .map((event) => ({ ...event, unit: object.unit, at: dayOf(event.recordedAt) })),
  )
  const people = [...new Set(late.map(({ actor }) => actor))]
  return people.flatMap((who) => {
    const own = late.filter(({ actor }) => actor === who)
    const within = own.map(({ recordedAt: from }) => {
      const gaps = own.map((one) => secondsBetween(from, one.recordedAt))
      return gaps.filter((gap) => gap >= 0 && gap <= TEN_MINUTES).length
    })
    const days = new Set(own.filter((_, index) => (within[index] ?? 0) >= 5).map(({ at }) => at))
    const values = { who, count: Math.max(...within), days: days.size }
    return [{ on: 'burst', subject: unitSubject('account', who, own[0]?.unit ?? ''), values }]
  })
}

/**
 * How each unit's cases came in, and how many numbers are missing between its first and its last of an item and a day. What
 * was handled outside the hall altogether nobody here knows.
 */
function serialFacts(told: readonly Told[]): readonly Fact[] {
  const cases = told.filter(({ object }) => object.kind === 'case')
  return [...new Set(cases.map(({ object }) => object.unit))].map((unit) => {
    const own = cases.filter(({ object }) => object.unit === unit)
    const begun = (event: string) => own.filter(({ past }) => past[0]?.name === event).length
    const values = {
      online: begun('submitted'),
      counter: begun('received'),
      gaps: gapsIn(own.map(({ object, flow }) => [object.number, flow.number.digits])),
    }
    return { on: 'serials', subject: unitSubject('unit', unit, unit), values }
  })
}

/** Numbers missing inside rows of serials, each row with its own head. */
function gapsIn(numbers: readonly (readonly [string, number])[]): number {
  const rows = new Map<string, Set<number>>()
  for (const [number, digits] of numbers) {
    const [head, serial] = [number.slice(0, -digits), Number(number.slice(-digits))]
    rows.set(head, (rows.get(head) ?? new Set()).add(serial))
  }
  return [...rows.values()].reduce(
    (sum, row) => sum + Math.max(...row) - Math.min(...row) + 1 - row.size,
    0,
  )
}

/** Where registry, guide and published version of an item say different things. */
function itemFacts(
  hall: HallContext,
  items: readonly HallItem[],
  told: readonly Told[],
): readonly Fact[] {
  const published = new Map(
    told
      .filter(({ object }) => object.kind === 'item_version' && object.state === 'published')
      .map(({ object }) => [String(object.data['item']), object.data]),
  )
  return items.flatMap((item) => {
    const guide = guideOf(hall, item.code)?.body
    const version = published.get(item.code)
    const [registry, told, flow] = faces(item, guide, version)
    const differs = (name: keyof typeof registry) =>
      new Set([registry, told, flow].map((face) => face[name]).filter((value) => value !== null))
        .size > 1
    const names = ['name', 'promised', 'statutory', 'depth'] as const
    const values = {
      differences: names.filter(differs),
      flowDays: item.promisedWorkdays,
      guideDays: shortest([told.promised, flow.promised]),
    }
    const subject = { ...unitSubject('item', item.name, item.unit), id: item.code, item: item.code }
    return [{ on: 'item', subject, values }]
  })
}

/** What the public may count on, of several promises. */
function shortest(days: readonly (number | null)[]): number | null {
  const told = days.filter((one) => one !== null)
  return told.length === 0 ? null : Math.min(...told)
}

type Body = Readonly<Record<string, unknown>> | undefined

function faces(item: HallItem, guide: Body, version: Body) {
  const number = (value: unknown) => (typeof value === 'number' ? value : null)
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const of = (body: Body, promised: string, statutory: string) => ({
    name: text(body?.['name']),
    promised: number(body?.[promised]),
    statutory: number(body?.[statutory]),
    depth: number(body?.['depth']),
  })
  return [
    of({ ...item }, 'promisedWorkdays', 'statutoryWorkdays'),
    of(guide, 'promisedWorkdays', 'statutoryWorkdays'),
    of(version, 'promised', 'statutory'),
  ] as const
}

/** How many active people work each node of each item. */
function nodeFacts(hall: HallContext, items: readonly HallItem[]): readonly Fact[] {
  const active = new Set(
    hall.accounts.list().flatMap(({ workNo, active: isActive }) => (isActive ? workNo : [])),
  )
  const people = new Map<string, number>()
  for (const { item, node, workNo } of hall.registry.assignments()) {
    const key = `${item} ${node}`
    people.set(key, (people.get(key) ?? 0) + (active.has(workNo) ? 1 : 0))
  }
  return items.flatMap((item) =>
    Object.entries(hall.rules.roles.nodes).map(([node, { zh }]) => {
      const subject = { ...unitSubject('node', `${item.name} ${zh}`, item.unit), item: item.code }
      const count = people.get(`${item.code} ${node}`) ?? 0
      return { on: 'node', subject, values: { node: zh, people: count } }
    }),
  )
}

function unitSubject(kind: string, number: string, unit: string): Subject {
  return { kind, id: number, number, unit, item: null }
}
