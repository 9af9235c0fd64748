import { type Finding, found } from '../../errors/index.js'
import type { ItemProfile } from '../profile.js'
import type { Subject } from '../subject.js'

/** A result has a kind, and the kind that its name tells. */
export function resultKind({ item, profile, fields, header, place }: Subject): readonly Finding[] {
  const { resultName: name = null, resultType: type = null } = item.guide ?? {}
  if (name === null) return []
  if (type === null) {
    if (!fields.has('resultType')) return []
    return [found('HK-ITEM-048', { name, field: header('resultType') }, place('resultType'))]
  }
  const isKnown = profile.results.some(({ label }) => label === type)
  const expected = kindOf(name, profile)
  if (!isKnown || expected === null || expected === type) return []
  return [found('HK-ITEM-049', { name, type, expected }, place('resultType'))]
}

/** A licence or a document has a sample, where the sheet asks for one. */
export function resultSample({
  item,
  profile,
  fields,
  header,
  place,
}: Subject): readonly Finding[] {
  const {
    resultName: name = null,
    resultType: type = null,
    resultSample: sample,
  } = item.guide ?? {}
  if (name === null || (sample ?? null) !== null || !fields.has('resultSample')) return []
  if (!profile.guide.sampled.includes(type ?? kindOf(name, profile) ?? '')) return []
  return [found('HK-ITEM-061', { name, field: header('resultSample') }, place('resultSample'))]
}

function kindOf(name: string, { results }: ItemProfile): string | null {
  const hit = results.find(
    ({ holds, ends, but }) =>
      (holds.some((word) => name.includes(word)) || ends.some((word) => name.endsWith(word))) &&
      !but.some((word) => name.includes(word)),
  )
  return hit?.label ?? null
}

/** Themes for persons need persons among those served, themes for organisations need organisations. */
export function audienceThemes({
  item,
  profile,
  fields,
  header,
  place,
}: Subject): readonly Finding[] {
  const { audience = [], personTheme = null, orgTheme = null } = item.guide ?? {}
  if (audience.length === 0) return []
  const serves = (words: readonly string[]): boolean =>
    audience.some((who) => words.some((word) => who.includes(word)))
  const { persons, organisations } = profile.guide
  const themes = [
    { field: 'personTheme', filled: personTheme !== null, wanted: serves(persons) },
    { field: 'orgTheme', filled: orgTheme !== null, wanted: serves(organisations) },
  ]
  return themes.flatMap(({ field, filled, wanted }) => {
    const params = { audience: audience.join('、'), field: header(field) }
    if (wanted && !filled && fields.has(field)) return found('HK-ITEM-063', params, place(field))
    if (!filled || wanted) return []
    return found('HK-ITEM-050', params, place(field))
  })
}

/** A licence answers at least one common question, where the sheet asks for one. */
export function commonQuestions(subject: Subject): readonly Finding[] {
  const { item, profile, fields, header, place } = subject
  if (!fields.has('faq') || !profile.guide.faq.includes(item.type.code ?? '')) return []
  if ((item.guide?.faq ?? null) !== null) return []
  return [found('HK-ITEM-051', { field: header('faq') }, place('faq'))]
}
