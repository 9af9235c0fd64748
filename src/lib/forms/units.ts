import { unitNamed } from '../inbox/index.js'
import type { NoticePack } from '../notice/index.js'

/** A unit that a sheet is for; `code` is null for one that no notice lists. `short` is its part of the file's name. */
export interface FormUnit {
  readonly code: string | null
  readonly name: string
  readonly short: string
}

/**
 * The units that a person asked for: all of the pack, or those named, by any of their names (HK-INBOX-007 with the
 * nearest for a stranger). Without a pack a name is taken as it is. Short names that two units share give way to full ones.
 */
export function formUnits(
  pack: NoticePack | null,
  wanted: readonly string[] | 'all',
): readonly FormUnit[] {
  if (pack === null) {
    return wanted === 'all' ? [] : wanted.map((name) => ({ code: null, name, short: name }))
  }
  const units = wanted === 'all' ? pack.units : wanted.map((text) => unitNamed(pack, text))
  const distinct = new Map(units.map(({ code, name }) => [code, name]))
  const shorts = new Map(pack.units.map(({ code, short }) => [code, short]))
  const shared = [...shorts.values()].filter((short, at, all) => all.indexOf(short) !== at)
  return [...distinct].map(([code, name]) => {
    const short = shorts.get(code) ?? name
    return { code, name, short: shared.includes(short) ? name : short }
  })
}
