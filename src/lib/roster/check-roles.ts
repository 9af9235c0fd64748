import { type Finding, found, type Place } from '../errors/index.js'
import type { Check } from './check.js'
import { type RoleOwed, roleDuties } from './duties.js'
import { group } from './members.js'
import type { User } from './model.js'
import { broken, exemptionOf } from './separation.js'

/** Roles that the notice wants and a unit has too few or too many of. */
export function dutyFindings(check: Check): readonly Finding[] {
  return roleDuties(check, check.mapping.users).flatMap((owed) => dutyFinding(check, owed))
}

/** A unit without any people is told once, not role by role. */
function dutyFinding(
  { staffOf }: Check,
  { unit, unitName, duty, holders, state }: RoleOwed,
): readonly Finding[] {
  const { title: role, min, max, clause } = duty
  if (state === 'too-many') {
    return [found('HK-ROST-202', { unit: unitName, role, max: max ?? 0, names: holders, clause })]
  }
  if (state === 'met' || staffOf(unit) === 0) return []
  return [found('HK-ROST-201', { unit: unitName, role, have: holders.length, min, clause })]
}

/** People whose roles must not meet; whoever is let off is told as a hint, with who approved it. */
export function mixedRoles(check: Check): readonly Finding[] {
  return check.mapping.users.flatMap((user) => mixedRolesOf(check, user))
}

function mixedRolesOf(check: Check, user: User): readonly Finding[] {
  const { rules, unit, day } = check
  const place = placeOf(user)
  return broken(rules, 'roles', new Set(user.roles)).map(({ rule, both }) => {
    const who = { rule: rule.id, unit: unit(user.unit), name: user.name }
    const spot = { unit: user.unit, item: null, isInstant: false, day }
    const exempt = exemptionOf(rule.exempt, spot)
    if (exempt !== null) {
      const { approvedBy, until = '' } = exempt
      return found('HK-ROST-215', { ...who, approvedBy, until }, place)
    }
    const roles = both.map((id) => rules.catalogue.list[id]?.zh ?? id)
    return { ...found('HK-ROST-204', { ...who, roles }, place), level: rule.level }
  })
}

/** The row that a person stands in. */
function placeOf({ source }: User): Place {
  return source === null ? {} : { file: source.file, sheet: source.sheet, row: source.row }
}

/** Accounts that could do nothing in the hall. */
export function withoutRole({ mapping, unit }: Check): readonly Finding[] {
  return mapping.users
    .filter(({ roles }) => roles.length === 0)
    .map((user) => found('HK-ROST-217', { unit: unit(user.unit), name: user.name }, placeOf(user)))
}

/** Roles of a node that their holder never gets to use, gathered by unit and role. */
export function idleRoles({ rules, mapping, unit }: Check): readonly Finding[] {
  const held = new Set(mapping.assignments.map(({ workNo, node }) => `${workNo} ${node}`))
  const busy = new Set(mapping.assignments.map((one) => one.unit))
  const idle = mapping.users
    .filter((user) => busy.has(user.unit))
    .flatMap((user) =>
      user.roles
        .filter((role) => {
          const nodes = rules.catalogue.list[role]?.nodes ?? []
          return nodes.length > 0 && !nodes.some((node) => held.has(`${user.workNo} ${node}`))
        })
        .map((role) => ({ user, role })),
    )
  return [...group(idle, ({ user, role }) => [`${user.unit} ${role}`]).values()].flatMap((list) => {
    const [first] = list
    if (!first) return []
    const role = rules.catalogue.list[first.role]?.zh ?? first.role
    const names = list.map(({ user }) => user.name)
    return [found('HK-ROST-218', { unit: unit(first.user.unit), role, names })]
  })
}
