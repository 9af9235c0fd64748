import type { WorkflowFlaw } from './check-workflow.js'
import type { ActionRule, Workflow } from './workflow.js'

/**
 * Limits that do not add up: nodes together beyond what is promised, a promise beyond the law, an extension beyond what
 * the law allows, a stop or an extension of unknown length, a clock that is moved but never described.
 */
export function limitFlaws(flow: Workflow): readonly WorkflowFlaw[] {
  const moved = Object.entries(flow.actions).filter(([, rule]) => rule.clock !== undefined)
  return [
    ...tooLong(flow),
    ...moved.flatMap(([key, rule]) => {
      const at = `actions.${key}.clock`
      if (flow.clock === undefined) return [{ at, sort: 'limits' as const, name: key }]
      return daysFlaws(flow, rule, at)
    }),
  ]
}

function tooLong({ clock, limits }: Workflow): readonly WorkflowFlaw[] {
  if (clock === undefined) return []
  const nodes = Object.values(limits).flatMap(({ node, days }) =>
    node === undefined || days === 'asked' ? [] : days,
  )
  const sum = nodes.reduce((total, days) => total + days, 0)
  const flaw = (at: string, name: string) => ({ at, sort: 'limits' as const, name })
  return [
    ...(sum > clock.promised ? [flaw('limits', `${sum} > ${clock.promised}`)] : []),
    ...(clock.promised > clock.statutory
      ? [flaw('clock.promised', `${clock.promised} > ${clock.statutory}`)]
      : []),
  ]
}

/** A stop and an extension take days that somebody filled in, in the act itself or in the request that it approves. */
function daysFlaws(flow: Workflow, rule: ActionRule, at: string): readonly WorkflowFlaw[] {
  if (rule.clock !== 'stop' && rule.clock !== 'extend') return []
  const request = Object.values(flow.actions).find(({ event }) => event === rule.approves)
  const days = rule.input['days'] ?? request?.input['days']
  if (typeof days !== 'object' || !('days' in days)) return [{ at, sort: 'no-days', name: 'days' }]
  const most = flow.clock?.extension ?? 0
  const isTooMuch = rule.clock === 'extend' && days.days > most
  return isTooMuch ? [{ at, sort: 'limits', name: `${days.days} > ${most}` }] : []
}
