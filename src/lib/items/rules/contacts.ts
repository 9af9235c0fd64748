import { type Finding, found } from '../../errors/index.js'
import type { Subject } from '../subject.js'
import { orNull, squeeze } from '../text.js'

/** Numbers of seven or eight figures are landlines; without an area code nobody from outside can ring them. */
const LANDLINE = /(?<![\d-])[2-8]\d{6,7}(?![\d-])/u

const SEVEN_FIGURES = /[\d０-９]{7}/u
const PHONES = ['consult', 'supervision'] as const

/** A landline without its area code, in the telephones that a guide gives. */
export function areaCode({ raw, place }: Subject): readonly Finding[] {
  return PHONES.flatMap((field) => {
    if (!SEVEN_FIGURES.test(raw(field))) return []
    const [phone] = LANDLINE.exec(plain(raw(field))) ?? []
    return phone === undefined ? [] : found('HK-ITEM-045', { phone }, place(field))
  })
}

/** Whoever complains must not reach the desk that he complains about. */
export function samePhone({ item, raw, place }: Subject): readonly Finding[] {
  if ((item.guide?.consult ?? null) === null) return []
  const consult = figures(raw('consult'))
  if (consult === '' || consult !== figures(raw('supervision'))) return []
  return [found('HK-ITEM-044', { phone: raw('consult').trim() }, place('consult'))]
}

/** Opening hours must say on which days, a place must be found by a stranger. */
export function hoursAndPlace({ item, profile, place }: Subject): readonly Finding[] {
  const { hours = null, place: where = null } = item.guide ?? {}
  const findings: Finding[] = []
  if (hours !== null && !says(hours, profile.guide.hours))
    findings.push(found('HK-ITEM-046', { text: hours }, place('hours')))
  if (where !== null && !says(where, profile.guide.precise))
    findings.push(found('HK-ITEM-047', { text: where }, place('place')))
  return findings
}

function says(text: string, words: readonly string[]): boolean {
  const flat = squeeze(text)
  return words.some((word) => flat.includes(word))
}

function plain(text: string): string {
  return (orNull(text) ?? '').normalize('NFKC')
}

function figures(text: string): string {
  return plain(text).replace(/\D/gu, '')
}
