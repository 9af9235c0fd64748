import type { DrillPlan, PlanBatch, PlannedStep } from './plan/plan-model.js'
import { type RoundScope, scopesOf, stepOf } from './plan/round-scope.js'
import type { Timetable } from './plan/timetable.js'

/** What one person is to do once, in the script's words, before anything has a number. */
export interface DutyLine {
  readonly key: string
  readonly theme: string | null
  /** When it is expected to be done, as an instant; null when no window holds it. */
  readonly at: string | null
  readonly role: string
  readonly account: string
  readonly title: string
  readonly ask: string
  readonly subject: string
}

/** What one unit plays: its batch and its lines in the order of the timetable. */
export interface UnitDuties {
  readonly unit: DrillPlan['units'][number]
  readonly batch: PlanBatch
  readonly lines: readonly DutyLine[]
}

/** What each unit's people are to do, unit by unit; acts of the office for a unit stand with the unit. */
export function unitDuties(plan: DrillPlan, { rows }: Timetable): UnitDuties[] {
  const scopes = scopesOf(plan)
  const times = new Map(rows.map(({ step, from }) => [step.key, from]))
  return plan.units.flatMap((unit) => {
    const batch = plan.batches.find(({ id }) => id === unit.batch)
    if (batch === undefined) return []
    const steps = plan.steps.filter((step) => step.unit === unit.code)
    const lines = steps.map((step) => lineOf(step, scopes.get(step.round), times.get(step.key)))
    return [{ unit, batch, lines: lines.toSorted(byTime) }]
  })
}

const LAST = '9999'

function byTime(a: DutyLine, b: DutyLine): number {
  const [left, right] = [a.at ?? LAST, b.at ?? LAST]
  return left < right ? -1 : Number(left > right)
}

function lineOf(
  step: PlannedStep,
  scope: RoundScope | undefined,
  at: string | undefined,
): DutyLine {
  if (scope === undefined) throw new Error(`no round ${step.round}`)
  const { round } = scope
  const { key, role, account } = step
  const script = stepOf(scope, step.step)
  return {
    ...{ key, role, account, theme: round.theme, at: at ?? null, title: script.title },
    ask: askBefore(scope, script.ask),
    subject: round.item?.name ?? round.article?.title ?? '',
  }
}

const THIS = '该件'

/** What is asked, where later steps name what earlier ones will have brought about: `该件`. */
function askBefore({ expressions, names, script }: RoundScope, ask: string): string {
  const steps = Object.entries(script.steps).map(([name, { keep }]) => {
    const kept = Object.fromEntries(Object.keys(keep).map((key) => [key, THIS]))
    return [name, { ...kept, id: THIS, number: THIS }]
  })
  const said = expressions.render(ask, { ...Object.fromEntries(steps), ...names })
  return said.replaceAll(new RegExp(` ?${THIS} ?`, 'g'), THIS)
}
