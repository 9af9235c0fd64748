import { compareInstants } from '../calendar/index.js'
import { AppError } from '../errors/index.js'
import { nearest } from '../text/index.js'
import type { Overload } from './plan/feasibility.js'
import type { DrillPlan, PlannedStep, Round } from './plan/plan-model.js'
import type { ScheduledStep, Timetable } from './plan/timetable.js'
import type { Forecast } from './score/deadlines.js'

/** What one unit has to do on its day. `until` is null when it has nothing to do. */
export interface UnitLoad {
  readonly unit: string
  readonly batch: string
  readonly rounds: readonly { readonly theme: string; readonly times: number }[]
  readonly steps: number
  readonly people: number
  readonly until: string | null
}

/** One line of a unit's timetable, in the script's own words. */
export interface TimetableLine {
  readonly key: string
  readonly from: string
  readonly to: string
  readonly role: string
  readonly account: string
  readonly title: string
  readonly subject: string
}

/** How much each unit has to do: rounds per theme, steps, people of its own, when its last step ends. */
export function unitLoads(plan: DrillPlan, { rows }: Timetable): UnitLoad[] {
  const titles = new Map(plan.batches.map(({ id, title }) => [id, title]))
  return plan.units.map(({ code, short, batch }) => {
    const own = rows.filter(({ step }) => step.unit === code)
    const rounds = plan.rounds.filter((round) => round.unit === code)
    const ends = own.map(({ to }) => to).sort()
    return {
      unit: short,
      batch: titles.get(batch) ?? batch,
      rounds: plan.themes.map(({ id: theme }) => {
        return { theme, times: rounds.filter((round) => round.theme === theme).length }
      }),
      steps: own.length,
      people: new Set(own.map(({ step }) => step.account)).size,
      until: ends.at(-1) ?? null,
    }
  })
}

/** A plan in figures and lines: what `drill plan --json` gives. */
export interface PlanSummary {
  readonly seed: number
  readonly rounds: number
  readonly units: readonly UnitLoad[]
  readonly steps: readonly Readonly<
    Record<'key' | 'unit' | 'role' | 'account' | 'from' | 'to', string>
  >[]
  readonly exempt: DrillPlan['exempt']
  readonly left: readonly string[]
  /** Who has more to do than the windows hold, and what would fit. */
  readonly overloads: readonly Overload[]
}

/** Sums a plan up: loads per unit, every step with its time, exemptions, what does not fit. */
export function planSummary(plan: DrillPlan, timetable: Timetable): PlanSummary {
  const { seed, rounds, exempt } = plan
  const steps = timetable.rows.map(({ step: { key, unit, role, account }, from, to }) => {
    return { key, unit, role, account, from, to }
  })
  const left = timetable.left.map(({ key }) => key)
  const { overloads } = timetable
  const units = unitLoads(plan, timetable)
  return { seed, rounds: rounds.length, units, steps, exempt, left, overloads }
}

/** A unit's timetable in time order. The unit is named by code, name or short name (HK-DRILL-005). */
export function unitTimetable(plan: DrillPlan, { rows }: Timetable, unit: string): TimetableLine[] {
  const { code } = planUnit(plan, unit)
  const rounds = new Map(plan.rounds.map((round) => [round.id, round]))
  return rows
    .filter(({ step }) => step.unit === code)
    .map((row) => lineOf(plan, row, rounds.get(row.step.round)))
    .sort((a, b) => (a.from === b.from ? a.to.localeCompare(b.to) : a.from.localeCompare(b.from)))
}

/** The unit of a plan or a notice by code, name or short name; HK-DRILL-005 with near names when there is none. */
export function planUnit<T extends Pick<DrillPlan['units'][number], 'code' | 'name' | 'short'>>(
  plan: { readonly units: readonly T[] },
  name: string,
): T {
  const unit = plan.units.find((one) => [one.code, one.name, one.short].includes(name))
  if (unit) return unit
  const known = plan.units.map(({ short }) => short)
  throw new AppError('HK-DRILL-005', { what: 'unit', name, nearest: nearest(name, known) })
}

function lineOf(
  plan: DrillPlan,
  { step, from, to }: ScheduledStep,
  round: Round | undefined,
): TimetableLine {
  const { key, role, account } = step
  const subject = round?.item?.name ?? round?.article?.title ?? ''
  return { key, from, to, role, account, title: titleOf(plan, step, round), subject }
}

function titleOf(plan: DrillPlan, step: PlannedStep, round: Round | undefined): string {
  const script = plan.scripts.find(({ id }) => id === round?.script)
  return script?.steps[step.step]?.title ?? step.step
}

/** The title of every step of a plan, by its key. */
export function stepTitles(plan: DrillPlan): ReadonlyMap<string, string> {
  const rounds = new Map(plan.rounds.map((round) => [round.id, round]))
  return new Map(plan.steps.map((step) => [step.key, titleOf(plan, step, rounds.get(step.round))]))
}

/** The cards that will come to one unit at one moment, the unit by its short name. */
export interface ForeseenCards extends Pick<Forecast, 'unit' | 'level' | 'at'> {
  readonly owed: readonly Pick<Forecast, 'title' | 'done' | 'needed'>[]
}

/** A forecast as people are told it: what falls on one unit at one moment together, the soonest first. */
export function foreseen(
  { units }: Pick<DrillPlan, 'units'>,
  forecast: readonly Forecast[],
): ForeseenCards[] {
  const names = new Map(units.map(({ code, short }) => [code, short]))
  const keyOf = ({ unit, level, at }: Forecast) => `${at} ${level} ${unit}`
  const first = new Map(forecast.toReversed().map((one) => [keyOf(one), one]))
  return forecast
    .filter((one) => first.get(keyOf(one)) === one)
    .map((one) => ({
      ...{ unit: names.get(one.unit) ?? one.unit, level: one.level, at: one.at },
      owed: forecast.filter((other) => keyOf(other) === keyOf(one)),
    }))
    .sort((a, b) => compareInstants(a.at, b.at))
}
