import { type ClockStep, dayOf, explainClock, readClock } from '../../calendar/index.js'
import type { ActContext } from '../acts/births.js'
import type { StoredObject } from '../acts/objects.js'
import { objectClock } from '../acts/situation.js'
import { readSpan, spansOf } from './limits.js'

/** The legal clock of an object as the hall tells it, with every line of its arithmetic; nulls until it starts. */
export function clockAnswer(hall: ActContext, object: StoredObject) {
  const calendar = hall.registry.calendar()
  const clock = objectClock(hall, object)
  const base = { calendarVersion: calendar.version, limits: runningLimits(hall, object) }
  if (clock === null) return { ...notStarted, ...base }
  const { promised, statutory, start, stops, extension, end, isStopped } = clock
  const { due, used, remaining } = readClock(clock, calendar)
  const law = readClock({ ...clock, days: statutory }, calendar)
  return {
    ...{ promised, statutory, acceptedOn: start, due, statutoryDue: law.due },
    ...{ used, remaining, stops, extension, endedOn: end, isStopped, ...base },
    explanation: explainClock(clock, calendar).map(line),
  }
}

const notStarted = {
  ...{ promised: null, statutory: null, acceptedOn: null, due: null, statutoryDue: null },
  ...{ used: null, remaining: null, stops: [], extension: 0, endedOn: null, isStopped: false },
  explanation: ['尚未受理，时钟未起算'],
}

/** Limits of the present state, each with its due day. */
function runningLimits(hall: ActContext, { kind, id }: StoredObject) {
  const flow = hall.rules.workflows[kind]
  const past = hall.events.past(id)
  const today = dayOf(hall.time.now())
  return Object.entries(flow.limits).flatMap(([limit, rule]) => {
    const span = spansOf(flow, limit, past).at(-1)
    if (span?.end !== null) return []
    const { due, used, remaining } = readSpan(span, rule, today, hall.registry.calendar())
    const { title, basis = null, count } = rule
    return { limit, title, since: span.start, days: span.days, count, due, used, remaining, basis }
  })
}

/** A step of the arithmetic in words. */
function line(step: ClockStep): string {
  switch (step.what) {
    case 'start':
      return `${step.day} 起算，当日不计，第 1 个工作日为 ${step.first}`
    case 'off':
      return `${range(step.from, step.to)} ${step.name ?? '周末'}休息，不计`
    case 'made-up':
      return `${step.day} 因${step.name}调休上班，计入`
    case 'stop':
      return `特别程序 ${step.from} 至 ${step.to ?? '今（未结束）'}，扣除 ${step.days} 个工作日`
    case 'extension':
      return `经批准延期 ${step.days} 个工作日`
    case 'provisional':
      return `${step.from} 起放假安排尚未公布，暂按周一至周五计算`
    default:
      return `共 ${step.days} 个工作日，截止 ${step.day}`
  }
}

function range(from: string, to: string): string {
  return from === to ? from : `${from} 至 ${to}`
}
