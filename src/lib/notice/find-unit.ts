import { fold, nearest } from '../text/index.js'
import type { NoticePack, Unit } from './model.js'

/** Whose a text is: a unit named exactly, a unit named inside it, or nobody with the nearest names. */
export type UnitMatch =
  | { readonly match: 'exact' | 'contained'; readonly unit: Unit }
  | { readonly match: 'none'; readonly nearest: readonly string[] }

type Named = Pick<NoticePack, 'units' | 'region'>

/**
 * Finds the unit that a 填报单位 line, a cell or a file name means: by code, name, short name or alias, width and
 * spaces folded, with or without the county's name. Of several names inside one text the longest wins; a tie is nobody.
 */
export function findUnit(pack: Named, text: string): UnitMatch {
  const wanted = bare(text, pack)
  const keys = keysOf(pack)
  const exact = keys.filter(({ key }) => key === wanted)
  const contained = longest(keys.filter(({ key }) => holdsOwn(wanted, key, pack)))
  return (
    single(exact, 'exact') ??
    single(contained, 'contained') ?? { match: 'none', nearest: nearUnits(pack, wanted) }
  )
}

interface Key {
  readonly key: string
  readonly unit: Unit
}

/** Keys of one character would be found in anything. */
const SHORTEST_KEY = 2

function keysOf(pack: Named): Key[] {
  return pack.units
    .flatMap((unit) =>
      [unit.code, unit.name, unit.short, ...unit.aliases].map((name) => ({
        key: bare(name, pack),
        unit,
      })),
    )
    .filter(({ key }) => key.length >= SHORTEST_KEY)
}

/** The text folded, without the region's name or its level word (县, 市) in front. */
function bare(text: string, { region }: Named): string {
  const name = fold(region.name)
  const folded = fold(text).replace(/^.*?填[报表]单位[::]?/u, '')
  const local = folded.startsWith(name) ? folded.slice(name.length) : folded
  const level = name.slice(-1)
  return local.startsWith(level) && local.length > SHORTEST_KEY ? local.slice(1) : local
}

/** Whether the text holds the name, and not as another place's: 景洪市住建局 and 州住建局 are not the county's. */
function holdsOwn(text: string, key: string, { region }: Named): boolean {
  const at = text.indexOf(key)
  if (at < 0) return false
  const name = fold(region.name)
  const before = text.slice(0, at)
  if (!/[省州市县区旗盟]$/u.test(before) || before.endsWith(name)) return true
  return before.endsWith(name.slice(-1)) && !/\p{Script=Han}.$/u.test(before)
}

function longest(keys: readonly Key[]): Key[] {
  const length = Math.max(0, ...keys.map(({ key }) => key.length))
  return keys.filter(({ key }) => key.length === length)
}

function single(keys: readonly Key[], match: 'exact' | 'contained'): UnitMatch | undefined {
  const units = new Set(keys.map(({ unit }) => unit))
  const [unit] = units
  return unit && units.size === 1 ? { match, unit } : undefined
}

function nearUnits(pack: Named, wanted: string): readonly string[] {
  const named = new Map(keysOf(pack).map(({ key, unit }) => [key, unit.name]))
  const found = nearest(wanted, named.keys(), named.size).map((key) => named.get(key) ?? key)
  return [...new Set(found)].slice(0, 3)
}
