import type { ActionRule, RoleCatalogue, StartRule } from '../hall/index.js'
import type { Actor } from './accounts.js'
import type { ProblemName } from './problem-names.js'

/** What a rule may ask about an object; lookups are made only when a rule needs them. */
export interface Situation {
  readonly state: string
  readonly unit: string
  readonly owner: string
  /** Does the actor hold this node of the object's item? */
  readonly holdsNode: (node: string) => boolean
  /** Did this event happen on the object; by this account, when one is given? */
  readonly happened: (event: string, by?: string) => boolean
  /** Is every child in this state, or in a final one? */
  readonly childrenReached: (state: string) => boolean
}

/** The role under which the actor may act, or why not. */
export type Judgement =
  | { readonly ok: true; readonly role: string }
  | { readonly ok: false; readonly why: ProblemName }

/** May this account start an object? */
export function judgeStart(rule: StartRule, actor: Actor): Judgement {
  const role = rule.by.find((name) => actor.roles.includes(name))
  return role === undefined || rule.internal ? no('role') : { ok: true, role }
}

/** May this account act now? Who it is comes first, then the state, then what happened before. */
export function judge(
  rule: ActionRule,
  actor: Actor,
  object: Situation,
  roles: RoleCatalogue,
): Judgement {
  const held = rule.by.filter((name) => actor.roles.includes(name))
  const reaches = (name: string) =>
    rule.unit === undefined || roles.list[name]?.scope !== 'unit' || object.unit === actor.unit
  const role = held.find(reaches)
  if (held.length === 0) return no('role')
  if (role === undefined) return no('other-unit')
  if (rule.owner && object.owner !== actor.workNo) return no('not-owner')
  if (rule.node !== undefined && !object.holdsNode(rule.node)) return no('not-assigned')
  const why = hindrance(rule, actor, object)
  return why === undefined ? { ok: true, role } : no(why)
}

function hindrance(rule: ActionRule, actor: Actor, object: Situation): ProblemName | undefined {
  if (!rule.from.includes(object.state)) return 'wrong-state'
  if (rule.once && object.happened(rule.event)) return 'once'
  if (rule.notBy.some((event) => object.happened(event, actor.workNo))) return 'sod'
  if (rule.children !== undefined && !object.childrenReached(rule.children)) return 'children-open'
  return undefined
}

function no(why: ProblemName): Judgement {
  return { ok: false, why }
}
