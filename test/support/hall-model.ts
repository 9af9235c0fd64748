import type {
  ActionRule,
  HallConnection,
  HallRules,
  HallUser,
  ObjectKind,
} from '../../src/lib/hall/index.js'
import { assignments, columns, items, units, users } from './hall.js'

/** A second applicant of the first unit: an applicant, but not of these objects. */
export const stranger: HallUser = {
  workNo: 'a-stranger',
  name: '演练旁人',
  unit: units[0]?.code ?? '',
  active: true,
  roles: ['applicant'],
}

/** Everybody who may try something. */
export const everybody = [...users, stranger]

/** What a test believes about an object of the hall: told apart from the hall's own code, read from the same data. */
export interface Believed {
  readonly kind: ObjectKind
  readonly id: string
  readonly state: string
  readonly unit: string
  readonly owner: string
  readonly item: string | null
  readonly past: readonly { readonly event: string; readonly by: string }[]
  /** Children that are still open. */
  readonly children: readonly string[]
}

/** The outcome that the workflow data demands: 200, 403 (who) or 409 (when, or who before). */
export function demanded(
  rule: ActionRule,
  user: HallUser,
  object: Believed,
  rules: HallRules,
): number {
  const held = rule.by.filter((role) => user.roles.includes(role))
  const reaches = held.some(
    (role) =>
      rule.unit !== 'own' || rules.roles.list[role]?.scope !== 'unit' || user.unit === object.unit,
  )
  const isNodeHeld = assignments.some(
    (one) => one.item === object.item && one.node === rule.node && one.workNo === user.workNo,
  )
  if (!reaches) return 403
  if (rule.owner && object.owner !== user.workNo) return 403
  if (rule.node !== undefined && !isNodeHeld) return 403
  if (!rule.from.includes(object.state)) return 409
  if (rule.once && object.past.some(({ event }) => event === rule.event)) return 409
  const before = object.past.filter(({ by }) => by === user.workNo)
  if (before.some(({ event }) => rule.notBy.includes(event))) return 409
  if (rule.children !== undefined && object.children.length > 0) return 409
  return 200
}

/** A valid input for fields, in the first unit. */
export function inputFor(fields: ActionRule['input']): Record<string, unknown> {
  const values = {
    text: '演练内容',
    item: items[0]?.code,
    items: items.map(({ code }) => code),
    unit: units[0]?.code,
    column: columns[0],
  }
  return Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, values[kind]]))
}

/** Plays objects of a hall along their workflows, by the accounts that the data ask for. */
export function player(hall: HallConnection, rules: HallRules) {
  let n = 0
  const perform = (action: string, id: string | null, input: object, as: string) => {
    n += 1
    return hall.perform({ action, id, input: { ...input }, as, idempotencyKey: `play-${n}` })
  }

  const start = async (kind: ObjectKind): Promise<Believed> => {
    const [name, rule] =
      Object.entries(rules.workflows[kind].start).find(([, r]) => !r.internal) ?? []
    if (name === undefined || rule === undefined) throw new Error(`no start for ${kind}`)
    const owner = `a-${rule.by[0]}`
    const { id, created } = await perform(`${kind}.${name}`, null, inputFor(rule.input), owner)
    const [born] = created ?? []
    const past = [{ event: rule.event, by: owner }]
    const { unit = '', item = null } = born ?? {}
    return { kind, id, state: rule.to, unit, owner, item, past, children: [] }
  }

  /** Tries an action; the status the hall answered and what the object is then. */
  const attempt = async (object: Believed, name: string, user: HallUser) => {
    const rule = ruleOf(rules, object.kind, name)
    try {
      const { state, created = [] } = await perform(
        `${object.kind}.${name}`,
        object.id,
        inputFor(rule.input),
        user.workNo,
      )
      const past = [...object.past, { event: rule.event, by: user.workNo }]
      const children = [...object.children, ...created.map(({ id }) => id)]
      return { status: 200, object: { ...object, state, past, children } }
    } catch (error) {
      const { params } = error as { params?: { status?: number } }
      return { status: params?.status ?? -1, object }
    }
  }

  /** An object brought to a state on the shortest way, each step by an account that may. */
  const bring = async (kind: ObjectKind, state: string): Promise<Believed> => {
    let object = await start(kind)
    for (const name of shortestWay(rules, kind, object.state, state)) {
      const rule = ruleOf(rules, kind, name)
      if (rule.children !== undefined) object = await settleChildren(object)
      const user = everybody.find((one) => demanded(rule, one, object, rules) === 200)
      if (user === undefined) throw new Error(`nobody may ${name}`)
      object = (await attempt(object, name, user)).object
    }
    return object
  }

  const settleChildren = async (parent: Believed): Promise<Believed> => {
    for (const id of parent.children) {
      const reason = '演练撤回'
      await perform('case.withdraw', id, { reason }, parent.owner)
    }
    return { ...parent, children: [] }
  }
  return { start, attempt, bring, settleChildren }
}

/** The rule of an action. */
export function ruleOf(rules: HallRules, kind: ObjectKind, name: string): ActionRule {
  const rule = rules.workflows[kind].actions[name]
  if (rule === undefined) throw new Error(`no action ${kind}.${name}`)
  return rule
}

function shortestWay(
  rules: HallRules,
  kind: ObjectKind,
  from: string,
  to: string,
): readonly string[] {
  const ways: { state: string; way: string[] }[] = [{ state: from, way: [] }]
  const seen = new Set([from])
  for (const { state, way } of ways) {
    if (state === to) return way
    for (const [name, rule] of Object.entries(rules.workflows[kind].actions)) {
      if (!rule.from.includes(state) || seen.has(rule.to) || rule.to === 'same') continue
      seen.add(rule.to)
      ways.push({ state: rule.to, way: [...way, name] })
    }
  }
  throw new Error(`${kind} never reaches ${to}`)
}
