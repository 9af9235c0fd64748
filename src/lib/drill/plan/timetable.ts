import { instantFrom, secondsBetween } from '../../calendar/index.js'
import { type Finding, found } from '../../errors/index.js'
import { Schedule } from '../play/schedule.js'
import type { DrillPlan, PlanBatch, PlannedStep } from './plan-model.js'
import type { SkippedStep } from './schedule-model.js'

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
  const schedule = new Schedule(playedByRobots(plan))
  const rows: ScheduledStep[] = []
  const left: SkippedStep[] = []
  while (schedule.nextAt() !== null) {
    const { at, due } = schedule.advance() ?? { at: 0, due: [] }
    for (const { step, startedAt } of due) {
      rows.push({ step, from: instantFrom(startedAt), to: instantFrom(at) })
      schedule.settle(step.key, 'done', at)
    }
    left.push(...schedule.takeSkipped())
  }
  left.push(...schedule.takeSkipped())
  return { rows, left: left.map(({ step }) => step), gaps: overloads(plan, left) }
}

/** The plan as robots alone would play it, as on paper and in rehearsals: nobody is late and every gate is signed. */
export function playedByRobots({ late: _, gates: __, people: ___, ...plan }: DrillPlan): DrillPlan {
  const steps = plan.steps.map(({ by: _, understudy: __, ...step }) => step)
  return { ...plan, steps }
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
