import type { Item } from './model.js'
import type { ItemProfile } from './profile.js'
import { nameKey } from './text.js'

/** Remembers the names of one unit and gives the one that is almost, but not quite, the name asked for. */
interface NearNames {
  /** The near name met before, null when there is none; then remembers the name. `key` is its `nameKey`. */
  meet(name: string, key: string): string | null
}

/** A bucket this full holds names built on one pattern (`…（一）`, `…（二）`): nearness tells nothing there. */
const CROWDED = 40
/** No unit has this many items; a longer sheet is several units' or made up, and is not compared further. */
const MOST = 10_000
/** Fewer telling words than this are shared by chance. */
const LEAST_WORDS = 3

interface Entry {
  readonly name: string
  readonly key: string
}

/**
 * Two names are near when only filler words set them apart, or a single character that is not one that tells things apart
 * (figures, letters, 一 二 东 西 ...). One edit leaves the first or the second half of a name whole: halves are the index.
 */
function createNearNames({ names: rule }: ItemProfile): NearNames {
  const filler = new RegExp(rule.filler.join('|'), 'gu')
  const bare = new Map<string, Entry>()
  const halves = new Map<string, Entry[]>()
  let met = 0
  return {
    meet(name, key) {
      if (key.length < rule.shortest || met >= MOST) return null
      met += 1
      const entry = { name, key }
      const buckets = halvesOf(key).map((half) => bucketOf(halves, half))
      const near =
        sameWords(bare, entry, key.replace(filler, '')) ?? oneEditAway(key, buckets, rule.apart)
      for (const bucket of buckets) if (bucket.length <= CROWDED) bucket.push(entry)
      return near?.name ?? null
    },
  }
}

/** The first name of the same telling words, unless it is the same name. */
function sameWords(bare: Map<string, Entry>, entry: Entry, words: string): Entry | undefined {
  if (words.length < LEAST_WORDS) return undefined
  const first = bare.get(words)
  if (first === undefined) bare.set(words, entry)
  return first?.key === entry.key ? undefined : first
}

function bucketOf(halves: Map<string, Entry[]>, half: string): Entry[] {
  const known = halves.get(half)
  if (known !== undefined) return known
  const bucket: Entry[] = []
  halves.set(half, bucket)
  return bucket
}

/** The halves of a name, and those by which a name one character longer or shorter would find it. */
function halvesOf(key: string): readonly string[] {
  const size = Math.floor(key.length / 2)
  const own = [`<${key.slice(0, size)}`, `>${key.slice(-size)}`]
  if (key.length % 2 === 1) return own
  return [...own, `<${key.slice(0, size - 1)}`, `>${key.slice(1 - size)}`]
}

function oneEditAway(
  key: string,
  buckets: readonly (readonly Entry[])[],
  apart: string,
): Entry | undefined {
  for (const bucket of buckets) {
    if (bucket.length > CROWDED) continue
    const hit = bucket.find((entry) => isOneEdit(entry.key, key, apart))
    if (hit !== undefined) return hit
  }
  return undefined
}

/** Whether one character is replaced, added or left out, and that character tells nothing apart. */
function isOneEdit(one: string, other: string, apart: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  let end = 0
  const room = Math.min(one.length, other.length) - start
  while (end < room && one.at(-1 - end) === other.at(-1 - end)) end += 1
  const edited = [one.slice(start, one.length - end), other.slice(start, other.length - end)]
  if (edited.some((part) => part.length > 1)) return false
  return !edited.some((part) => part !== '' && tellsApart(part, apart))
}

function tellsApart(char: string, apart: string): boolean {
  return /[0-9a-z]/u.test(char) || apart.includes(char)
}

/** Gives the near name of an item of the same unit that was met before; `key` is the `nameKey` of its name, when at hand. */
export function nearFinder(
  profile: ItemProfile,
): (item: Pick<Item, 'unit' | 'name'>, key?: string) => string | null {
  const units = new Map<string, NearNames>()
  return ({ unit, name }, key = nameKey(name)) => {
    const names = units.get(unit.code) ?? createNearNames(profile)
    units.set(unit.code, names)
    return names.meet(name, key)
  }
}
