import { type Finding, found } from '../../errors/index.js'
import type { Subject } from '../subject.js'
import { orNull, wordsIn } from '../text.js'

/** A type that the profile's table does not hold: nothing about such an item can be checked. */
export function unknownType({ item, profile, raw, place }: Subject): readonly Finding[] {
  const text = orNull(raw('type'))
  if (text === null || item.type.code !== null) return []
  const known = profile.types.map(({ label }) => label)
  return [found('HK-ITEM-018', { text, known }, place('type'))]
}

/** A case type that the profile does not know. */
export function unknownCaseType({ item, profile, raw, place }: Subject): readonly Finding[] {
  const text = orNull(raw('caseType'))
  if (text === null || item.caseType !== null) return []
  const known = profile.caseTypes.map(({ label }) => label)
  return [found('HK-ITEM-019', { text, known }, place('caseType'))]
}

/** A depth that names none of the four levels, or several. */
export function unreadableDepth({ item, raw, place }: Subject): readonly Finding[] {
  const text = orNull(raw('depth'))
  if (text === null || item.depth !== null) return []
  return [found('HK-ITEM-017', { text }, place('depth'))]
}

/** Words that leave the applicant guessing, in the fields that the profile names. */
export function vagueWords({ profile, raw, header, place }: Subject): readonly Finding[] {
  return profile.vague.in.flatMap((field) => {
    const words = wordsIn(raw(field), profile.vague.words)
    if (words.length === 0) return []
    return found('HK-ITEM-027', { field: header(field), words }, place(field))
  })
}
