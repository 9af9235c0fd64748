import { fold as folded } from '../text/index.js'

/** By what a person is told from others. */
export interface Identity {
  readonly unit: string
  readonly name: string
  readonly workNo: string | null
  readonly post: string | null
  /** Mobile numbers, eleven figures. */
  readonly mobiles: readonly string[]
}

/** The entries of one person, in their order. `clash` names who else uses the work number. */
export interface Gathered<T extends Identity> {
  readonly key: string
  readonly entries: readonly T[]
  readonly clash: string | null
  /** The mobile number by which entries of different posts were taken for one person. */
  readonly mobile: string | null
}

/** The natural key of a person: (unit, work number), else (unit, name, post). */
export function personKey(person: Omit<Identity, 'mobiles'>): string {
  const { unit, name, workNo, post } = person
  return workNo === null ? `${unit}/${fold(name)}/${fold(post ?? '')}` : `${unit}#${workNo}`
}

/**
 * Gathers entries by person: the same work number; the same name and post; the same name and mobile number. An entry
 * without a number belongs to the one numbered person of that name whose post it shares (or when it names no post);
 * whoever stays doubtful stays apart.
 */
export function gather<T extends Identity>(entries: readonly T[]): readonly Gathered<T>[] {
  const groups = new Map<string, T[]>()
  for (const entry of entries) push(groups, personKey(entry), entry)
  const parts = joinMobiles([...groups].flatMap(([key, group]) => splitClash(key, group)))
  const homes = homesByName(parts)
  const merged = new Map(parts.map((part) => [part.key, { ...part, entries: [...part.entries] }]))
  for (const part of parts) {
    const home = homeOf(part, homes)
    if (home === null) continue
    merged.get(home.key)?.entries.push(...part.entries)
    merged.delete(part.key)
  }
  const order = new Map(entries.map((entry, index) => [entry, index]))
  const at = (entry: T) => order.get(entry) ?? 0
  return [...merged.values()].map((part) => ({
    ...part,
    entries: part.entries.sort((a, b) => at(a) - at(b)),
  }))
}

/** Two names under one work number are two people, and one of the numbers is wrong. */
function splitClash<T extends Identity>(key: string, group: readonly T[]): readonly Gathered<T>[] {
  const byName = new Map<string, T[]>()
  for (const entry of group) push(byName, fold(entry.name), entry)
  const [first = ''] = byName.keys()
  return [...byName].map(([name, entries]) =>
    name === first
      ? { key, entries, clash: null, mobile: null }
      : { key: `${key}/${name}`, entries, clash: byName.get(first)?.[0]?.name ?? '', mobile: null },
  )
}

/** One name and one mobile number are one person, unless two work numbers say otherwise. */
function joinMobiles<T extends Identity>(parts: readonly Gathered<T>[]): readonly Gathered<T>[] {
  const seats = new Map<string, Gathered<T>[]>()
  for (const part of parts) for (const seat of seatsOf(part)) push(seats, seat, part)
  const joined = new Map(parts.map((part) => [part.key, part]))
  const roots = new Map<string, string>()
  for (const part of parts) {
    const home = mobileHome(part, seats)
    const root = home === null ? undefined : joined.get(roots.get(home.key) ?? home.key)
    if (root === undefined || root.key === part.key) continue
    const mobile = part.entries.flatMap(({ mobiles }) => mobiles)[0] ?? null
    joined.set(root.key, { ...root, mobile, entries: [...root.entries, ...part.entries] })
    joined.delete(part.key)
    roots.set(part.key, root.key)
  }
  return [...joined.values()]
}

/** The one numbered person with the same name and mobile number, else the first of those without a number. */
function mobileHome<T extends Identity>(
  part: Gathered<T>,
  seats: ReadonlyMap<string, readonly Gathered<T>[]>,
): Gathered<T> | null {
  if (isNumbered(part)) return null
  const sharing = [...new Set(seatsOf(part).flatMap((seat) => seats.get(seat) ?? []))]
  const numbered = sharing.filter(isNumbered)
  return numbered.length > 0 ? onlyOne(numbered) : (sharing[0] ?? null)
}

function seatsOf<T extends Identity>(part: Gathered<T>): readonly string[] {
  if (part.clash !== null || part.entries[0]?.name === '') return []
  return part.entries.flatMap(({ mobiles }) => mobiles.map((one) => `${nameKeyOf(part)} ${one}`))
}

function homesByName<T extends Identity>(
  parts: readonly Gathered<T>[],
): ReadonlyMap<string, readonly Gathered<T>[]> {
  const homes = new Map<string, Gathered<T>[]>()
  for (const part of parts) if (part.clash === null) push(homes, nameKeyOf(part), part)
  return homes
}

function homeOf<T extends Identity>(
  part: Gathered<T>,
  homes: ReadonlyMap<string, readonly Gathered<T>[]>,
): Gathered<T> | null {
  if (part.entries.length === 0 || isNumbered(part)) return null
  const others = (homes.get(nameKeyOf(part)) ?? []).filter((other) => other !== part)
  const numbered = others.filter(isNumbered)
  const posts = postsOf(part)
  if (posts.length === 0) return onlyOne(numbered.length > 0 ? numbered : others)
  return onlyOne(numbered.filter((other) => postsOf(other).some((post) => posts.includes(post))))
}

function isNumbered<T extends Identity>({ entries }: Gathered<T>): boolean {
  return entries.some(({ workNo }) => workNo !== null)
}

function postsOf<T extends Identity>({ entries }: Gathered<T>): readonly string[] {
  return entries.flatMap(({ post }) => (post === null ? [] : [fold(post)]))
}

function nameKeyOf<T extends Identity>({ entries }: Gathered<T>): string {
  return `${entries[0]?.unit}/${fold(entries[0]?.name ?? '')}`
}

function onlyOne<T>(list: readonly T[]): T | null {
  return list.length === 1 ? (list[0] ?? null) : null
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** The same names and posts come again and again. */
const known = new Map<string, string>()
const MOST_KNOWN = 50_000

function fold(text: string): string {
  const before = known.get(text)
  if (before !== undefined) return before
  const value = folded(text)
  if (known.size < MOST_KNOWN) known.set(text, value)
  return value
}
