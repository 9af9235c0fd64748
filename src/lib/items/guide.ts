import type { FormRecord } from '../sheets/index.js'
import { readYesNo } from './labels.js'
import type { ItemGuide } from './model.js'
import { readNumber } from './numerals.js'
import type { ItemProfile } from './profile.js'
import { orNull, splitList, squeeze, withoutRemarks } from './text.js'

/** The fields of a guide, as the form names its columns. */
export const guideFields = [
  'visits',
  'onsiteReason',
  'online',
  'channels',
  'feeBasis',
  'onlinePay',
  'consult',
  'hours',
  'place',
  'resultName',
  'resultType',
  'audience',
  'personTheme',
  'orgTheme',
  'faq',
  'region',
] as const satisfies readonly (keyof ItemGuide)[]

/** What a record says beside the item itself; null when it says none of it. */
export function readGuide({ values }: FormRecord, profile: ItemProfile): ItemGuide | null {
  const text = (field: keyof ItemGuide): string | null => orNull(values[field])
  if (guideFields.every((field) => text(field) === null)) return null
  const list = (field: keyof ItemGuide): readonly string[] => splitList(text(field) ?? '')
  const yesNo = (field: keyof ItemGuide): boolean | null => readYesNo(text(field) ?? '', profile)
  return {
    visits: readVisits(text('visits') ?? '', profile),
    onsiteReason: text('onsiteReason'),
    online: yesNo('online'),
    channels: list('channels'),
    feeBasis: text('feeBasis'),
    onlinePay: yesNo('onlinePay'),
    consult: text('consult'),
    hours: text('hours'),
    place: text('place'),
    resultName: text('resultName'),
    resultType: readResultType(text('resultType'), profile),
    audience: list('audience'),
    personTheme: text('personTheme'),
    orgTheme: text('orgTheme'),
    faq: text('faq'),
    region: text('region'),
  }
}

/** How often the applicant must come, from `0次`, `最多跑一次`, `零跑动`; null when the text names no number. */
export function readVisits(text: string, { guide }: ItemProfile): number | null {
  const flat = squeeze(withoutRemarks(squeeze(text)))
  if (guide.noVisit.some((word) => flat.includes(word))) return 0
  const [, figure] =
    /^(?:最多)?(?:跑|到现场|到场)?([0-9〇零一二两三四五六七八九十]+)次?$/u.exec(flat) ?? []
  return figure === undefined ? null : readNumber(figure)
}

/** The label that a result's kind or code names; one that the profile does not know stays as written. */
function readResultType(text: string | null, { results }: ItemProfile): string | null {
  if (text === null) return null
  const flat = squeeze(text)
  return results.find(({ label, aliases }) => [label, ...aliases].includes(flat))?.label ?? text
}

/** The text that a field of a stored guide still holds. */
export function guideText(guide: ItemGuide | undefined, field: keyof ItemGuide): string {
  const value = guide?.[field] ?? ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  return Array.isArray(value) ? value.join('、') : String(value)
}
