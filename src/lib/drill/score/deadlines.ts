import { epochMs, instantFrom } from '../../calendar/index.js'
import type { NoticePack } from '../../notice/index.js'
import {
  type Card,
  type CardLevel,
  type Fact,
  judgeFacts,
  type RuleSet,
} from '../../supervision/index.js'
import type { DrillScore, JournalLine, RequirementResult } from '../journal/model.js'
import type { DrillPlan } from '../plan/plan-model.js'
import type { Span } from '../plan/windows.js'
import { hallAt, objectOf } from './counted.js'
import { minutesLeft, momentAt, openMinutes, spansOf } from './open-time.js'

/** A card of the drill's own supervision, with the moment since which it stands and the journal lines behind it. */
export interface DrillCard extends Card {
  readonly at: string
  readonly evidence: readonly number[]
}

/** A card that a unit will get if it goes on like this. */
export interface Forecast {
  readonly unit: string
  readonly requirement: string
  readonly column: string | null
  readonly title: string
  readonly level: CardLevel
  readonly at: string
  readonly done: number
  readonly needed: number
}

/** A run as its deadlines are judged. */
export interface Judged {
  readonly plan: DrillPlan
  readonly pack: NoticePack
  readonly lines: readonly JournalLine[]
  readonly score: Pick<DrillScore, 'results'>
}

/**
 * The cards of a drill: total deadlines (a requirement by the end of its unit's windows) and stage deadlines (`deadlines` of the
 * plan), in open minutes, judged by the rules of the preset `drill` at the moment when it mattered last: when the
 * requirement was fulfilled, else now. Exempt and unchecked ones have none. A pure function of the journal.
 */
export function drillCards(judged: Judged, rules: RuleSet): readonly DrillCard[] {
  const moments = [...totals(judged), ...stages(judged)]
  const byId = new Map(moments.map((one) => [one.fact.subject.id, one]))
  const { cards } = judgeFacts(
    rules,
    moments.map(({ fact }) => fact),
  )
  return cards.map((card) => {
    const moment = byId.get(card.subject.id)
    const at = moment === undefined ? '' : instantFrom(moment.at)
    return { ...card, at, evidence: moment?.evidence ?? [] }
  })
}

/**
 * Which units will get a yellow or red card at the pace that they had so far (what they did per open minute), and
 * when; those that will be done before are not among them. Empty when the windows are over.
 */
export function forecastOf(judged: Judged, rules: RuleSet): readonly Forecast[] {
  const now = nowOf(judged)
  return judged.score.results.flatMap((result) => {
    const spans = spansOfUnit(judged.plan, result.unit)
    const begun = spans[0]?.from ?? now
    const isOpen = result.computed === 'missed' && now < (spans.at(-1)?.to ?? 0)
    return isOpen && now > begun ? forecastOne(judged, rules, result, { spans, begun, now }) : []
  })
}

interface Course {
  readonly spans: readonly Span[]
  readonly begun: number
  readonly now: number
}

function forecastOne(
  judged: Judged,
  rules: RuleSet,
  result: RequirementResult,
  { spans, begun, now }: Course,
): Forecast[] {
  const done = result.evidence.length
  const pace = done / openMinutes(spans, begun, now)
  const ready = pace === 0 ? Number.POSITIVE_INFINITY : (result.atLeast - done) / pace
  const title = titleOf(judged, result)
  const next = nextCard(rules, { result, title, done }, minutesLeft(spans, now), ready)
  const at = next === null ? null : momentAt(spans, next.minutesLeft)
  if (next === null || at === null) return []
  const { unit, requirement, column, atLeast: needed } = result
  return [
    { unit, requirement, column, title, level: next.level, at: instantFrom(at), done, needed },
  ]
}

interface Moment {
  readonly at: number
  readonly fact: Fact
  readonly evidence: readonly number[]
}

interface Standing {
  readonly result: RequirementResult
  readonly title: string
  readonly done: number
}

/** The first graver card, minute by minute, before so many open minutes have passed. */
function nextCard(
  rules: RuleSet,
  { result, title, done }: Standing,
  left: number,
  ready: number,
): { readonly level: CardLevel; readonly minutesLeft: number } | null {
  const levelAt = (minutes: number) =>
    judgeFacts(rules, [factOf(result, title, done, minutes)]).cards[0]?.level
  const current = levelAt(left)
  for (let minutes = left - 1; minutes >= -1 && left - minutes < ready; minutes -= 1) {
    const level = levelAt(minutes)
    if (level !== undefined && level !== 'warning' && level !== current)
      return { level, minutesLeft: minutes }
  }
  return null
}

function totals(judged: Judged): Moment[] {
  const now = nowOf(judged)
  const times = new Map(
    judged.lines.flatMap((line) => (line.type === 'hall.seen' ? [[line.seq, line]] : [])),
  )
  return judged.score.results.flatMap((result) => {
    const { computed, atLeast, evidence } = result
    const spans = spansOfUnit(judged.plan, result.unit)
    if (computed === 'exempt' || computed === 'unchecked' || (spans[0]?.from ?? now) > now)
      return []
    const facts = evidence
      .flatMap((seq) => times.get(seq) ?? [])
      .map((line) => epochMs(hallAt(line)))
    const last = facts.sort((a, b) => a - b)[atLeast - 1]
    const at = last ?? now
    const done = last === undefined ? facts.length : atLeast - 1
    const fact = factOf(result, titleOf(judged, result), done, minutesLeft(spans, at))
    return [{ at, fact, evidence }]
  })
}

function factOf(result: RequirementResult, title: string, done: number, left: number): Fact {
  const { requirement, unit, column, atLeast: needed } = result
  const id = `${requirement}/${unit}/${column ?? ''}`
  const subject = { kind: 'requirement', id, number: requirement, unit, item: null }
  return { on: 'deadline', subject, values: { title, done, needed, minutesLeft: left } }
}

/** One fact for each object and each stage that began; what did not end runs until now. */
function stages(judged: Judged): Moment[] {
  const { plan, lines } = judged
  const seen = lines.filter(({ type }) => type === 'hall.seen')
  const now = nowOf(judged)
  return (plan.deadlines ?? []).flatMap((deadline) => {
    const [from, to] = [deadline.from, deadline.to].map((events) => new Set([events].flat()))
    const ends = new Map<string, JournalLine>()
    for (const line of seen) {
      const object = objectOf(line)
      if (to?.has(String(line.data['event'])) && !ends.has(object)) ends.set(object, line)
    }
    return seen
      .filter(({ data }) => from?.has(String(data['event'])))
      .map((begin) => stageMoment(plan, deadline, { begin, end: ends.get(objectOf(begin)), now }))
  })
}

function stageMoment(
  plan: DrillPlan,
  { id, title, limit }: NonNullable<DrillPlan['deadlines']>[number],
  {
    begin,
    end,
    now,
  }: { readonly begin: JournalLine; readonly end: JournalLine | undefined; readonly now: number },
): Moment {
  const unit = begin.unit ?? ''
  const at = end === undefined ? now : epochMs(hallAt(end))
  const used = Math.floor(openMinutes(spansOfUnit(plan, unit), epochMs(hallAt(begin)), at))
  const number = String(begin.data['number'])
  const subject = { kind: 'stage', id: `${id}/${objectOf(begin)}`, number, unit, item: null }
  const running = end === undefined
  const evidence = [begin.seq, ...(end ? [end.seq] : [])]
  return { at, evidence, fact: { on: 'stage', subject, values: { title, limit, used, running } } }
}

function titleOf({ pack }: Judged, { requirement, column }: RequirementResult): string {
  const title = pack.requirements.find(({ id }) => id === requirement)?.title ?? requirement
  return column === null ? title : `${title}（${column}）`
}

function spansOfUnit({ units, batches }: DrillPlan, unit: string): readonly Span[] {
  const batch = units.find(({ code }) => code === unit)?.batch
  return spansOf(batches.find(({ id }) => id === batch) ?? { windows: [] })
}

/** Drill time now: when the last line was written. */
function nowOf({ lines }: Judged): number {
  return lines.reduce((now, { at }) => Math.max(now, epochMs(at)), 0)
}
