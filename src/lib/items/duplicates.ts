import { type Finding, found, type Place } from '../errors/index.js'
import { basicCodeFault, splitImplementationCode } from './codes.js'
import type { Item } from './model.js'
import { nearFinder } from './near-names.js'
import type { ItemProfile } from './profile.js'
import { nameKey } from './text.js'

/** The natural key of an item in the store: its code, else unit and name. */
export function itemKey(item: Item): string {
  return item.code ?? `${item.unit.code}/${nameKey(item.name)}`
}

/** What is remembered of an item. */
type Named = Pick<Item, 'unit' | 'code' | 'name'>

function namedOf({ unit, code, name }: Named): Named {
  return { unit, code, name }
}

/** Where an item was met first. */
export interface Met {
  readonly item: Named
  readonly file: string
  readonly sheet: string
  readonly row: number
}

/** Remembers the items of a run (and of the store) and tells what repeats. */
export interface DuplicateIndex {
  /** Findings about an item that stands at `met`, its cells being at `place`; then remembers it. */
  meet(met: Met, place: (field: string) => Place): readonly Finding[]
}

/**
 * An index over what the store holds already. Within one file of a unit a repeat is an error naming the first row
 * (the same item in a later file is an update, not a repeat); a code of another unit's item is an error,
 * a name of another unit's item a warning; with a profile, a name close to an earlier one of
 * the same unit in this run a hint (not in the store: the same files again must find the same).
 * Of items in `again`, whose files this run reads once more, only the codes count until they are met.
 */
export function createDuplicateIndex(
  stored: Iterable<Named>,
  profile: ItemProfile | null = null,
  again: Iterable<Named> = [],
): DuplicateIndex {
  const known: Known = { rows: new Map(), codes: new Map(), names: new Map() }
  const near = profile === null ? () => null : nearFinder(profile)
  for (const item of stored) remember(known, namedOf(item), nameKey(item.name))
  for (const item of again) {
    if (item.code !== null && !known.codes.has(item.code)) known.codes.set(item.code, namedOf(item))
  }
  return {
    meet({ item, ...at }, place) {
      const met = { item: namedOf(item), ...at }
      const name = nameKey(met.item.name)
      const within = repeatedInFile(met, name, { ...known, place })
      const elsewhere = within.length > 0 ? [] : foreign(met.item, name, { ...known, place })
      const close = near(met.item, name)
      const isRenamed = close !== null && known.codes.get(met.item.code ?? '')?.name === close
      remember(known, met.item, name)
      if (within.length > 0 || close === null || isRenamed) return [...within, ...elsewhere]
      return [...elsewhere, nearName(met.item.name, close, place('name'))]
    },
  }
}

function nearName(name: string, other: string, place: Place): Finding {
  return found('HK-ITEM-035', { name, other }, place)
}

/** What was met: first rows by file and code or name, first items by code and by name. */
interface Known {
  readonly rows: Map<string, Met>
  readonly codes: Map<string, Named>
  readonly names: Map<string, Named>
}

interface Meeting extends Known {
  readonly place: (field: string) => Place
}

function remember({ codes, names }: Known, item: Named, name: string): void {
  if (item.code !== null && !codes.has(item.code)) codes.set(item.code, item)
  if (!names.has(name)) names.set(name, item)
}

/** The first row with the same code, or with the same name; a name under two sound codes may be two items, so it only warns. */
function repeatedInFile(met: Met, name: string, { rows, place }: Meeting): readonly Finding[] {
  const { item, file } = met
  const byCode = item.code === null ? null : `${file}\n${item.code}`
  const byName = `${file}\n${item.unit.code}\n${name}`
  const sameCode = byCode === null ? undefined : rows.get(byCode)
  const sameName = rows.get(byName)
  for (const key of [byCode, byName]) if (key !== null && !rows.has(key)) rows.set(key, met)
  if (sameCode !== undefined) return [repeated(met, sameCode, place('name'))]
  if (sameName === undefined) return []
  const areTwo = areDistinct(item.code, sameName.item.code)
  return [
    areTwo ? sharedName(met, sameName, place('name')) : repeated(met, sameName, place('name')),
  ]
}

/** Only two sound codes with different basic codes tell two items of one name apart. */
function areDistinct(one: string | null, other: string | null): boolean {
  const basics = [one, other].map((code) => (code === null ? null : basicOf(code)))
  return basics.every((basic) => basic !== null) && basics[0] !== basics[1]
}

function basicOf(code: string): string | null {
  const basic = splitImplementationCode(code)?.basic ?? code
  return basicCodeFault(basic) === null ? basic : null
}

function sharedName({ item }: Met, { row }: Met, place: Place): Finding {
  return found('HK-ITEM-034', { name: item.name, row }, place)
}

function repeated(met: Met, first: Met, place: Place): Finding {
  const { file, sheet, row } = first
  return found('HK-ITEM-020', { name: met.item.name, file, sheet, row }, place)
}

function foreign(item: Named, name: string, { codes, names, place }: Meeting): readonly Finding[] {
  const owner = item.code === null ? undefined : codes.get(item.code)
  if (owner !== undefined && item.code !== null && owner.unit.code !== item.unit.code)
    return [found('HK-ITEM-031', { code: item.code, unit: owner.unit.name }, place('code'))]
  const twin = names.get(name)
  if (twin === undefined || twin.unit.code === item.unit.code) return []
  return [found('HK-ITEM-021', { name: item.name, unit: twin.unit.name }, place('name'))]
}
