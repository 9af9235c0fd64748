import { areDistinct, itemKey } from './duplicates.js'
import type { Item } from './model.js'
import { nameKey } from './text.js'

/** A record of a unit as it stands under a key: stored, or only returned (退回待改). */
export interface StandingItem {
  readonly key: string
  readonly code: string | null
  readonly name: string
  readonly isStored: boolean
}

/**
 * Which record an item is: its key, and its code, which a row that leaves it out does not lose. `rivals` are the codes of
 * the namesakes among which a row without a code cannot be told; else there are none.
 */
export interface Identity {
  readonly key: string
  readonly code: string | null
  readonly rivals: readonly string[]
}

/** Tells which record an item is. */
export type Identify = (item: Item) => Identity

/** An item of a sheet that stands alone. */
export const byItself: Identify = (item) => ({ key: itemKey(item), code: item.code, rivals: [] })

/**
 * Tells items by what a unit's records are when a file begins: by code, else by unit and name. A code that turns up on a
 * record without one, or in place of one that was miswritten, is a change of that record; a row that leaves its code out is
 * the record of its name. A record keeps the key under which it came first.
 */
export function identifier(standingOf: (unit: string) => readonly StandingItem[]): Identify {
  const units = new Map<string, Standing | null>()
  return (item) => {
    const { code: unit } = item.unit
    if (item.name === '') return byItself(item)
    const known = units.get(unit)
    const standing = known === undefined ? indexed(standingOf(unit)) : known
    units.set(unit, standing)
    if (standing === null) return byItself(item)
    return item.code === null ? named(item, standing) : coded(item, item.code, standing)
  }
}

interface Standing {
  readonly byCode: ReadonlyMap<string, StandingItem>
  readonly byName: ReadonlyMap<string, readonly StandingItem[]>
}

/** Stored records go before returned ones. */
function indexed(items: readonly StandingItem[]): Standing | null {
  if (items.length === 0) return null
  const byCode = new Map<string, StandingItem>()
  const byName = new Map<string, StandingItem[]>()
  const ordered = [...items].sort((a, b) => Number(b.isStored) - Number(a.isStored))
  for (const item of ordered) {
    if (item.code !== null && !byCode.has(item.code)) byCode.set(item.code, item)
    const name = nameKey(item.name)
    const same = byName.get(name)
    if (same === undefined) byName.set(name, [item])
    else same.push(item)
  }
  return { byCode, byName }
}

function coded(item: Item, code: string, { byCode, byName }: Standing): Identity {
  const own = byCode.get(code)
  const near = (byName.get(nameKey(item.name)) ?? []).find((one) => !areDistinct(one.code, code))
  return { key: (own ?? near)?.key ?? code, code, rivals: [] }
}

function named(item: Item, { byName }: Standing): Identity {
  const same = byName.get(nameKey(item.name)) ?? []
  const stored = same.filter(({ isStored }) => isStored)
  const pool = stored.length > 0 ? stored : same
  const keys = new Set(pool.map(({ key }) => key))
  const only = pool.find(({ code }) => code === null) ?? (keys.size === 1 ? pool[0] : undefined)
  if (only !== undefined) return { key: only.key, code: only.code, rivals: [] }
  return { ...byItself(item), rivals: pool.flatMap(({ code }) => code ?? []) }
}
