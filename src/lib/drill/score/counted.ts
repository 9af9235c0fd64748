import { at, compareInstants, type Instant } from '../../calendar/index.js'
import type { NoticePack, Requirement } from '../../notice/index.js'
import type { Stretch } from '../journal/declarations.js'
import type { JournalLine } from '../journal/model.js'
import type { DrillPlan, PlanBatch } from '../plan/plan-model.js'

/** A requirement and the plan in which it is judged. */
export interface Question {
  readonly plan: DrillPlan
  readonly pack: NoticePack
  readonly requirement: Requirement
}

/** The facts that count for one unit (and column), by when they happened in the hall. */
export interface CountedFacts {
  readonly inTime: readonly JournalLine[]
  readonly late: readonly JournalLine[]
  /** It happened, and no list tells when. */
  readonly untimed: readonly JournalLine[]
}

/** An event counts when it is the one that the requirement names and, where items matter, concerns one that counts. */
export function isCounted({ plan, requirement }: Question, line: JournalLine): boolean {
  if (line.data['event'] !== requirement.counts) return false
  if (requirement.where === null) return true
  const countable = plan.countable[requirement.id]
  if (countable === undefined) return true
  const { item, items } = inputOf(line)
  return [item, items].flat().some((code) => typeof code === 'string' && countable.includes(code))
}

/** When a unit may act: the windows of its batch, and those opened for it alone (补演). */
export interface OpenTimes {
  readonly windows: PlanBatch['windows']
  readonly makeups: readonly Stretch[]
}

/** Sorts a unit's facts by time; of several about one object the first whose time is known counts. */
export function sortFacts(
  { plan, pack }: Pick<Question, 'plan' | 'pack'>,
  open: OpenTimes,
  events: readonly JournalLine[],
): CountedFacts {
  const facts = onePerObject(events)
  const timed = facts.filter((line) => line.data['precision'] !== 'none')
  return {
    inTime: timed.filter((line) => isInTime(open, line)),
    late: timed.filter((line) => isLate(open, { plan, pack }, line)),
    untimed: facts.filter((line) => line.data['precision'] === 'none'),
  }
}

/** The object of a fact, as the hall names it. */
export function objectOf({ data }: JournalLine): string {
  return `${data['kind']}/${data['id']}`
}

/** What the act was done with. */
export function inputOf({ data }: JournalLine): Readonly<Record<string, unknown>> {
  const input = data['data']
  return typeof input === 'object' && input !== null ? { ...input } : {}
}

/** When it happened, by the hall's own time. */
export function hallAt(line: JournalLine): Instant {
  return String(line.data['hallAt'])
}

function onePerObject(events: readonly JournalLine[]): readonly JournalLine[] {
  const first = new Map<string, JournalLine>()
  for (const line of events) {
    const known = first.get(objectOf(line))
    if (known === undefined || known.data['precision'] === 'none') first.set(objectOf(line), line)
  }
  return [...first.values()]
}

/**
 * Before the limit, the end of the batch's last window: from its first opening on, also between two windows (a clerk who
 * works over lunch is not late), or in a makeup. A list that tells only the day is believed on a day of these.
 */
function isInTime({ windows, makeups }: OpenTimes, line: JournalLine): boolean {
  const [first, last] = [windows[0], windows.at(-1)]
  const moment = hallAt(line)
  if (!first || !last) return false
  if (line.data['precision'] === 'day') {
    const early = makeups.filter(({ to }) => compareInstants(to, last.to) <= 0)
    return [...windows, ...early].some(({ from }) => from.slice(0, 10) === moment.slice(0, 10))
  }
  if (compareInstants(moment, last.to) > 0) return false
  return [{ from: first.from, to: last.to }, ...makeups].some(
    ({ from, to }) => compareInstants(from, moment) <= 0 && compareInstants(moment, to) <= 0,
  )
}

/** After the batch's last window, and before the day on which the notice's first report is due. */
function isLate(
  { windows }: OpenTimes,
  { plan, pack }: Pick<Question, 'plan' | 'pack'>,
  line: JournalLine,
): boolean {
  const moment = hallAt(line)
  const end = windows.at(-1)?.to
  if (end === undefined || compareInstants(moment, end) <= 0) return false
  const [due] = pack.reports.map((report) => at(report.due, '00:00')).sort()
  const until = plan.until ?? due
  return until === undefined || compareInstants(moment, until) < 0
}
