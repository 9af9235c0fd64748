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
  'level',
  'review',
  'feeItem',
  'resultSample',
  'consultPlace',
  'complaintPlace',
] as const satisfies readonly (keyof ItemGuide)[]

/** How the guide's cells of one sheet are read; the same text is worked out once. */
export interface GuideReaders {
  /** The fields that the sheet has a column for. */
  readonly fields: readonly (keyof ItemGuide)[]
  readonly yesNo: (text: string) => boolean | null
  readonly visits: (text: string) => number | null
  readonly resultType: (text: string) => string
}

/** The readers of a profile, each wrapped in `remembered`. */
export function guideReaders(
  profile: ItemProfile,
  columns: ReadonlySet<string>,
  remembered: <T>(read: (text: string) => T) => (text: string) => T,
): GuideReaders {
  return {
    fields: guideFields.filter((field) => columns.has(field)),
    yesNo: remembered((text) => readYesNo(text, profile)),
    visits: remembered((text) => readVisits(text, profile)),
    resultType: remembered((text) => readResultType(text, profile)),
  }
}

/** What a record says beside the item itself; null when it says none of it. */
export function readGuide({ values }: FormRecord, readers: GuideReaders): ItemGuide | null {
  const texts: Partial<Record<keyof ItemGuide, string>> = {}
  let isFilled = false
  for (const field of readers.fields) {
    const raw = values[field]
    const text = raw === undefined || raw === '' ? null : orNull(raw)
    if (text === null) continue
    texts[field] = text
    isFilled = true
  }
  return isFilled ? guideOf(texts, readers) : null
}

function guideOf(
  texts: Partial<Record<keyof ItemGuide, string>>,
  { yesNo, visits, resultType }: GuideReaders,
): ItemGuide {
  const text = (field: keyof ItemGuide): string | null => texts[field] ?? null
  const read = <T>(field: keyof ItemGuide, reader: (text: string) => T): T | null => {
    const value = texts[field]
    return value === undefined ? null : reader(value)
  }
  return {
    visits: read('visits', visits),
    onsiteReason: text('onsiteReason'),
    online: read('online', yesNo),
    channels: read('channels', splitList) ?? [],
    feeBasis: text('feeBasis'),
    onlinePay: read('onlinePay', yesNo),
    consult: text('consult'),
    hours: text('hours'),
    place: text('place'),
    resultName: text('resultName'),
    resultType: read('resultType', resultType),
    audience: read('audience', splitList) ?? [],
    personTheme: text('personTheme'),
    orgTheme: text('orgTheme'),
    faq: text('faq'),
    region: text('region'),
    level: text('level'),
    review: text('review'),
    feeItem: text('feeItem'),
    resultSample: text('resultSample'),
    consultPlace: text('consultPlace'),
    complaintPlace: text('complaintPlace'),
  }
}

/** How often the applicant must come, from `0次`, `最多跑一次`, `零跑动`; null when the text names no number. */
function readVisits(text: string, { guide }: ItemProfile): number | null {
  const flat = squeeze(withoutRemarks(squeeze(text)))
  if (guide.noVisit.some((word) => flat.includes(word))) return 0
  const [, figure] =
    /^(?:最多)?(?:跑|到现场|到场)?([0-9〇零一二两三四五六七八九十]+)次?$/u.exec(flat) ?? []
  return figure === undefined ? null : readNumber(figure)
}

/** The label that a result's kind or code names; one that the profile does not know stays as written. */
function readResultType(text: string, { results }: ItemProfile): string {
  const flat = squeeze(text)
  return results.find(({ label, aliases }) => [label, ...aliases].includes(flat))?.label ?? text
}

/** The text that a field of a stored guide still holds. */
export function guideText(guide: ItemGuide | undefined, field: keyof ItemGuide): string {
  const value = guide?.[field] ?? ''
  if (typeof value === 'boolean') return yesNoText(value)
  return Array.isArray(value) ? value.join('、') : String(value)
}

/** How a sheet says yes or no; nothing for what is not known. */
export function yesNoText(value: boolean | null): string {
  if (value === null) return ''
  return value ? '是' : '否'
}
