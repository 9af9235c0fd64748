import { type Finding, found } from '../../errors/index.js'
import type { JournalLine, TrialResult } from '../journal/model.js'
import type { DrillPlan, PlannedStep } from '../plan/plan-model.js'
import type { ScriptStep } from '../plan/script.js'
import { LET_THROUGH } from '../play/trial-step.js'

/** A step of the plan with what its script says of it. */
interface Scripted {
  readonly planned: PlannedStep
  readonly step: ScriptStep
}

/**
 * What every negative test of a plan came to, in its order; a pure function of plan and journal. A refusal proves
 * something only when the right account was let through with the same act: where that act failed too, the test counts
 * as untested.
 */
export function trialsOf(plan: DrillPlan, lines: readonly JournalLine[]): readonly TrialResult[] {
  const all = scripted(plan)
  const tests = all.filter(({ step }) => step.refused !== undefined)
  if (tests.length === 0) return []
  const ends = new Map(
    lines.flatMap((line) => (line.key !== undefined && isEnd(line) ? [[line.key, line]] : [])),
  )
  return tests.map((test) => {
    const { planned, step } = test
    const { key, unit, account } = planned
    const about = { rule: step.refused?.rule ?? '', key, unit, account }
    const control = ends.get(controlOf(all, test)?.planned.key ?? '')
    return { ...about, ...verdictOf(ends.get(key), control) }
  })
}

/** Each negative test that the hall let through (HK-DRILL-109), and those that prove nothing, rule by rule (HK-DRILL-110). */
export function trialFindings(plan: DrillPlan, trials: readonly TrialResult[]): readonly Finding[] {
  const names = new Map(plan.units.map(({ code, short }) => [code, short]))
  const nameOf = ({ unit }: TrialResult) => names.get(unit) ?? unit
  const steps = new Map(scripted(plan).map(({ planned, step }) => [planned.key, step.title]))
  const open = trials.filter(({ verdict }) => verdict === 'let-through')
  const untested = trials.filter(({ verdict }) => verdict === 'untested')
  return [
    ...open.map((trial) => {
      const { rule, key, account, evidence: rows } = trial
      const step = steps.get(key) ?? key
      return found('HK-DRILL-109', { rule, unit: nameOf(trial), step, account, lines: rows })
    }),
    ...[...new Set(untested.map(({ rule }) => rule))].map((rule) => {
      const list = untested.filter((trial) => trial.rule === rule)
      const units = [...new Set(list.map(nameOf))]
      return found('HK-DRILL-110', { rule, count: list.length, units })
    }),
  ]
}

/** Whether a negative test is about who may do what (S3-S11), not about how often or when. */
export function isDuty(rule: string): boolean {
  return /^S\d/.test(rule)
}

/** How many negative tests came to what. */
export function trialCounts(trials: readonly TrialResult[]): {
  readonly refused: number
  readonly letThrough: number
  readonly untested: number
} {
  const count = (wanted: TrialResult['verdict']) =>
    trials.filter(({ verdict }) => verdict === wanted).length
  return {
    refused: count('refused'),
    letThrough: count('let-through'),
    untested: count('untested'),
  }
}

/** True when the hall refused everything that it has to refuse, as far as it was tried. */
export function isRefusedThroughout(trials: readonly TrialResult[]): boolean {
  return trials.every(({ verdict }) => verdict !== 'let-through')
}

function scripted({ scripts, rounds, steps }: DrillPlan): readonly Scripted[] {
  const scriptOf = new Map(rounds.map(({ id, script }) => [id, script]))
  const known = new Map(scripts.map((script) => [script.id, script.steps]))
  return steps.flatMap((planned) => {
    const step = known.get(scriptOf.get(planned.round) ?? '')?.[planned.step]
    return step ? [{ planned, step }] : []
  })
}

/** The same act by somebody who may, right after the test. */
function controlOf(all: readonly Scripted[], test: Scripted): Scripted | undefined {
  return all.find(
    ({ planned, step }) =>
      step.refused === undefined &&
      step.do?.call === test.step.do?.call &&
      planned.needs.includes(test.planned.key),
  )
}

function isEnd({ type }: JournalLine): boolean {
  return type === 'step.done' || type === 'step.failed' || type === 'step.adopted'
}

type Judged = Pick<TrialResult, 'verdict' | 'code' | 'detail' | 'evidence'>

function verdictOf(line: JournalLine | undefined, control: JournalLine | undefined): Judged {
  if (line === undefined) return { verdict: 'untested', code: null, detail: '', evidence: [] }
  const { code, detail } = saidIn(line)
  const seen = Array.isArray(line.data['evidence']) ? (line.data['evidence'] as number[]) : []
  const evidence = [...seen, line.seq]
  if (code === LET_THROUGH) return { verdict: 'let-through', code: null, detail: '', evidence }
  if (line.type === 'step.failed') return { verdict: 'untested', code, detail, evidence }
  if (control?.type === 'step.failed') {
    return { verdict: 'untested', ...saidIn(control), evidence: [...evidence, control.seq] }
  }
  return { verdict: 'refused', code, detail, evidence }
}

/** What the hall said: in a refusal that was wanted, or in one that was not. */
function saidIn({ data }: JournalLine): Pick<Judged, 'code' | 'detail'> {
  const said = data['refused'] ?? data['reason']
  if (typeof said !== 'object' || said === null) return { code: null, detail: '' }
  const { code = null, detail = '' } = said as { code?: string; detail?: string }
  return { code, detail }
}
