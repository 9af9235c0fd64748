import { epochMs, instantFrom } from '../../calendar/index.js'
import { excusedMs, outagesOf } from '../journal/declarations.js'
import type {
  Computed,
  ExcusedUnit,
  JournalLine,
  RequirementResult,
  UnitScore,
} from '../journal/model.js'
import type { ScoreRule } from '../plan/plan-file.js'
import type { DrillPlan } from '../plan/plan-model.js'

/** How every unit did: its verdicts weighed by theme, exempt ones left out, and graded by the plan's own table. */
export function unitScores(
  plan: DrillPlan,
  results: readonly RequirementResult[],
): readonly UnitScore[] {
  return plan.units.map(({ code, name }) => {
    const own = results.filter(({ unit }) => unit === code)
    const score = plan.score ? weigh(plan.score, own, ({ computed }) => computed) : null
    const missed = own
      .filter(({ verdict }) => verdict === 'missed' || verdict === 'late')
      .map(({ requirement, column }) =>
        column === null ? requirement : `${requirement}/${column}`,
      )
    return { code, name, grade: gradeOf(plan.score, score), score, missed, ...decided(plan, own) }
  })
}

/** The score by what the leadership decided, when it decided something. */
function decided(plan: DrillPlan, own: readonly RequirementResult[]): Pick<UnitScore, 'decided'> {
  if (own.every(({ override }) => override === null)) return {}
  const score = plan.score
    ? weigh(plan.score, own, ({ computed, override }) => override?.verdict ?? computed)
    : null
  return { decided: { grade: gradeOf(plan.score, score), score } }
}

/** What outages took from the windows of each unit; only units that lost time. */
export function excusedUnits(plan: DrillPlan, lines: readonly JournalLine[]): ExcusedUnit[] {
  const outages = outagesOf(lines)
  if (outages.length === 0) return []
  return plan.units.flatMap(({ code, batch }) => {
    const windows = (plan.batches.find(({ id }) => id === batch)?.windows ?? []).map((one) => {
      return { from: epochMs(one.from), to: epochMs(one.to) }
    })
    const last = windows.at(-1)
    const ms = excusedMs(outages, code, windows)
    if (ms === 0 || last === undefined) return []
    const own = outages.filter(({ units }) => units.length === 0 || units.includes(code))
    const causes = own.map(({ cause }) => cause)
    return [{ unit: code, minutes: ms / 60_000, causes, until: instantFrom(last.to + ms) }]
  })
}

/** 0 to 100: the share of what is owed, theme by theme; null when nothing is owed or could be looked at. */
function weigh(
  { weights, late }: ScoreRule,
  own: readonly RequirementResult[],
  verdictOf: (result: RequirementResult) => Computed,
): number | null {
  const worth = { met: 1, late, missed: 0, exempt: 0, unchecked: 0 }
  let sum = 0
  let whole = 0
  for (const [theme, weight] of Object.entries(weights)) {
    const owed = own
      .filter((one) => one.theme === theme)
      .map(verdictOf)
      .filter((verdict) => verdict !== 'exempt' && verdict !== 'unchecked')
    if (owed.length === 0) continue
    whole += weight
    sum += (weight * owed.reduce((all, verdict) => all + worth[verdict], 0)) / owed.length
  }
  return whole === 0 ? null : Math.round((1000 * sum) / whole) / 10
}

function gradeOf(rule: ScoreRule | undefined, score: number | null): string | null {
  if (rule === undefined || score === null) return null
  const grades = [...rule.grades].sort((a, b) => b.from - a.from)
  return grades.find(({ from }) => score >= from)?.name ?? null
}
