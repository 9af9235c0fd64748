import type { Unit } from '../../notice/index.js'
import type { ReportFacts } from '../facts.js'
import { type Conclusion, conclude, type Gate, gatesOf } from '../gates.js'
import { type History, histories } from '../histories.js'
import { metricIndex } from '../metric.js'
import { computeMetrics } from '../metrics/index.js'
import type { Block, Inline, Metric } from '../model.js'
import { findProblems, type Problem } from '../problems.js'

/** Everything the sections of the situation report are written from, computed once. */
export interface Context {
  readonly facts: ReportFacts
  readonly metrics: readonly Metric[]
  readonly metric: (id: string) => Metric
  readonly histories: readonly History[]
  readonly problems: readonly Problem[]
  readonly gates: readonly Gate[]
  readonly conclusion: Conclusion
  readonly unitName: (code: string) => string
}

export function contextOf(facts: ReportFacts): Context {
  const problems = findProblems(facts)
  const metrics = computeMetrics(facts, problems)
  const metric = metricIndex(metrics)
  const gates = gatesOf(facts, metric)
  const units = new Map(facts.pack.units.map((unit: Unit) => [unit.code, unit.short]))
  units.set(facts.pack.office.code, facts.pack.office.name)
  return {
    facts,
    metrics,
    metric,
    histories: histories(facts.lines),
    problems,
    gates,
    conclusion: conclude(gates),
    unitName: (code) => units.get(code) ?? code,
  }
}

export function titleOf(context: Context, requirement: string): string {
  return context.facts.pack.requirements.find((one) => one.id === requirement)?.title ?? requirement
}

export const h1 = (text: string): Block => ({ kind: 'heading', level: 1, text })
export const h2 = (text: string): Block => ({ kind: 'heading', level: 2, text })
export const para = (...runs: Inline[]): Block => ({ kind: 'para', runs })
export const count = (metric: string): Inline => ({ metric, show: 'count' })
export const percent = (metric: string): Inline => ({ metric, show: 'percent' })
export const fraction = (metric: string): Inline => ({ metric, show: 'fraction' })

/** Names joined as a paper does: 甲、乙和丙. */
export function nameList(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join('、')}和${names.at(-1)}`
}
