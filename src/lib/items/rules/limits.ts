import { type Finding, found } from '../../errors/index.js'
import { isLonger, sumOf } from '../durations.js'
import { limitText } from '../limit-text.js'
import type { Duration } from '../model.js'
import type { Subject } from '../subject.js'
import { orNull, squeeze } from '../text.js'

const LIMITS = ['statutory', 'promised'] as const

/** A limit that is filled in but cannot be read. Those of nodes are told by `nodeLimits`. */
export function unreadableLimits({ item, raw, header, place }: Subject): readonly Finding[] {
  return LIMITS.flatMap((field) => {
    const text = orNull(raw(field))
    if (text === null || item[field] !== null) return []
    return found('HK-ITEM-011', { field: header(field), text }, place(field))
  })
}

/** The promised limit must not be longer than the statutory one. */
export function promisedWithinStatutory({ item, place }: Subject): readonly Finding[] {
  const { promised, statutory } = item
  if (promised === null || statutory === null) return []
  const longer = isLonger(promised, statutory)
  if (longer === 'no') return []
  const params = { promised: limitText(promised), statutory: limitText(statutory) }
  return longer === 'surely'
    ? [found('HK-ITEM-012', params, place('promised'))]
    : [found('HK-ITEM-013', params, place('promised'))]
}

/** More than the law's general limit needs a basis (行政许可法 art. 42). */
export function longLimitNeedsBasis({ item, profile, place }: Subject): readonly Finding[] {
  const { statutory, basis } = item
  if (statutory === null || basis !== null) return []
  const limit = profile.limits.statutoryWorkdays
  const general: Duration = { value: limit, unit: 'workday', raw: '' }
  if (isLonger(statutory, general) === 'no') return []
  return [found('HK-ITEM-014', { statutory: limitText(statutory), limit }, place('statutory'))]
}

/** Only what art. 45 names may be left out of a limit; 公示 is not among it. */
export function stoppedClock({ profile, raw, place }: Subject): readonly Finding[] {
  const { notAStop, stopWords } = profile.limits
  return LIMITS.flatMap((field) => {
    const text = squeeze(raw(field))
    if (!stopWords.some((word) => text.includes(word))) return []
    const word = notAStop.find((stop) => text.includes(stop))
    return word === undefined ? [] : found('HK-ITEM-015', { word }, place(field))
  })
}

/** Node limits: each must be readable, and together they must fit into the promised limit. */
export function nodeLimits(subject: Subject): readonly Finding[] {
  const { item, raw, header, place } = subject
  const unreadable = item.nodes.flatMap(({ node, limit }) => {
    if (limit !== null) return []
    const field = `${node}.limit`
    const text = orNull(raw(field))
    if (text === null) return []
    return found('HK-ITEM-011', { field: header(field), text }, place(field))
  })
  return unreadable.length > 0 ? unreadable : nodeSum(subject)
}

function nodeSum({ item, place }: Subject): readonly Finding[] {
  const limits = item.nodes.flatMap(({ limit }) => (limit === null ? [] : limit))
  if (item.promised === null || limits.length === 0) return []
  const sum = sumOf(limits)
  if (isLonger(sum, item.promised) !== 'surely') return []
  return [
    found('HK-ITEM-016', { sum: sum.raw, promised: limitText(item.promised) }, place('promised')),
  ]
}

/** An instant case is reviewed at once, any other before it is approved. */
export function instantReview({ item, profile, place }: Subject): readonly Finding[] {
  const known = profile.caseTypes.find(({ label }) => label === item.caseType)
  const review = item.guide?.review ?? null
  if (known === undefined || review === null) return []
  if (known.instant === profile.guide.instantReview.includes(squeeze(review))) return []
  return [found('HK-ITEM-060', { caseType: known.label, review }, place('review'))]
}

/** An instant case promises 即办, and only an instant case does. */
export function instantCase({ item, profile, place }: Subject): readonly Finding[] {
  const { caseType, promised } = item
  const known = profile.caseTypes.find(({ label }) => label === caseType)
  if (known === undefined || promised === null) return []
  if (known.instant === (promised.unit === 'instant')) return []
  const params = { caseType: known.label, promised: limitText(promised) }
  return [found('HK-ITEM-028', params, place('caseType'))]
}
