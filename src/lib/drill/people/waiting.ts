import { compareInstants } from '../../calendar/index.js'
import type { DrillPlan } from '../plan/plan-model.js'
import type { RunReview } from '../workspace-drill.js'
import { inboxOf } from './inbox.js'

/** Whom a run waits for: how many steps, of which units, until when in time at the latest (null: all late already). */
export interface AwaitedPeople {
  readonly steps: number
  readonly units: readonly string[]
  readonly until: string | null
}

/** Whom a run waits for; null when no person has anything to do now. */
export function awaitedPeople({
  folder: { plan, run },
  lines,
  state,
}: Pick<RunReview, 'folder' | 'lines' | 'state'>): AwaitedPeople | null {
  if (state === 'finished' || !hasPeople(plan)) return null
  const tasks = inboxOf(plan, lines, run, { unit: null, person: null })
  if (tasks.length === 0) return null
  const waiting = new Set(tasks.map(({ unit }) => unit))
  const units = plan.units.filter(({ code }) => waiting.has(code)).map(({ short }) => short)
  const ends = tasks.flatMap(({ until }) => until ?? []).sort(compareInstants)
  return { steps: tasks.length, units, until: ends.at(-1) ?? null }
}

function hasPeople({ steps }: DrillPlan): boolean {
  return steps.some(({ by }) => by === 'human')
}
