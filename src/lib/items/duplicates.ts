import { basename } from 'node:path'
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
  const known: Known = { file: null, codes: new Map(), names: new Map(), places: new Map() }
  const near = profile === null ? () => null : nearFinder(profile)
  for (const item of stored) remember(known, storedBefore(item, known))
  for (const item of again) {
    if (item.code !== null && !known.codes.has(item.code))
      known.codes.set(item.code, storedBefore(item, known))
  }
  return {
    meet(met, place) {
      const { item } = met
      const kept = keptOf(met, known)
      const within = repeatedInFile(item.name, kept, known, place)
      const elsewhere = within.length > 0 ? [] : foreign(item.name, kept, known, place)
      const close = near(item, kept.name)
      const isRenamed = close !== null && known.codes.get(kept.code ?? '')?.name === nameKey(close)
      remember(known, kept)
      if (within.length > 0 || close === null || isRenamed) return [...within, ...elsewhere]
      return [...elsewhere, nearName(item.name, close, place('name'))]
    },
  }
}

function nearName(name: string, other: string, place: Place): Finding {
  return found('HK-ITEM-035', { name, other }, place)
}

/** Where items were met: one for all of a unit on a sheet. */
interface Stand {
  readonly unit: Item['unit']
  readonly file: string
  readonly sheet: string
}

/** An item as it is remembered, a hundred thousand of them: of its name only what it is compared by. */
interface Kept {
  readonly at: Stand
  readonly row: number
  readonly code: string | null
  readonly name: string
}

/** What was met first, by code and by name; and of the file in hand the first rows that are not the very first. */
interface Known {
  file: FileRows | null
  readonly codes: Map<string, Kept>
  readonly names: Map<string, Kept>
  readonly places: Map<string, Stand>
}

/** Rows of one file, by code, and by unit and name. */
interface FileRows {
  readonly file: string
  readonly codes: Map<string, Kept>
  readonly names: Map<string, Map<string, Kept>>
}

/** Files come one after the other: rows of the one before have nothing more to say. */
function fileOf(known: Known, file: string): FileRows {
  const rows = known.file?.file === file ? known.file : { file, codes: new Map(), names: new Map() }
  known.file = rows
  return rows
}

function keptOf({ item, file, sheet, row }: Met, { places }: Known): Kept {
  const { unit, code, name } = item
  const key = `${unit.code}\n${file}\n${sheet}`
  const at = places.get(key) ?? { unit: { code: unit.code, name: unit.name }, file, sheet }
  places.set(key, at)
  return { at, row, code, name: nameKey(name) }
}

/** What the store holds stands in no file of a run. */
function storedBefore(item: Named, known: Known): Kept {
  return keptOf({ item, file: '', sheet: '', row: 0 }, known)
}

function remember({ codes, names }: Known, kept: Kept): void {
  const { code, name } = kept
  if (code !== null && !codes.has(code)) codes.set(code, kept)
  if (!names.has(name)) names.set(name, kept)
}

/** The first row with the same code, or with the same name; a name under two sound codes may be two items, so it only warns. */
function repeatedInFile(
  name: string,
  kept: Kept,
  known: Known,
  place: (field: string) => Place,
): readonly Finding[] {
  const { code, at } = kept
  const { codes, names } = fileOf(known, at.file)
  const sameCode = firstRow(known.codes, codes, code, kept)
  const ofUnit = names.get(at.unit.code) ?? new Map<string, Kept>()
  names.set(at.unit.code, ofUnit)
  const first = known.names.get(kept.name)
  const isOwn = first === undefined || first.at.unit.code === at.unit.code
  const sameName = firstRow(isOwn ? known.names : null, ofUnit, kept.name, kept)
  if (sameCode !== undefined) return [repeated(name, sameCode, place('name'))]
  if (sameName === undefined) return []
  const areTwo = areDistinct(code, sameName.code)
  return [
    areTwo ? sharedName(name, sameName, place('name')) : repeated(name, sameName, place('name')),
  ]
}

/** The first row of this file under a key; `kept` is remembered as such when there is none and the very first is not its. */
function firstRow(
  all: Map<string, Kept> | null,
  ofFile: Map<string, Kept>,
  key: string | null,
  kept: Kept,
): Kept | undefined {
  if (key === null) return undefined
  const first = all?.get(key)
  const here = first?.at.file === kept.at.file ? first : ofFile.get(key)
  const isFirst = all !== null && first === undefined
  if (here === undefined && !isFirst) ofFile.set(key, kept)
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

function sharedName(name: string, { row }: Kept, place: Place): Finding {
  return found('HK-ITEM-034', { name, row }, place)
}

/** The other file by its name alone: units read this on their papers, and where our files lie is nothing to them. */
function repeated(name: string, { at: { file, sheet }, row }: Kept, place: Place): Finding {
  return found('HK-ITEM-020', { name, file: basename(file), sheet, row }, place)
}

function foreign(
  name: string,
  { at: { unit }, code, name: key }: Kept,
  { codes, names }: Known,
  place: (field: string) => Place,
): readonly Finding[] {
  const owner = code === null ? undefined : codes.get(code)?.at.unit
  if (owner !== undefined && code !== null && owner.code !== unit.code)
    return [found('HK-ITEM-031', { code, unit: owner.name }, place('code'))]
  const twin = names.get(key)?.at.unit
  if (twin === undefined || twin.code === unit.code) return []
  return [found('HK-ITEM-021', { name, unit: twin.name }, place('name'))]
}
