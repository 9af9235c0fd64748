import { type Finding, found } from '../errors/index.js'
import type { Check } from './check.js'
import { group } from './members.js'
import type { Assignment } from './model.js'
import { broken, exemptionOf } from './separation.js'
import type { Exemption, HeldSeparation, Separation } from './separation-rules.js'

interface Breach {
  readonly key: string
  readonly rule: HeldSeparation
  readonly exempt: Exemption | null
  readonly first: Assignment
  readonly nodes: readonly string[]
}

/** One finding per person and pair of nodes, with the number of items it concerns. */
export function mixedNodes(check: Check): readonly Finding[] {
  const held = group(check.mapping.assignments, ({ item, workNo }) => [`${item} ${workNo}`])
  const breaches = [...held.values()].flatMap((list) => breachesOf(check, list))
  return [...group(breaches, ({ key }) => [key]).values()].flatMap((list) => {
    const [breach] = list
    return breach ? [breachFinding(check, breach, list.length)] : []
  })
}

function breachesOf(check: Check, list: readonly Assignment[]): readonly Breach[] {
  const [first] = list
  if (!first || list.length < 2) return []
  const { rules, day } = check
  return broken(rules, 'nodes', new Set(list.map(({ node }) => node))).map(({ rule, both }) => {
    const spot = { unit: first.unit, item: first.item, isInstant: check.isInstant(first.item), day }
    const exempt = exemptionOf(rule.exempt, spot)
    const key = `${rule.id} ${first.workNo} ${both.join(' ')} ${exempt?.approvedBy ?? ''}`
    return { key, rule, exempt, first, nodes: both }
  })
}

function breachFinding(
  check: Check,
  { rule, exempt, first, nodes }: Breach,
  items: number,
): Finding {
  const name = check.users.get(first.workNo)?.name ?? first.workNo
  const who = { rule: rule.id, unit: check.unit(first.unit), name }
  if (exempt !== null) {
    const { approvedBy, until = '' } = exempt
    return found('HK-ROST-215', { ...who, approvedBy, until })
  }
  const where = { item: check.item(first.item), items, reason: first.reason }
  const one = found('HK-ROST-203', { ...who, nodes: labelled(check, nodes), ...where })
  return { ...one, level: levelIn(check, rule, first.unit) }
}

/** A unit with too few people to keep everything apart is warned where others err. */
function levelIn(
  { staffOf }: Check,
  { level, smallUnit }: HeldSeparation,
  unit: string,
): HeldSeparation['level'] {
  return smallUnit !== undefined && staffOf(unit) < smallUnit.below ? smallUnit.level : level
}

function labelled({ rules }: Check, nodes: readonly string[]): readonly string[] {
  return nodes.map((node) => rules.catalogue.nodes[node]?.zh ?? node)
}

type LoadRule = Extract<Separation, { readonly on: 'load' }>

/** People who hold more nodes of one item than the rule allows, one finding per person. */
export function overloads(check: Check): readonly Finding[] {
  const rules = check.rules.separation.flatMap((rule) => (rule.on === 'load' ? [rule] : []))
  if (rules.length === 0) return []
  const held = group(check.mapping.assignments, ({ item, workNo }) => [`${item} ${workNo}`])
  return rules.flatMap((rule) => {
    const heavy = [...held.values()].filter((list) => list.length > mostNodes(check, rule, list))
    const people = group(heavy, ([one]) => [one?.workNo ?? ''])
    return [...people.values()].flatMap((lists) => overload(check, rule, lists))
  })
}

/** How many nodes of an item one person of this unit may hold. */
function mostNodes(
  { staffOf }: Check,
  { nodes, smallUnit }: LoadRule,
  [one]: readonly Assignment[],
): number {
  const isSmall = smallUnit !== undefined && staffOf(one?.unit ?? '') < smallUnit.below
  return isSmall ? smallUnit.nodes : nodes
}

function overload(
  check: Check,
  rule: LoadRule,
  lists: readonly (readonly Assignment[])[],
): readonly Finding[] {
  const [list = []] = lists
  const [first] = list
  if (!first) return []
  const held = list.map(({ node }) => node)
  const params = {
    rule: rule.id,
    unit: check.unit(first.unit),
    name: check.users.get(first.workNo)?.name ?? first.workNo,
    nodes: labelled(check, held),
    max: mostNodes(check, rule, list),
    item: check.item(first.item),
    items: lists.length,
  }
  return [{ ...found('HK-ROST-214', params), level: rule.level }]
}

/** Nodes that nobody holds, unit by unit. */
export function gapFindings({ mapping, unit, item: nameOf }: Check): readonly Finding[] {
  return [...group(mapping.gaps, (gap) => [gap.unit])].map(([code, gaps]) => {
    const items = [...new Set(gaps.map(({ item }) => nameOf(item)))]
    return found('HK-ROST-207', { unit: unit(code), count: gaps.length, items: items.slice(0, 5) })
  })
}

/** Nodes with one person only, unit by unit. */
export function loneNodes(check: Check): readonly Finding[] {
  const { rules, mapping, unit } = check
  const nodes = group(mapping.assignments, ({ item, node }) => [`${node} ${item}`])
  const lone = [...nodes.values()].flatMap((list) => (list.length === 1 ? list : []))
  return [...group(lone, (one) => [one.unit])].map(([code, list]) => {
    const held = new Set(list.map(({ node }) => node))
    const labels = labelled(
      check,
      rules.nodes.filter((node) => held.has(node)),
    )
    return found('HK-ROST-205', { unit: unit(code), nodes: labels, count: list.length })
  })
}
