import type { Share } from './coverage.js'
import { guideFields } from './guide.js'
import { itemText } from './item-text.js'
import type { Item } from './model.js'
import { nameKey } from './text.js'

/** A sheet that tells the same items once more: the published guides, or the flows as they run. */
export interface ItemSheet {
  readonly file: string
  readonly items: readonly Item[]
  /** The fields that the sheet has a column for; others are not compared. */
  readonly fields: ReadonlySet<string>
}

/** The sheets beside the registry; null when there is none. */
export interface OtherSources {
  readonly guide: ItemSheet | null
  readonly flow: ItemSheet | null
}

type SourceName = keyof OtherSources
const SOURCES: readonly SourceName[] = ['guide', 'flow']

/** `absent`: one source says nothing where another does. */
export type Verdict = 'equal' | 'different' | 'absent'

/** One field of one item as each source has it; null where a source has no such item or column. */
export interface ComparedField {
  readonly field: string
  readonly registry: string
  readonly guide: string | null
  readonly flow: string | null
  readonly verdict: Verdict
}

/** One item of the registry with the fields that do not agree. */
export interface ComparedItem {
  readonly unit: string
  readonly code: string | null
  readonly name: string
  readonly missing: readonly SourceName[]
  readonly equal: number
  readonly differences: readonly ComparedField[]
}

/** What a comparison found. `rate` is equal fields among those that could be compared (要素一致率). */
export interface Comparison {
  readonly items: readonly ComparedItem[]
  readonly rate: Share
  readonly counts: Readonly<Record<Verdict, number>>
  readonly missing: Readonly<Record<SourceName, number | null>>
  /** Items of a source that the registry does not have. */
  readonly beyond: Readonly<Record<SourceName, readonly string[]>>
}

const FIELDS = [
  ...['name', 'type', 'caseType', 'statutory', 'promised', 'depth', 'basis', 'conditions'],
  ...['materials', 'fee', 'office', 'supervision', ...guideFields],
]

/** Compares the registry with the other sources, item by item (by code, else by unit and name, else by a name that is one's own). */
export function compareSources(registry: readonly Item[], others: OtherSources): Comparison {
  const find = { guide: finder(others.guide), flow: finder(others.flow) }
  const items = registry.map((item) => compareItem(item, others, find))
  const counts = countVerdicts(items)
  const lost = (name: SourceName): number | null =>
    others[name] === null ? null : items.filter(({ missing }) => missing.includes(name)).length
  return {
    items,
    rate: {
      numerator: counts.equal,
      denominator: counts.equal + counts.different + counts.absent,
    },
    counts,
    missing: { guide: lost('guide'), flow: lost('flow') },
    beyond: {
      guide: beyond(others.guide, find.guide),
      flow: beyond(others.flow, find.flow),
    },
  }
}

/** Finds an item's twin in a source, and remembers which were found. */
interface Finder {
  find(item: Item): Item | null
  readonly found: Set<Item>
}

function finder(sheet: ItemSheet | null): Finder {
  const byKey = new Map<string, Item>()
  const names = new Map<string, Item[]>()
  for (const item of sheet?.items ?? []) {
    if (item.code !== null) byKey.set(item.code, item)
    byKey.set(`${item.unit.code}/${nameKey(item.name)}`, item)
    const same = names.get(nameKey(item.name))
    if (same === undefined) names.set(nameKey(item.name), [item])
    else same.push(item)
  }
  const found = new Set<Item>()
  return {
    found,
    find(item) {
      const name = nameKey(item.name)
      const [only, ...more] = names.get(name) ?? []
      const own = byKey.get(item.code ?? '') ?? byKey.get(`${item.unit.code}/${name}`)
      const hit = own ?? (more.length === 0 ? only : undefined) ?? null
      if (hit !== null) found.add(hit)
      return hit
    },
  }
}

function compareItem(
  item: Item,
  others: OtherSources,
  find: Readonly<Record<SourceName, Finder>>,
): ComparedItem {
  const twins = { guide: find.guide.find(item), flow: find.flow.find(item) }
  const fields = FIELDS.flatMap((field) => compareField(field, item, twins, others) ?? [])
  return {
    unit: item.unit.name,
    code: item.code,
    name: item.name,
    missing: SOURCES.filter((name) => others[name] !== null && twins[name] === null),
    equal: fields.filter(({ verdict }) => verdict === 'equal').length,
    differences: fields.filter(({ verdict }) => verdict !== 'equal'),
  }
}

/** Null when no other source has the item and the column, or when nobody says anything. */
function compareField(
  field: string,
  item: Item,
  twins: Readonly<Record<SourceName, Item | null>>,
  others: OtherSources,
): ComparedField | null {
  const text = (name: SourceName): string | null => {
    const twin = twins[name]
    return twin !== null && others[name]?.fields.has(field) ? itemText(twin, field) : null
  }
  const held = [
    item,
    ...SOURCES.flatMap((name) => (text(name) === null ? [] : (twins[name] ?? []))),
  ]
  if (held.length === 1) return null
  const registry = itemText(item, field)
  const isSame = held.every((one) => itemText(one, field) === registry)
  if (isSame && registry === '') return null
  const verdict = isSame ? 'equal' : verdictOf(held.map((one) => canonical(one, field)))
  return { field, registry, guide: text('guide'), flow: text('flow'), verdict }
}

function verdictOf(values: readonly string[]): Verdict {
  if (new Set(values).size === 1) return 'equal'
  return new Set(values.filter((value) => value !== '')).size > 1 ? 'different' : 'absent'
}

/** A field's value for comparing: limits by what they mean, lists without their order, texts without punctuation. */
function canonical(item: Item, field: string): string {
  if (field === 'statutory' || field === 'promised') {
    const limit = item[field]
    return limit === null ? '' : `${limit.value} ${limit.unit}`
  }
  if (field === 'materials') return item.materials.map(nameKey).sort().join('\n')
  return nameKey(itemText(item, field))
}

function countVerdicts(items: readonly ComparedItem[]): Record<Verdict, number> {
  const counts = { equal: 0, different: 0, absent: 0 }
  for (const { equal, differences } of items) {
    counts.equal += equal
    for (const { verdict } of differences) counts[verdict] += 1
  }
  return counts
}

function beyond(sheet: ItemSheet | null, { found }: Finder): readonly string[] {
  return (sheet?.items ?? []).filter((item) => !found.has(item)).map(({ name }) => name)
}
