import { type Finding, found } from '../errors/index.js'
import { group } from './members.js'
import type { RosterRules } from './rules.js'
import type { ActSeparation } from './separation-rules.js'

/** An act on an object as a hall's event or a journal tells it; `type` is `<kind>.<event>`. */
export interface ObjectAct {
  readonly type: string
  readonly objectId: string
  readonly number: string
  readonly actor: string
  readonly role: string
  /** The unit of the actor, not of the object; null when nobody knows. */
  readonly unit: string | null
  /** The rule that the hall let this act off, with its own reason: 即办件 (S4). */
  readonly exempt?: string | undefined
}

/** The separations that only acts can break: what a drill tries as negative tests, in the order of the rules. */
export function dynamicSeparation({ separation }: RosterRules): readonly ActSeparation[] {
  return separation.filter((rule) => rule.on === 'acts')
}

/** The separations that acts on one object broke: HK-ROST-216, one for each rule and object. */
export function checkActs(rules: RosterRules, acts: Iterable<ObjectAct>): readonly Finding[] {
  const dynamic = dynamicSeparation(rules)
  return [...group(acts, ({ objectId }) => [objectId]).values()].flatMap((list) =>
    dynamic.flatMap((rule) => breach(rule, list)),
  )
}

function breach(rule: ActSeparation, acts: readonly ObjectAct[]): readonly Finding[] {
  const left = acts.filter(({ type }) => rule.left.includes(type))
  const [first] = left
  if (!first || acts.some(({ exempt }) => exempt === rule.id)) return []
  const wrong = [...alone(rule, left), ...unfit(rule, left), ...together(rule, left, acts)]
  if (wrong.length === 0) return []
  const events = [...new Set(wrong.map(({ type }) => type))]
  const actors = [...new Set(wrong.map(({ actor }) => actor))]
  const params = { rule: rule.id, object: first.number, events, actors }
  return [{ ...found('HK-ROST-216', params), level: rule.level }]
}

/** Fewer people than the rule wants together. */
function alone({ people }: ActSeparation, left: readonly ObjectAct[]): readonly ObjectAct[] {
  const actors = new Set(left.map(({ actor }) => actor))
  return people !== undefined && actors.size < people ? left : []
}

/** Acts by somebody whose role may not. */
function unfit({ by }: ActSeparation, left: readonly ObjectAct[]): readonly ObjectAct[] {
  return by === undefined ? [] : left.filter(({ role }) => !by.includes(role))
}

/** Both sides of the rule by one person, or by one unit. */
function together(
  { right = [], apart }: ActSeparation,
  left: readonly ObjectAct[],
  acts: readonly ObjectAct[],
): readonly ObjectAct[] {
  const who = ({ actor, unit }: ObjectAct) => (apart === 'unit' ? unit : actor)
  const did = new Set(left.map(who).filter((one) => one !== null))
  const other = acts.filter((act) => right.includes(act.type) && did.has(who(act) ?? ''))
  const their = new Set(other.map(who))
  return other.length === 0 ? [] : [...left.filter((act) => their.has(who(act))), ...other]
}
