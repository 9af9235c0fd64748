import type { NoticePack, RoleDuty } from '../notice/index.js'
import { group } from './members.js'
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
  readonly deputy?: readonly string[]
}

/**
 * Every role that the notice wants, unit by unit: county-wide roles of the organising office, the others of each
 * unit. Where a role has a greatest number, deputies (B post) do not count for it, and there may be as many of them.
 */
export function roleDuties(
  { pack, rules }: { readonly pack: NoticePack; readonly rules: RosterRules },
  people: Iterable<RoleHolder>,
): readonly RoleOwed[] {
  const holders = group(people, ({ unit, roles }) => roles.map((role) => `${unit} ${role}`))
  const scopeOf = (role: string) => rules.catalogue.list[role]?.scope
  const owed = (
    unit: { readonly code: string; readonly name: string },
    duty: RoleDuty,
  ): RoleOwed => {
    const all = holders.get(`${unit.code} ${duty.role}`) ?? []
    const isDeputy = ({ deputy }: RoleHolder) =>
      duty.max !== null && deputy?.includes(duty.role) === true
    const main = all.filter((one) => !isDeputy(one))
    const state = stateOf(main.length, all.length - main.length, duty)
    const names = (state === 'too-many' ? all : main).map(({ name }) => name)
    return { unit: unit.code, unitName: unit.name, duty, holders: names, state }
  }
  const county = pack.roles.filter(({ role }) => scopeOf(role) === 'county')
  const unit = pack.roles.filter(({ role }) => scopeOf(role) === 'unit')
  return [
    ...county.map((duty) => owed(pack.office, duty)),
    ...pack.units.flatMap((one) => unit.map((duty) => owed(one, duty))),
  ]
}

function stateOf(have: number, deputies: number, { min, max }: RoleDuty): RoleOwed['state'] {
  if (have < min) return 'missing'
  return max !== null && Math.max(have, deputies) > max ? 'too-many' : 'met'
}
