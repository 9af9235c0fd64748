import type { HallRules, ObjectKind } from '../../hall/index.js'
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
  return states[state]?.final === true || state === 'settled' ? 'closed' : 'open'
}

/** The next act on the way out of a state; null when the workflow has none, or nobody of the drill may do it. */
export function wayOut(
  { workflows }: HallRules,
  plan: DrillPlan,
  { kind, unit, owner }: LedgerObject,
  state: string,
): WayOut | null {
  for (const name of BACKWARDS) {
    const action = workflows[kind].actions[name]
    if (!action?.from.includes(state)) continue
    const as = action.owner ? owner : accountOf(plan, action.by, action.unit ? unit : null)
    if (as !== null) return { action: `${kind}.${name}`, as }
  }
  return null
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
