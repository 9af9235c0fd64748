import { AppError } from '../errors/index.js'
import { nameKey } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import { fold } from '../text/index.js'
import type { Decisions, NodeDecision } from './decisions.js'
import type { MappedItem, Mapping } from './model.js'
import type { RosterRules } from './rules.js'

/** What names in a decisions file are looked up in. */
export interface KnownRoster {
  readonly pack: NoticePack
  readonly rules: RosterRules
  readonly mapping: Mapping
  readonly items: readonly Pick<MappedItem, 'key' | 'unit' | 'code' | 'name'>[]
}

/**
 * Decisions as people write them (unit, item, node and person by name or by code), as codes. HK-ROST-006 names the first
 * word that fits nothing, or more than one thing; then nothing is taken. A post whose person is blank stays open.
 */
export function canonical(decisions: Decisions, known: KnownRoster): Decisions {
  for (const { rule } of decisions.exemptions) {
    if (!known.rules.separation.some(({ id }) => id === rule)) refuse('exemptions', rule)
  }
  const settled = decisions.nodes.filter(({ person }) => person.trim() !== '')
  return { ...decisions, nodes: settled.map((one) => canonicalNode(one, known)) }
}

function canonicalNode(one: NodeDecision, known: KnownRoster): NodeDecision {
  const unit = sole('unit', one.unit, unitsNamed(one.unit, known))
  const item = sole('item', one.item, itemsNamed(one.item, unit, known))
  const node = sole('node', one.node, nodesNamed(one.node, known))
  return {
    ...one,
    unit,
    item,
    node,
    person: sole('person', one.person, peopleNamed(one.person, unit, known)),
  }
}

function unitsNamed(text: string, { pack }: KnownRoster): readonly string[] {
  const names = (unit: { name: string; short?: string; aliases?: readonly string[] }) =>
    [unit.name, unit.short ?? '', ...(unit.aliases ?? [])].map(fold)
  return [pack.office, ...pack.units]
    .filter((unit) => unit.code === text || names(unit).includes(fold(text)))
    .map(({ code }) => code)
}

function itemsNamed(text: string, unit: string, { items }: KnownRoster): readonly string[] {
  const own = items.filter((item) => item.unit.code === unit)
  const coded = own.filter(({ key, code }) => key === text || code === text)
  const named = own.filter(({ name }) => nameKey(name) === nameKey(text))
  return (coded.length > 0 ? coded : named).map(({ key }) => key)
}

function nodesNamed(text: string, { rules }: KnownRoster): readonly string[] {
  return rules.nodes.includes(text) ? [text] : rules.nodeWords.exact(text)
}

function peopleNamed(
  text: string,
  unit: string,
  { mapping, rules }: KnownRoster,
): readonly string[] {
  return mapping.users
    .filter((user) => user.unit === unit && !user.roles.includes(rules.applicant.role))
    .filter(({ workNo, name }) => workNo === text || fold(name) === fold(text))
    .map(({ workNo }) => workNo)
}

function sole(field: string, text: string, ids: readonly string[]): string {
  const [id] = ids
  return id !== undefined && ids.length === 1 ? id : refuse(field, text, ids)
}

function refuse(field: string, text: string, many: readonly string[] = []): never {
  throw new AppError('HK-ROST-006', { field, text, many })
}
