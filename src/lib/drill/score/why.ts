import { AppError } from '../../errors/index.js'
import { nearest } from '../../text/index.js'
import type { DrillScore, JournalLine, RequirementResult, TrialResult } from '../journal/model.js'
import type { DrillPlan } from '../plan/plan-model.js'
import { planUnit } from '../views.js'

/** A verdict with every journal line behind it: what proves it, and what went wrong in the unit's theme. */
export interface Explanation {
  readonly result: RequirementResult
  readonly proofs: readonly JournalLine[]
  readonly troubles: readonly JournalLine[]
}

/**
 * The journal lines behind the verdicts on one requirement of one unit (code, name or short name).
 * HK-DRILL-005 with near names when there is no such requirement or unit.
 */
export function explain(
  { plan, lines, score }: { plan: DrillPlan; lines: readonly JournalLine[]; score: DrillScore },
  requirement: string,
  unit: string,
): readonly Explanation[] {
  const { code } = planUnit(plan, unit)
  const ids = [...new Set([...score.results, ...rulesIn(score)].map((one) => one.requirement))]
  if (!ids.includes(requirement)) {
    const near = nearest(requirement, ids)
    throw new AppError('HK-DRILL-005', { what: 'requirement', name: requirement, nearest: near })
  }
  return score.results
    .filter((one) => one.requirement === requirement && one.unit === code)
    .map((result) => ({
      result,
      proofs: lines.filter(({ seq }) => result.evidence.includes(seq)),
      troubles: lines.filter((line) => isTrouble(plan, line, result)),
    }))
}

/** A negative test with every journal line that shows what came of it. */
export interface TrialExplanation {
  readonly trial: TrialResult
  readonly proofs: readonly JournalLine[]
}

/** The same for the negative tests of one rule; none where the rule is not tried. */
export function explainTrials(
  { plan, lines, score }: { plan: DrillPlan; lines: readonly JournalLine[]; score: DrillScore },
  rule: string,
  unit: string,
): readonly TrialExplanation[] {
  const { code } = planUnit(plan, unit)
  return score.trials
    .filter((one) => one.rule === rule && one.unit === code)
    .map((trial) => ({ trial, proofs: lines.filter(({ key }) => key === trial.key) }))
}

/** What negative tests are asked for by. */
function rulesIn({ trials }: DrillScore): readonly { readonly requirement: string }[] {
  return trials.map(({ rule }) => ({ requirement: rule }))
}

function isTrouble(plan: DrillPlan, line: JournalLine, result: RequirementResult): boolean {
  if (!['step.failed', 'step.unknown', 'step.skipped', 'step.understudied'].includes(line.type))
    return false
  const step = plan.steps.find(({ key }) => key === line.key)
  const round = plan.rounds.find(({ id }) => id === step?.round)
  if (round?.unit !== result.unit || round.theme !== result.theme) return false
  return result.column === null || round.column === result.column
}
