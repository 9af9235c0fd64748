import type { Finding } from '../../errors/index.js'
import { checkActs, type ObjectAct, type RosterRules } from '../../roster/index.js'
import type { JournalLine, TrialResult } from '../journal/model.js'
import { seenEvent } from '../journal/seen-line.js'
import type { DrillPlan } from '../plan/plan-model.js'

/**
 * Separations of duties that the acts seen in the hall broke, whoever acted (HK-ROST-216); what a negative test was let
 * do is told by that test. Units of actors are those that the plan knows.
 */
export function brokenDuties(
  {
    plan,
    lines,
    trials,
  }: { plan: DrillPlan; lines: readonly JournalLine[]; trials: readonly TrialResult[] },
  rules: RosterRules,
): readonly Finding[] {
  const units = actorUnits(plan)
  const tried = new Set(
    trials.flatMap(({ verdict, evidence }) => (verdict === 'let-through' ? evidence : [])),
  )
  const seen = lines.filter(({ type, seq }) => type === 'hall.seen' && !tried.has(seq))
  return checkActs(
    rules,
    seen.map((line): ObjectAct => {
      const { type, objectId, number, actor, role, data } = seenEvent(line)
      const { exemption } = data
      const exempt = typeof exemption === 'string' ? exemption : undefined
      return { type, objectId, number, actor, role, unit: units.get(actor) ?? null, exempt }
    }),
  )
}

/** The unit of every account that the plan gives something to do; applicants have none. */
function actorUnits({ scripts, rounds, steps, office }: DrillPlan): ReadonlyMap<string, string> {
  const scriptOf = new Map(rounds.map(({ id, script }) => [id, script]))
  const known = new Map(scripts.map((script) => [script.id, script.steps]))
  return new Map(
    steps.flatMap(({ round, step, account, unit }) => {
      const at = known.get(scriptOf.get(round) ?? '')?.[step]?.at
      return at === 'public' ? [] : [[account, at === 'office' ? office.code : unit]]
    }),
  )
}
