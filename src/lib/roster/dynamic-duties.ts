import { templatesDir } from '../assets/index.js'
import { type HallRules, loadHallRules } from '../hall/index.js'
import type { RosterRules } from './rules.js'
import { dynamicSeparation } from './separation-acts.js'
import type { ActSeparation } from './separation-rules.js'

/**
 * One separation of duties as something to try in a hall: `roles[0]` does `after` on an object, then `action` is tried on
 * the same object, and the hall has to refuse it with one of these HTTP statuses. Who tries it:
 * `same-person`: the very account of `after`, given `roles[1]` as well; `same-unit`: an account of the same unit;
 * `alone`: an account with `roles[1]`, after only one person did `after`; `other-role`: an account whose role may not.
 * `action` and `after` are null where the hall's workflows know no such act: then nothing can be tried.
 */
export interface DynamicDuty {
  readonly id: string
  readonly level: ActSeparation['level']
  readonly who: 'same-person' | 'same-unit' | 'alone' | 'other-role'
  readonly after: string | null
  readonly action: string | null
  readonly roles: readonly [string | null, string | null]
  readonly refusedWith: readonly number[]
}

/** RFC 9110: not this account (403), not after what happened (409). */
const REFUSALS = [403, 409]

/** Every dynamic separation (S3 to S11) against the workflows of a hall, as negative tests for a drill; pure. */
export function dynamicDuties(
  rules: RosterRules,
  { workflows }: Pick<HallRules, 'workflows'>,
): readonly DynamicDuty[] {
  const acts = actsOf(workflows)
  return dynamicSeparation(rules).flatMap((rule) => [
    ...together(rule, acts),
    ...alone(rule, acts),
    ...unfit(rule, acts),
  ])
}

/** The same for the workflows that ship with the package. */
export async function shippedDuties(rules: RosterRules): Promise<readonly DynamicDuty[]> {
  return dynamicDuties(rules, await loadHallRules(templatesDir()))
}

interface Act {
  /** `<kind>.<action>`, and the event that it causes, `<kind>.<event>`. */
  readonly name: string
  readonly event: string
  readonly by: readonly string[]
  /** Events that it wants more than one person to have caused. */
  readonly people: readonly string[]
}

function actsOf(workflows: HallRules['workflows']): readonly Act[] {
  return Object.values(workflows).flatMap(({ kind, start, actions }) => [
    ...Object.entries(start).map(([name, { event, by }]) => actOf(kind, name, { event, by })),
    ...Object.entries(actions).map(([name, action]) => actOf(kind, name, action)),
  ])
}

function actOf(
  kind: string,
  name: string,
  { event, by, people = {} }: { event: string; by: readonly string[]; people?: object },
): Act {
  const wanted = Object.keys(people).map((one) => `${kind}.${one}`)
  return { name: `${kind}.${name}`, event: `${kind}.${event}`, by, people: wanted }
}

/** Both sides of a rule by one person, or by one unit. */
function together(rule: ActSeparation, acts: readonly Act[]): readonly DynamicDuty[] {
  const { left, right = [], apart } = rule
  const who = apart === 'unit' ? 'same-unit' : 'same-person'
  return left.flatMap((before) =>
    right.flatMap((event) => {
      const [after] = acts.filter((act) => act.event === before)
      return orNone(acts.filter((act) => act.event === event)).map((act) =>
        dutyOf(rule, who, after, act),
      )
    }),
  )
}

/** What needs more than one person, after one. */
function alone(rule: ActSeparation, acts: readonly Act[]): readonly DynamicDuty[] {
  if (rule.people === undefined) return []
  return rule.left.flatMap((before) => {
    const [after] = acts.filter((act) => act.event === before)
    return orNone(acts.filter(({ people }) => people.includes(before))).map((act) =>
      dutyOf(rule, 'alone', after, act),
    )
  })
}

/** What only some roles may do, by another role that works the same objects. */
function unfit(rule: ActSeparation, acts: readonly Act[]): readonly DynamicDuty[] {
  const { by } = rule
  if (by === undefined) return []
  return rule.left.flatMap((event) =>
    orNone(acts.filter((act) => act.event === event)).map((act) => {
      const other = acts.flatMap((one) => one.by).find((role) => !by.includes(role)) ?? null
      return { ...dutyOf(rule, 'other-role', undefined, act), roles: [null, other] as const }
    }),
  )
}

function dutyOf(
  { id, level }: ActSeparation,
  who: DynamicDuty['who'],
  after: Act | undefined,
  act: Act | undefined,
): DynamicDuty {
  return {
    ...{ id, level, who, after: after?.name ?? null, action: act?.name ?? null },
    roles: [after?.by[0] ?? null, act?.by[0] ?? null],
    refusedWith: REFUSALS,
  }
}

function orNone<T>(list: readonly T[]): readonly (T | undefined)[] {
  return list.length === 0 ? [undefined] : list
}
