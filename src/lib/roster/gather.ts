import { fold } from '../text/index.js'
import type { StaffEntry } from './staff-entry.js'

/** The entries of one person, in the order of the rows. `clash` names who else uses the work number. */
export interface Gathered {
  readonly key: string
  readonly entries: readonly StaffEntry[]
  readonly clash: string | null
}

/** The natural key of a person: (unit, work number), else (unit, name, post). */
export function personKey(person: {
  readonly unit: string
  readonly name: string
  readonly workNo: string | null
  readonly post: string | null
}): string {
  const { unit, name, workNo, post } = person
  return workNo === null ? `${unit}/${fold(name)}/${fold(post ?? '')}` : `${unit}#${workNo}`
}

/**
 * Gathers rows by person. A row without a number belongs to the one numbered person of that name whose post it
 * shares (or when it names no post); whoever stays doubtful stays apart.
 */
export function gather(entries: readonly StaffEntry[]): readonly Gathered[] {
  const groups = new Map<string, StaffEntry[]>()
  for (const entry of entries) push(groups, personKey(entry), entry)
  const parts = [...groups].flatMap(([key, group]) => splitClash(key, group))
  const homes = homesByName(parts)
  const merged = new Map(parts.map((part) => [part.key, { ...part, entries: [...part.entries] }]))
  for (const part of parts) {
    const home = homeOf(part, homes)
    if (home === null) continue
    merged.get(home.key)?.entries.push(...part.entries)
    merged.delete(part.key)
  }
  const order = new Map(entries.map((entry, index) => [entry, index]))
  const at = (entry: StaffEntry) => order.get(entry) ?? 0
  return [...merged.values()].map((part) => ({
    ...part,
    entries: part.entries.sort((a, b) => at(a) - at(b)),
  }))
}

/** Two names under one work number are two people, and one of the numbers is wrong. */
function splitClash(key: string, group: readonly StaffEntry[]): readonly Gathered[] {
  const byName = new Map<string, StaffEntry[]>()
  for (const entry of group) push(byName, fold(entry.name), entry)
  const [first = ''] = byName.keys()
  return [...byName].map(([name, entries]) =>
    name === first
      ? { key, entries, clash: null }
      : { key: `${key}/${name}`, entries, clash: byName.get(first)?.[0]?.name ?? '' },
  )
}

function homesByName(parts: readonly Gathered[]): ReadonlyMap<string, readonly Gathered[]> {
  const homes = new Map<string, Gathered[]>()
  for (const part of parts) if (part.clash === null) push(homes, nameKeyOf(part), part)
  return homes
}

function homeOf(part: Gathered, homes: ReadonlyMap<string, readonly Gathered[]>): Gathered | null {
  const [entry] = part.entries
  if (!entry || entry.workNo !== null) return null
  const others = (homes.get(nameKeyOf(part)) ?? []).filter((other) => other !== part)
  const numbered = others.filter(({ entries }) => entries[0]?.workNo !== null)
  if (entry.post === null) return onlyOne(numbered.length > 0 ? numbered : others)
  return onlyOne(
    numbered.filter(({ entries }) => entries.some(({ post }) => samePost(post, entry.post))),
  )
}

function samePost(a: string | null, b: string | null): boolean {
  return fold(a ?? '') === fold(b ?? '')
}

function nameKeyOf({ entries }: Gathered): string {
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
