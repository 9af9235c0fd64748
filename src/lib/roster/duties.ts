import type { NoticePack, RoleDuty } from '../notice/index.js'
import type { RosterRules } from './rules.js'

/** A role that the notice wants in a unit, and how many people there hold it. */
export interface RoleOwed {
  readonly unit: string
  readonly unitName: string
  readonly duty: RoleDuty
  readonly holders: readonly string[]
  readonly state: 'met' | 'missing' | 'too-many'
}

/** Somebody with roles in a unit: a stored person or a user. */
interface RoleHolder {
  readonly unit: string
  readonly name: string
  readonly roles: readonly string[]
}

/**
 * Every role that the notice wants, unit by unit: county-wide roles of the organising office, the others of each
 * unit. `missing` names what a unit still owes.
 */
export function roleDuties(
  { pack, rules }: { readonly pack: NoticePack; readonly rules: RosterRules },
  people: Iterable<RoleHolder>,
): readonly RoleOwed[] {
  const holders = new Map<string, string[]>()
  for (const { unit, name, roles } of people) {
    for (const role of roles)
      holders.set(`${unit} ${role}`, [...(holders.get(`${unit} ${role}`) ?? []), name])
  }
  const scopeOf = (role: string) => rules.catalogue.list[role]?.scope
  const owed = (
    unit: { readonly code: string; readonly name: string },
    duty: RoleDuty,
  ): RoleOwed => {
    const names = holders.get(`${unit.code} ${duty.role}`) ?? []
    return {
      unit: unit.code,
      unitName: unit.name,
      duty,
      holders: names,
      state: stateOf(names.length, duty),
    }
  }
  const county = pack.roles.filter(({ role }) => scopeOf(role) === 'county')
  const unit = pack.roles.filter(({ role }) => scopeOf(role) === 'unit')
  return [
    ...county.map((duty) => owed(pack.office, duty)),
    ...pack.units.flatMap((one) => unit.map((duty) => owed(one, duty))),
  ]
}

function stateOf(have: number, { min, max }: RoleDuty): RoleOwed['state'] {
  if (have < min) return 'missing'
  return max !== null && have > max ? 'too-many' : 'met'
}
