import { instantFrom } from '../../calendar/index.js'
import type { Finding } from '../../errors/index.js'
import { Schedule } from '../play/schedule.js'
import { type Overload, overloadFinding, overloadsOf } from './feasibility.js'
import type { DrillPlan, PlannedStep } from './plan-model.js'
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
  readonly overloads: readonly Overload[]
  readonly gaps: readonly Finding[]
}

/** Rehearses a plan on paper: the engine's own schedule with every step going well. */
export function timetableOf(plan: DrillPlan): Timetable {
  const { rows, left } = playedThrough(plan)
  const overloads = overloadsOf(plan, left, (other) => playedThrough(other).left)
  const gaps = overloads.map(overloadFinding)
  return { rows, left: left.map(({ step }) => step), overloads, gaps }
}

function playedThrough(plan: DrillPlan): { rows: ScheduledStep[]; left: SkippedStep[] } {
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
  return { rows, left }
}

/** The plan as robots alone would play it, as on paper and in rehearsals: nobody is late and every gate is signed. */
export function playedByRobots({ late: _, gates: __, people: ___, ...plan }: DrillPlan): DrillPlan {
  const steps = plan.steps.map(({ by: _, understudy: __, ...step }) => step)
  return { ...plan, steps }
}
