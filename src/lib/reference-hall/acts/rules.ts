import type { ActionRule, RoleCatalogue, StartRule } from '../../hall/index.js'
import type { ProblemName } from '../api/problem-names.js'
import type { Actor } from '../people/accounts.js'
import type { Paper } from './papers.js'

/** What a rule may ask about an object; lookups are made only when a rule needs them. */
export interface Situation {
  readonly state: string
  readonly unit: string
  /** The town whose agents carry it, where there is one. */
  readonly town: unknown
  readonly owner: string
  /** Does the actor hold this node of the object's item? */
  readonly holdsNode: (node: string) => boolean
  /** The account that a field of the object names, if it does. */
  readonly named: (field: string) => unknown
  /** Did this event happen on the object; by this account, when one is given? */
  readonly happened: (event: string, by?: string) => boolean
  /** Everybody who caused this event on the object. */
  readonly people: (event: string) => ReadonlySet<string>
  /** What an open request of this event asks for; undefined when none is open. */
  readonly request: (event: string) => Readonly<Record<string, unknown>> | undefined
  /** Does this limit of the object run (not begun, or over: `none`), or has it run out while nobody acted? */
  readonly limit: (name: string) => 'none' | 'running' | 'out'
  /** Is its item decided at once? */
  readonly isInstant: () => boolean
  readonly papers: () => readonly Paper[]
  /** Is every child in this state, or in a final one? */
  readonly childrenReached: (state: string) => boolean
}

/** The role under which the actor may act, or why not. */
export type Judgement =
  | { readonly ok: true; readonly role: string }
  | { readonly ok: false; readonly why: ProblemName; readonly detail?: string }

type Hindrance = readonly [ProblemName, string?]

/** May this account start an object of the unit? */
export function judgeStart(
  rule: StartRule,
  actor: Actor,
  { unit, roles }: { readonly unit: string; readonly roles: RoleCatalogue },
): Judgement {
  const held = rule.by.filter((name) => actor.roles.includes(name))
  const role = held.find(
    (name) => rule.unit === undefined || roles.list[name]?.scope !== 'unit' || unit === actor.unit,
  )
  if (held.length === 0 || rule.internal) return no(['role'])
  return role === undefined ? no(['other-unit']) : { ok: true, role }
}

/** May this account act now? Who it is comes first, then the state, then what happened before. */
export function judge(
  rule: ActionRule,
  actor: Actor,
  object: Situation,
  roles: RoleCatalogue,
): Judgement {
  const place = rule.unit === 'town' ? object.town : object.unit
  const held = rule.by.filter((name) => actor.roles.includes(name))
  const reaches = (name: string) =>
    rule.unit === undefined || roles.list[name]?.scope !== 'unit' || place === actor.unit
  const role = held.find(reaches)
  if (held.length === 0) return no(['role'])
  if (role === undefined) return no(['other-unit'])
  if (rule.owner && object.owner !== actor.workNo) return no(['not-owner'])
  if (rule.node !== undefined && !object.holdsNode(rule.node)) return no(['not-assigned'])
  const assignee = rule.assignee === undefined ? undefined : object.named(rule.assignee)
  if (assignee !== undefined && assignee !== actor.workNo) return no(['not-assigned'])
  const why = hindrance(rule, object) ?? sharedDuty(rule, actor, object)
  return why === undefined ? { ok: true, role } : no(why)
}

/** What is in the way, whoever acts: the first of these that does not hold. */
export function hindrance(rule: ActionRule, object: Situation): Hindrance | undefined {
  const asked = rule.approves ?? rule.rejects
  const { needs, children } = rule
  const conditions: readonly (readonly [() => boolean, Hindrance])[] = [
    [() => rule.from.includes(object.state), ['wrong-state']],
    [() => !rule.once || !object.happened(rule.event), ['once']],
    [
      () => asked === undefined || object.request(asked) !== undefined,
      ['wrong-state', '没有待批准的提请'],
    ],
    [
      () => needs.length === 0 || needs.some((event) => object.happened(event)),
      ['wrong-state', '前面应办的尚未办理'],
    ],
    [() => isInTime(rule, object), ['wrong-state', '期限尚未届满，或已届满']],
    [() => !rule.instant || object.isInstant(), ['wrong-state', '不是即办件']],
    [() => children === undefined || object.childrenReached(children), ['children-open']],
  ]
  return conditions.find(([holds]) => !holds())?.[1] ?? paperHindrance(rule, object)
}

/** After a limit has run out, while it runs, or not while it runs. */
function isInTime({ overdue, within, waits }: ActionRule, { limit }: Situation): boolean {
  if (overdue !== undefined && limit(overdue) !== 'out') return false
  if (within !== undefined && limit(within) !== 'running') return false
  return waits === undefined || limit(waits) !== 'running'
}

function paperHindrance({ papers }: ActionRule, object: Situation): Hindrance | undefined {
  if (papers === undefined) return undefined
  const verdicts = object.papers().map(({ verdict }) => verdict)
  if (verdicts.includes('waiting')) return ['wrong-state', '尚有材料未逐件审核']
  const isBad = papers === 'good' && verdicts.includes('bad')
  return isBad ? ['wrong-state', '尚有材料不合格'] : undefined
}

/** Separation of duties on one object. */
function sharedDuty(rule: ActionRule, actor: Actor, object: Situation): Hindrance | undefined {
  if (rule.notBy.some((event) => object.happened(event, actor.workNo))) return ['sod']
  if (rule.notOwnUnit && object.unit === actor.unit) return ['sod', '不得由本单位自行决定']
  const lone = Object.entries(rule.people).some(([event, least]) => {
    const { size } = object.people(event)
    return size > 0 && size < least
  })
  return lone ? ['sod', '须由两名以上工作人员进行'] : undefined
}

function no([why, detail]: Hindrance): Judgement {
  return { ok: false, why, ...(detail !== undefined && { detail }) }
}
