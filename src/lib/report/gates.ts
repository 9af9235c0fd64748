import type { ReportFacts } from './facts.js'
import type { Metric } from './model.js'

export type GateState = 'passed' | 'failed' | 'unmeasured'

/** One condition of going live: what it asks, what was measured, whether it holds. */
export interface Gate {
  readonly name: string
  readonly metric: string
  readonly state: GateState
  /** True when a failed gate blocks going live; false when going live may be conditional on mending it. */
  readonly blocking: boolean
}

export type Conclusion = '具备' | '基本具备' | '不具备' | '不能下结论'

function stateOf(metric: Metric, share: readonly [number, number]): GateState {
  const { numerator, denominator } = metric
  if (numerator === null || denominator === null || denominator === 0) return 'unmeasured'
  return numerator * share[1] >= denominator * share[0] ? 'passed' : 'failed'
}

/**
 * The gates of going live, all from the notice: every requirement met by every unit that owes it
 * (blocking), and the notice's own target shares that are due (not blocking: they have an owner and a date).
 */
export function gatesOf(facts: ReportFacts, metric: (id: string) => Metric): Gate[] {
  const requirements = facts.pack.requirements.map((requirement): Gate => {
    const id = `req.${requirement.id}`
    return {
      name: requirement.title,
      metric: id,
      state: stateOf(metric(id), [1, 1]),
      blocking: true,
    }
  })
  const targets = facts.pack.targets
    .filter((target) => target.due <= facts.day)
    .map((target): Gate => {
      const id = `target.${target.id}`
      return {
        name: target.title,
        metric: id,
        state: stateOf(metric(id), target.atLeast),
        blocking: false,
      }
    })
  return [...requirements, ...targets]
}

/**
 * 具备: every gate holds. 基本具备: only gates with an owner and a date fail. 不具备: a blocking gate fails.
 * 不能下结论: a gate was not measured, so nothing may be concluded.
 */
export function conclude(gates: readonly Gate[]): Conclusion {
  if (gates.some((gate) => gate.state === 'unmeasured')) return '不能下结论'
  const failed = gates.filter((gate) => gate.state === 'failed')
  if (failed.length === 0) return '具备'
  return failed.some((gate) => gate.blocking) ? '不具备' : '基本具备'
}
