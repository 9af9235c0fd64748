import { limitFlaws } from './check-limits.js'
import type { RoleCatalogue, Workflow } from './workflow.js'

/** Something wrong in a workflow file: where, and the name that does not fit. */
export interface WorkflowFlaw {
  readonly at: string
  readonly sort:
    | 'unknown-name'
    | 'unreachable'
    | 'dead-end'
    | 'final-left'
    | 'nobody'
    | 'limits'
    | 'no-days'
    | 'no-request'
  readonly name: string
}

/**
 * What contradicts itself in a workflow: unknown names, unreachable states, dead ends, actions that nobody or two sorts
 * of actor may do, approvals of nothing, limits that do not add up.
 */
export function checkWorkflow(flow: Workflow, roles: RoleCatalogue): readonly WorkflowFlaw[] {
  return [
    ...unknownRoles(flow, roles),
    ...unknownStates(flow),
    ...unknownEvents(flow),
    ...unknownLimits(flow),
    ...wrongActors(flow),
    ...wrongStates(flow),
    ...limitFlaws(flow),
  ]
}

function unknownRoles(flow: Workflow, roles: RoleCatalogue): readonly WorkflowFlaw[] {
  const node = (name: string) => Object.hasOwn(roles.nodes, name)
  const used = [
    ...Object.entries(flow.actions).map(([key, rule]) => [`actions.${key}.node`, rule] as const),
    ...Object.entries(flow.limits).map(([key, rule]) => [`limits.${key}.node`, rule] as const),
  ]
  const rules = [...parts(flow, 'start'), ...parts(flow, 'actions')]
  return [
    ...rules.flatMap(([at, { by }]) =>
      missing(`${at}.by`, by, (name) => Object.hasOwn(roles.list, name)),
    ),
    ...used.flatMap(([at, rule]) => missing(at, rule.node ? [rule.node] : [], node)),
  ]
}

function unknownStates(flow: Workflow): readonly WorkflowFlaw[] {
  const state = (name: string) => Object.hasOwn(flow.states, name)
  const target = (name: string) => state(name) || name === 'same' || name === 'previous'
  return [
    ...parts(flow, 'start').flatMap(([at, { to }]) => missing(`${at}.to`, [to], state)),
    ...Object.entries(flow.actions).flatMap(([key, { from, to }]) => [
      ...missing(`actions.${key}.from`, from, state),
      ...missing(`actions.${key}.to`, [to], target),
    ]),
    ...Object.entries(flow.limits).flatMap(([key, rule]) =>
      missing(`limits.${key}.in`, rule.in, state),
    ),
  ]
}

function unknownEvents(flow: Workflow): readonly WorkflowFlaw[] {
  const known = eventsOf(flow)
  const event = (name: string) => known.has(name)
  return [
    ...Object.entries(flow.actions).flatMap(([key, { notBy, needs, people }]) => [
      ...missing(`actions.${key}.notBy`, notBy, event),
      ...missing(`actions.${key}.needs`, needs, event),
      ...missing(`actions.${key}.people`, Object.keys(people), event),
    ]),
    ...Object.entries(flow.limits).flatMap(([key, { since, until }]) => [
      ...missing(`limits.${key}.since`, since, event),
      ...missing(`limits.${key}.until`, until, event),
    ]),
  ]
}

function unknownLimits(flow: Workflow): readonly WorkflowFlaw[] {
  const limit = (name: string) => Object.hasOwn(flow.limits, name)
  const fields = new Set(Object.values(flow.actions).flatMap(({ input }) => Object.keys(input)))
  return Object.entries(flow.actions).flatMap(([key, { input, ...rule }]) => [
    ...missing(`actions.${key}.after`, listed(rule.after), limit),
    ...missing(`actions.${key}.overdue`, listed(rule.overdue), limit),
    ...missing(`actions.${key}.within`, listed(rule.within), limit),
    ...missing(`actions.${key}.waits`, listed(rule.waits), limit),
    ...missing(`actions.${key}.assignee`, listed(rule.assignee), (name) => fields.has(name)),
    ...missing(`actions.${key}.complete`, listed(rule.complete), (name) =>
      Object.hasOwn(input, name),
    ),
  ])
}

function listed(name: string | undefined): readonly string[] {
  return name === undefined ? [] : [name]
}

/** Either people or the hall itself; whatever is approved or rejected is a request. */
function wrongActors(flow: Workflow): readonly WorkflowFlaw[] {
  const requests = Object.values(flow.actions).flatMap((rule) => (rule.request ? rule.event : []))
  return Object.entries(flow.actions).flatMap(([key, { by, after, approves, rejects }]) => {
    const at = `actions.${key}`
    const isOne = by.length > 0 !== (after !== undefined)
    const answered = [approves ?? [], rejects ?? []].flat()
    return [
      ...(isOne ? [] : [{ at, sort: 'nobody' as const, name: key }]),
      ...missing(`${at}.approves`, answered, (name) => requests.includes(name), 'no-request'),
    ]
  })
}

function eventsOf(flow: Workflow): ReadonlySet<string> {
  return new Set([...Object.values(flow.start), ...Object.values(flow.actions)].map((r) => r.event))
}

function parts(flow: Workflow, part: 'start' | 'actions') {
  return Object.entries(flow[part]).map(([key, rule]) => [`${part}.${key}`, rule] as const)
}

function missing(
  at: string,
  names: readonly string[],
  known: (name: string) => boolean,
  sort: WorkflowFlaw['sort'] = 'unknown-name',
): readonly WorkflowFlaw[] {
  return names.filter((name) => !known(name)).map((name) => ({ at, sort, name }) as const)
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
  const moves = Object.values(flow.actions).filter(({ to }) => to !== 'same' && to !== 'previous')
  for (let before = -1; before !== reached.size; ) {
    before = reached.size
    for (const rule of moves) {
      if (rule.from.some((name) => reached.has(name))) reached.add(rule.to)
    }
  }
  return reached
}
