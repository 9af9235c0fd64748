import {
  type ActionRule,
  type Hall,
  type HallRules,
  isAtRest,
  type ObjectKind,
} from '../../hall/index.js'
import type { LedgerObject } from '../journal/ledger.js'
import type { DrillPlan } from '../plan/plan-model.js'

/** The acts that take something back; nothing else is ever done to clear up. */
const BACKWARDS = ['withdraw', 'discard', 'return']

/** One act on the way out, and the account that may do it. */
export interface WayOut {
  readonly action: string
  readonly as: string
}

/** Whether an object needs nothing more: taken back, or at the end that its workflow has for it. */
export function restOf(
  { workflows }: HallRules,
  kind: ObjectKind,
  state: string,
): 'gone' | 'closed' | 'open' {
  const { states, actions } = workflows[kind]
  const isBack = BACKWARDS.some((name) => actions[name]?.to === state && states[state]?.final)
  if (isBack) return 'gone'
  return isAtRest(workflows[kind], state) ? 'closed' : 'open'
}

/** What an act on the way out is chosen by. */
export interface Leaving {
  readonly hall: Hall
  readonly rules: HallRules
  readonly plan: DrillPlan
}

/**
 * The next act on the way out of a state: as the hall says for itself, else as the workflow has it. Null when there is none,
 * or nobody of the drill may do it.
 */
export function wayOut(
  { hall, rules, plan }: Leaving,
  object: LedgerObject,
  state: string,
): WayOut | null {
  const { kind } = object
  const { actions } = rules.workflows[kind]
  const own = hall.teardown?.(kind)
  if (own) {
    const rule = actions[own.action.slice(kind.length + 1)]
    const as = own.as ?? doerOf(plan, rule, object)
    return as === null ? null : { action: own.action, as }
  }
  for (const name of BACKWARDS) {
    const rule = actions[name]
    const as = rule?.from.includes(state) ? doerOf(plan, rule, object) : null
    if (as !== null) return { action: `${kind}.${name}`, as }
  }
  return null
}

/** Who of the drill may do an act to an object: its owner, or whoever holds the role. */
function doerOf(
  plan: DrillPlan,
  rule: ActionRule | undefined,
  { unit, owner }: LedgerObject,
): string | null {
  if (rule === undefined || rule.owner) return owner
  return accountOf(plan, rule.by, rule.unit ? unit : null)
}

/** An account of the drill that holds one of the roles, of one unit where the act asks for it. */
function accountOf(
  { steps }: DrillPlan,
  roles: readonly string[],
  unit: string | null,
): string | null {
  const step = steps.find(({ role, unit: own }) => roles.includes(role) && (unit ?? own) === own)
  return step?.account ?? null
}
