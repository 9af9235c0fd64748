import { type Finding, found } from '../errors/index.js'
import type { NodeDecision } from './decisions.js'
import type { Holder } from './explicit.js'
import { group, type Staff } from './members.js'
import type { MappedItem } from './model.js'
import { fill, type RosterRules } from './rules.js'

/** Who was put on the nodes of a unit's items by a person's decision. */
export interface DecidedNodes {
  holders(item: MappedItem, node: string): readonly Holder[]
  /** HK-ROST-220: decisions on items or people that are no longer there. */
  readonly findings: readonly Finding[]
}

interface Site {
  readonly rules: RosterRules
  readonly unit: { readonly code: string; readonly name: string }
  readonly items: readonly MappedItem[]
}

/** The decisions that concern a unit, matched with its people and items by work number and key. */
export function decidedNodes(
  decisions: readonly NodeDecision[],
  staff: Staff,
  { rules, unit, items }: Site,
): DecidedNodes {
  const own = decisions.filter((one) => one.unit === unit.code)
  const members = new Map(staff.members.map((member) => [member.workNo, member]))
  const keys = new Set(items.map(({ key }) => key))
  const isLive = ({ item, person }: NodeDecision) => keys.has(item) && members.has(person)
  const bySpot = group(own.filter(isLive), ({ item, node }) => [`${node} ${item}`])
  const holder = ({ person, ab, note }: NodeDecision): Holder[] => {
    const member = members.get(person)
    const remark = note === undefined ? '' : `：${note}`
    return member ? [{ member, ab, reason: fill(rules.reasons.decision, { note: remark }) }] : []
  }
  return {
    holders: (item, node) => (bySpot.get(`${node} ${item.key}`) ?? []).flatMap(holder),
    findings: own
      .filter((one) => !isLive(one))
      .map(({ item, node, person }) =>
        found('HK-ROST-220', {
          unit: unit.name,
          item,
          node: rules.catalogue.nodes[node]?.zh ?? node,
          person,
        }),
      ),
  }
}
