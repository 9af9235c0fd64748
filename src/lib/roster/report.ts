import type { Finding } from '../errors/index.js'
import type { NoticePack } from '../notice/index.js'
import { roleDuties } from './duties.js'
import { group } from './members.js'
import type { Mapping } from './model.js'
import type { RosterRules } from './rules.js'
import { dynamicSeparation } from './separation-acts.js'
import type { ActSeparation } from './separation-rules.js'

/** How well a unit's nodes are manned: `nodes` of all its items, of them held by somebody, of them by two. */
export interface UnitManning {
  readonly unit: string
  readonly name: string
  readonly people: number
  readonly nodes: number
  readonly held: number
  readonly doubled: number
  /** Titles of roles that the notice wants and the unit lacks. */
  readonly missing: readonly string[]
}

/** What is to be told of a mapping: coverage unit by unit, findings, and the rules that only a drill can try. */
export interface RosterReport {
  readonly units: readonly UnitManning[]
  readonly dynamic: readonly DynamicRule[]
  readonly findings: readonly Finding[]
}

/** A separation that a drill tries as a negative test. */
export type DynamicRule = Pick<ActSeparation, 'id' | 'left' | 'level'> & {
  readonly right: readonly string[]
}

interface Reported {
  readonly pack: NoticePack
  readonly rules: RosterRules
  readonly mapping: Mapping
  readonly findings: readonly Finding[]
}

/** The report of a mapping, of one unit (its code) or of all. */
export function rosterReport(
  { pack, rules, mapping, findings }: Reported,
  unit: string | null,
): RosterReport {
  const everyone = [pack.office, ...pack.units]
  const named = everyone.find(({ code }) => code === unit)?.name
  return {
    units: manning({ pack, rules, mapping, findings }).filter(
      (one) => unit === null || one.unit === unit,
    ),
    dynamic: dynamicSeparation(rules).map(({ id, left, right = [], level }) => ({
      id,
      left,
      right,
      level,
    })),
    findings: findings.filter((one) => named === undefined || concerns(one, named)),
  }
}

function concerns({ params }: Finding, unit: string): boolean {
  if ('unit' in params && params.unit === unit) return true
  return 'others' in params && params.others.includes(unit)
}

function manning({ pack, rules, mapping }: Reported): readonly UnitManning[] {
  const staff = mapping.users.filter(({ roles }) => !roles.includes(rules.applicant.role))
  const people = group(staff, ({ unit }) => [unit])
  const held = group(mapping.assignments, ({ unit, item, node }) => [`${unit} ${item} ${node}`])
  const spots = group(held.values(), ([one]) => [one?.unit ?? ''])
  const gaps = group(mapping.gaps, ({ unit }) => [unit])
  const owed = roleDuties({ pack, rules }, staff).filter(({ state }) => state === 'missing')
  const missing = group(owed, ({ unit }) => [unit])
  return [pack.office, ...pack.units].map(({ code, name }) => {
    const manned = spots.get(code) ?? []
    return {
      unit: code,
      name,
      people: people.get(code)?.length ?? 0,
      nodes: manned.length + (gaps.get(code)?.length ?? 0),
      held: manned.length,
      doubled: manned.filter((list) => list.length > 1).length,
      missing: (missing.get(code) ?? []).map(({ duty }) => duty.title),
    }
  })
}
