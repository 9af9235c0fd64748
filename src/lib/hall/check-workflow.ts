import type { RoleCatalogue, Workflow } from './workflow.js'

/** Something wrong in a workflow file: where, and the name that does not fit. */
export interface WorkflowFlaw {
  readonly at: string
  readonly sort: 'unknown-name' | 'unreachable' | 'dead-end' | 'final-left'
  readonly name: string
}

/** What contradicts itself in a workflow: unknown states, roles, nodes or events, unreachable states, dead ends. */
export function checkWorkflow(flow: Workflow, roles: RoleCatalogue): readonly WorkflowFlaw[] {
  return [...unknownNames(flow, roles), ...wrongStates(flow)]
}

function unknownNames(flow: Workflow, roles: RoleCatalogue): readonly WorkflowFlaw[] {
  const events = eventsOf(flow)
  const state = (name: string) => Object.hasOwn(flow.states, name)
  const role = (name: string) => Object.hasOwn(roles.list, name)
  const starts = Object.entries(flow.start).flatMap(([key, rule]) => [
    ...missing(`start.${key}.to`, [rule.to], state),
    ...missing(`start.${key}.by`, rule.by, role),
  ])
  const actions = Object.entries(flow.actions).flatMap(([key, rule]) => [
    ...missing(`actions.${key}.from`, rule.from, state),
    ...missing(`actions.${key}.to`, rule.to === 'same' ? [] : [rule.to], state),
    ...missing(`actions.${key}.by`, rule.by, role),
    ...missing(`actions.${key}.node`, rule.node ? [rule.node] : [], (n) =>
      Object.hasOwn(roles.nodes, n),
    ),
    ...missing(`actions.${key}.notBy`, rule.notBy, (name) => events.has(name)),
  ])
  return [...starts, ...actions]
}

function eventsOf(flow: Workflow): ReadonlySet<string> {
  return new Set([...Object.values(flow.start), ...Object.values(flow.actions)].map((r) => r.event))
}

function missing(
  at: string,
  names: readonly string[],
  known: (name: string) => boolean,
): readonly WorkflowFlaw[] {
  return names
    .filter((name) => !known(name))
    .map((name) => ({ at, sort: 'unknown-name', name }) as const)
}

function wrongStates(flow: Workflow): readonly WorkflowFlaw[] {
  const reached = reachable(flow)
  const moves = Object.values(flow.actions).filter((rule) => rule.to !== 'same')
  return Object.entries(flow.states).flatMap(([name, { final }]) => {
    const isLeft = moves.some((rule) => rule.from.includes(name))
    const sort = reached.has(name) ? stateFlaw(final, isLeft) : 'unreachable'
    return sort === null ? [] : [{ at: `states.${name}`, sort, name }]
  })
}

function stateFlaw(isFinal: boolean, isLeft: boolean): WorkflowFlaw['sort'] | null {
  if (isFinal && isLeft) return 'final-left'
  return isFinal || isLeft ? null : 'dead-end'
}

function reachable(flow: Workflow): ReadonlySet<string> {
  const reached = new Set(Object.values(flow.start).map((rule) => rule.to))
  for (let before = -1; before !== reached.size; ) {
    before = reached.size
    for (const rule of Object.values(flow.actions)) {
      if (rule.to !== 'same' && rule.from.some((name) => reached.has(name))) reached.add(rule.to)
    }
  }
  return reached
}
