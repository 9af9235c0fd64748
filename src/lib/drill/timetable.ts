import { instantFrom, secondsBetween } from '../calendar/index.js'
import { type Finding, found } from '../errors/index.js'
import type { DrillPlan, PlanBatch, PlannedStep } from './plan-model.js'
import { Schedule, type SkippedStep } from './schedule.js'

/** When a step is expected: its person turns to it at `from` and acts at `to`. */
export interface ScheduledStep {
  readonly step: PlannedStep
  readonly from: string
  readonly to: string
}

/** The timetable as it runs when nothing goes wrong, and what does not fit into the windows. */
export interface Timetable {
  readonly rows: readonly ScheduledStep[]
  readonly left: readonly PlannedStep[]
  readonly gaps: readonly Finding[]
}

/** Rehearses a plan on paper: the engine's own schedule with every step going well. */
export function timetableOf(plan: DrillPlan): Timetable {
  const schedule = new Schedule(plan)
  const rows: ScheduledStep[] = []
  const left: SkippedStep[] = []
  for (let tick = schedule.next(); tick; tick = schedule.next()) {
    for (const { step, startedAt } of tick.due) {
      rows.push({ step, from: instantFrom(startedAt), to: instantFrom(tick.at) })
      schedule.settle(step.key, 'done')
    }
    left.push(...schedule.takeSkipped())
  }
  left.push(...schedule.takeSkipped())
  return { rows, left: left.map(({ step }) => step), gaps: overloads(plan, left) }
}

/** Who has more to do than the windows hold: one finding per person and batch. */
function overloads(plan: DrillPlan, left: readonly SkippedStep[]): Finding[] {
  const batchOf = new Map(plan.rounds.map((round) => [round.id, round.batch]))
  const full = left.filter(({ because }) => because.kind === 'window').map(({ step }) => step)
  return plan.batches.flatMap((batch) => {
    const own = full.filter((step) => batchOf.get(step.round) === batch.id)
    const accounts = [...new Set(own.map(({ account }) => account))]
    return accounts.map((person) => {
      const all = plan.steps.filter(
        (step) => step.account === person && batchOf.get(step.round) === batch.id,
      )
      const seconds = all.reduce((sum, { takes }) => sum + takes, 0)
      return found('HK-DRILL-104', {
        person,
        batch: batch.title,
        steps: all.length,
        minutes: Math.ceil(seconds / 60),
        open: openMinutes(batch),
        left: own.filter(({ account }) => account === person).length,
      })
    })
  })
}

function openMinutes({ windows }: PlanBatch): number {
  return windows.reduce((sum, { from, to }) => sum + secondsBetween(from, to) / 60, 0)
}
