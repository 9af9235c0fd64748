import { type Finding, found } from '../../errors/index.js'
import { splitImplementationCode } from '../codes.js'
import type { ItemProfile } from '../profile.js'
import type { Subject } from '../subject.js'
import { splitList, squeeze } from '../text.js'

const SHARED = '7'

/** The levels at which an item is exercised hold that of its unit: those of the column, and that of the item's code. */
export function exercisedHere({ item, profile, place }: Subject): readonly Finding[] {
  const own = levelOf(item.unit.code)
  if (own === null) return []
  const title = profile.exercise.find(({ code }) => code === own)?.aliases[0] ?? own
  const text = item.guide?.level ?? null
  const said = text === null ? [] : levelsIn(text, profile)
  const coded = item.code === null ? null : (splitImplementationCode(item.code)?.level ?? null)
  return [
    ...(isElsewhere(said, own)
      ? [found('HK-ITEM-064', { text: text ?? '', own: title }, place('level'))]
      : []),
    ...(coded !== null && /^[1-7]$/u.test(coded) && isElsewhere([coded], own)
      ? [found('HK-ITEM-064', { text: coded, own: title }, place('code'))]
      : []),
  ]
}

function isElsewhere(levels: readonly string[], own: string): boolean {
  return levels.length > 0 && !levels.includes(own) && !levels.includes(SHARED)
}

/** 1 the state's, 2 a province's unit, 3 a city's, 4 a county's, by the division in its credit code; null for any other code. */
function levelOf(unit: string): string | null {
  const region = /^[0-9A-Z]{2}(\d{6})[0-9A-Z]{10}$/u.exec(unit)?.[1]
  if (region === undefined) return null
  if (region.startsWith('10')) return '1'
  if (region.endsWith('0000')) return '2'
  return region.endsWith('00') ? '3' : '4'
}

/** The levels that a cell names by label or code; an unknown word is none. */
function levelsIn(text: string, { exercise }: ItemProfile): readonly string[] {
  const words = splitList(text.replaceAll('/', '、')).map((word) =>
    squeeze(word).replace(/[()（）]/gu, ''),
  )
  return exercise.flatMap(({ code, aliases }) =>
    words.some((word) => word === code || aliases.includes(word)) ? code : [],
  )
}
