import { type Finding, found } from '../errors/index.js'
import type { Form } from '../sheets/index.js'
import { type Share, type ShareRule, targetShare } from './coverage.js'
import { withoutIdNumbers } from './draft.js'
import { guideFields, guideText } from './guide.js'
import { itemText } from './item-text.js'
import type { Item, StoredItem } from './model.js'
import { nearFinder } from './near-names.js'
import type { ItemField, ItemProfile } from './profile.js'
import { checkItem, relevel } from './rules/index.js'
import type { Subject } from './subject.js'
import { nameKey } from './text.js'

/** What stored items are checked by: the form for its headers, the notice's targets, which items the drill may play. */
export interface ItemCheckBasis {
  readonly profile: ItemProfile
  readonly form: Form
  readonly targets: readonly (ShareRule & { readonly id: string })[]
  readonly isReady: (item: Item) => boolean
}

/** Where a unit (or all of them) stands with its items. `filled` are filled-in fields among those asked for. */
export interface ItemStanding {
  readonly items: number
  readonly ready: number
  readonly filled: Share
  readonly empty: readonly { readonly field: string; readonly count: number }[]
  readonly targets: readonly (Share & { readonly id: string })[]
}

/** Everything that the rules find about stored items, and items of different units that share a name. */
export function checkStored(
  items: readonly StoredItem[],
  basis: ItemCheckBasis,
): readonly Finding[] {
  const { profile } = basis
  const single = items.flatMap((item) => checkItem(subjectOf(item, basis)))
  return [
    ...single,
    ...relevel([...sharedNames(items), ...nearNames(items, profile)], profile.levels),
  ]
}

/** The standing of the items given: how many, how complete, how far towards each target. */
export function standingOf(items: readonly Item[], basis: ItemCheckBasis): ItemStanding {
  const { targets, isReady, profile } = basis
  const empty = new Map<string, number>()
  let asked = 0
  for (const item of items) {
    for (const field of askedFields(item, profile)) {
      asked += 1
      if (itemText(item, field) === '') empty.set(field, (empty.get(field) ?? 0) + 1)
    }
  }
  const missing = [...empty.values()].reduce((sum, count) => sum + count, 0)
  return {
    items: items.length,
    ready: items.filter(isReady).length,
    filled: { numerator: asked - missing, denominator: asked },
    empty: [...empty].map(([field, count]) => ({ field, count })),
    targets: targets.map((rule) => ({ id: rule.id, ...targetShare(items, rule) })),
  }
}

function askedFields({ type }: Item, { required }: ItemProfile): ReadonlySet<ItemField> {
  const duties = required.filter(
    ({ types }) => types.includes('*') || types.includes(type.code ?? ''),
  )
  return new Set(duties.flatMap(({ fields }) => fields))
}

/** A stored item as the rules see one: its texts are what was kept, its place is where it came from. */
function subjectOf(item: StoredItem, { profile, form }: ItemCheckBasis): Subject {
  const { file, sheet, row } = item.source
  const header = (field: string): string =>
    form.fields.find(({ key }) => key === field)?.header ?? field
  return {
    item,
    profile,
    fields: new Set([
      ...form.fields.map(({ key }) => key).filter((key) => !key.includes('.') && !isGuide(key)),
      ...guideFields.filter((field) => guideText(item.guide, field) !== ''),
    ]),
    header,
    raw: (field) => itemText(item, field),
    place: (field) =>
      withoutIdNumbers(
        { file, sheet, row, column: header(field), value: itemText(item, field) },
        profile,
      ),
  }
}

const GUIDE: ReadonlySet<string> = new Set(guideFields)

function isGuide(key: string): boolean {
  return GUIDE.has(key)
}

/** Each later item whose name another unit used first. */
function sharedNames(items: readonly StoredItem[]): readonly Finding[] {
  const owners = new Map<string, Item['unit']>()
  return items.flatMap(({ name, unit, source: { file, sheet, row } }) => {
    const owner = owners.get(nameKey(name)) ?? unit
    owners.set(nameKey(name), owner)
    if (owner.code === unit.code) return []
    return found('HK-ITEM-021', { name, unit: owner.name }, { file, sheet, row })
  })
}

/** Each later item whose name is almost that of another item of its unit. */
function nearNames(items: readonly StoredItem[], profile: ItemProfile): readonly Finding[] {
  const near = nearFinder(profile)
  return items.flatMap((item) => {
    const {
      name,
      source: { file, sheet, row },
    } = item
    const other = near(item)
    return other === null ? [] : found('HK-ITEM-035', { name, other }, { file, sheet, row })
  })
}
