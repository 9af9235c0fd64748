import { type Finding, found } from '../../errors/index.js'
import { splitImplementationCode } from '../codes.js'
import { idNumbersIn, maskIdNumber } from '../privacy.js'
import type { ItemProfile } from '../profile.js'
import type { Subject } from '../subject.js'
import { wordsIn } from '../text.js'

/** Fields of free text, in which an identity number has no business. */
const TEXTS = [
  'name',
  'basis',
  'conditions',
  'materials',
  'fee',
  'office',
  'supervision',
  'onsiteReason',
  'consult',
  'place',
  'faq',
  'remark',
] as const

const MANY_FIGURES = /[\d０-９]{17}/u

/** An identity number in a sheet that will be published. */
export function identityNumbers(subject: Subject): readonly Finding[] {
  const { item, profile, raw, header, place } = subject
  const people = item.nodes.flatMap(({ node }) => [`${node}.people`, `${node}.post`])
  return [...TEXTS, ...people].flatMap((field) => {
    const text = raw(field)
    if (text.length < 17 || !MANY_FIGURES.test(text)) return []
    const [first] = idNumbersIn(text, profile.regions)
    if (first === undefined) return []
    const params = { field: header(field), masked: maskIdNumber(first) }
    return found('HK-ITEM-055', params, place(field))
  })
}

/** The division codes of an item to six digits: its own, and the one inside the unit's credit code. */
export function regionCodes({ item, profile, place }: Subject): readonly Finding[] {
  const own = item.guide?.region?.normalize('NFKC').replace(/\s/gu, '') ?? null
  const uscc = item.code === null ? null : (splitImplementationCode(item.code)?.uscc ?? null)
  return [
    ...regionCode('region', own, profile, place),
    ...regionCode('code', uscc?.slice(2, 8) ?? null, profile, place),
  ]
}

function regionCode(
  field: string,
  region: string | null,
  { regions }: ItemProfile,
  place: Subject['place'],
): readonly Finding[] {
  if (region === null || isDivision(region, regions.has)) return []
  return [found('HK-ITEM-054', { region }, place(field))]
}

/** Nine and twelve digits name a township and a village; the first six are checked. Letters are told by the code's own rule. */
function isDivision(code: string, has: (six: string) => boolean): boolean {
  if (/[A-Z]/iu.test(code)) return true
  return /^\d{6}(?:\d{3}|\d{6})?$/u.test(code) && has(code.slice(0, 6))
}

/** A material that names no document. */
export function catchAllMaterials({ profile, raw, place }: Subject): readonly Finding[] {
  const words = wordsIn(raw('materials'), profile.catchAll)
  return words.length === 0 ? [] : [found('HK-ITEM-053', { words }, place('materials'))]
}
