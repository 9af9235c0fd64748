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
  const known: Known = { file: null, codes: new Map(), names: new Map(), units: new Map() }
  const near = profile === null ? () => null : nearFinder(profile)
  for (const item of stored) remember(known, storedBefore(item, known), nameKey(item.name))
  for (const item of again) {
    if (item.code !== null && !known.codes.has(item.code))
      known.codes.set(item.code, storedBefore(item, known))
  }
  return {
    meet({ item, ...at }, place) {
      const met = { item: namedOf(item, known), ...at }
      const name = nameKey(met.item.name)
      const within = repeatedInFile(met, name, known, place)
      const elsewhere = within.length > 0 ? [] : foreign(met.item, name, known, place)
      const close = near(met.item, name)
      const isRenamed = close !== null && known.codes.get(met.item.code ?? '')?.item.name === close
      remember(known, met, name)
      if (within.length > 0 || close === null || isRenamed) return [...within, ...elsewhere]
      return [...elsewhere, nearName(met.item.name, close, place('name'))]
    },
  }
}

function nearName(name: string, other: string, place: Place): Finding {
  return found('HK-ITEM-035', { name, other }, place)
}

/**
 * What was met first, by code and by name; units once for all their items; and of the file in hand the first rows that
 * are not the very first.
 */
interface Known {
  file: FileRows | null
  readonly codes: Map<string, Met>
  readonly names: Map<string, Met>
  readonly units: Map<string, Item['unit']>
}

/** Rows of one file, by code, and by unit and name. */
interface FileRows {
  readonly file: string
  readonly codes: Map<string, Met>
  readonly names: Map<string, Map<string, Met>>
}

/** Files come one after the other: rows of the one before have nothing more to say. */
function fileOf(known: Known, file: string): FileRows {
  const rows = known.file?.file === file ? known.file : { file, codes: new Map(), names: new Map() }
  known.file = rows
  return rows
}

function namedOf({ unit, code, name }: Named, { units }: Known): Named {
  const known = units.get(unit.code) ?? { code: unit.code, name: unit.name }
  units.set(unit.code, known)
  return { unit: known, code, name }
}

/** What the store holds stands in no file of a run. */
function storedBefore(item: Named, known: Known): Met {
  return { item: namedOf(item, known), file: '', sheet: '', row: 0 }
}

function remember({ codes, names }: Known, met: Met, name: string): void {
  const { code } = met.item
  if (code !== null && !codes.has(code)) codes.set(code, met)
  if (!names.has(name)) names.set(name, met)
}

/** The first row with the same code, or with the same name; a name under two sound codes may be two items, so it only warns. */
function repeatedInFile(
  met: Met,
  name: string,
  known: Known,
  place: (field: string) => Place,
): readonly Finding[] {
  const { item } = met
  const { codes, names } = fileOf(known, met.file)
  const sameCode = firstRow(known.codes, codes, item.code, met)
  const ofUnit = names.get(item.unit.code) ?? new Map<string, Met>()
  names.set(item.unit.code, ofUnit)
  const first = known.names.get(name)
  const isOwn = first === undefined || first.item.unit.code === item.unit.code
  const sameName = firstRow(isOwn ? known.names : null, ofUnit, name, met)
  if (sameCode !== undefined) return [repeated(met, sameCode, place('name'))]
  if (sameName === undefined) return []
  const areTwo = areDistinct(item.code, sameName.item.code)
  return [
    areTwo ? sharedName(met, sameName, place('name')) : repeated(met, sameName, place('name')),
  ]
}

/** The first row of this file under a key; `met` is remembered as such when there is none and the very first is not its. */
function firstRow(
  all: Map<string, Met> | null,
  ofFile: Map<string, Met>,
  key: string | null,
  met: Met,
): Met | undefined {
  if (key === null) return undefined
  const first = all?.get(key)
  const here = first?.file === met.file ? first : ofFile.get(key)
  const isFirst = all !== null && first === undefined
  if (here === undefined && !isFirst) ofFile.set(key, met)
  return here
}

/** Only two sound codes with different basic codes tell two items of one name apart. */
export function areDistinct(one: string | null, other: string | null): boolean {
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

function foreign(
  item: Named,
  name: string,
  { codes, names }: Known,
  place: (field: string) => Place,
): readonly Finding[] {
  const owner = item.code === null ? undefined : codes.get(item.code)?.item
  if (owner !== undefined && item.code !== null && owner.unit.code !== item.unit.code)
    return [found('HK-ITEM-031', { code: item.code, unit: owner.unit.name }, place('code'))]
  const twin = names.get(name)?.item
  if (twin === undefined || twin.unit.code === item.unit.code) return []
  return [found('HK-ITEM-021', { name: item.name, unit: twin.unit.name }, place('name'))]
}
