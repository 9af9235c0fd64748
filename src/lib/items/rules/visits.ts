import { type Finding, found } from '../../errors/index.js'
import type { Subject } from '../subject.js'
import { orNull } from '../text.js'

/** How often the applicant must come, against the depth, the reason and the ways of applying. */
export function visits(subject: Subject): readonly Finding[] {
  const { guide } = subject.item
  const text = orNull(subject.raw('visits'))
  if (guide === undefined || text === null) return []
  if (guide.visits === null) {
    const params = { field: subject.header('visits'), text }
    return [found('HK-ITEM-039', params, subject.place('visits'))]
  }
  return [
    ...againstDepth(subject, guide.visits, text),
    ...(guide.visits === 0 ? withoutVisit(subject) : withVisit(subject, text)),
  ]
}

function againstDepth(subject: Subject, count: number, text: string): readonly Finding[] {
  const { item, profile, raw, place } = subject
  const { whollyDepth, applyDepth } = profile.guide
  if (item.depth === null) return []
  const params = { depth: raw('depth'), visits: text }
  if (item.depth >= whollyDepth && count > 0) return [found('HK-ITEM-036', params, place('visits'))]
  if (item.depth < applyDepth && count === 0) return [found('HK-ITEM-057', params, place('visits'))]
  return []
}

/** A reason is asked for where the sheet has a column for it. */
function withVisit({ item, fields, header, place }: Subject, text: string): readonly Finding[] {
  if (!fields.has('onsiteReason') || item.guide?.onsiteReason !== null) return []
  const params = { visits: text, field: header('onsiteReason') }
  return [found('HK-ITEM-037', params, place('onsiteReason'))]
}

function withoutVisit({ item, profile, header, place }: Subject): readonly Finding[] {
  const { onsiteReason = null, online = null, channels = [] } = item.guide ?? {}
  const findings: Finding[] = []
  if (onsiteReason !== null) {
    const params = { text: onsiteReason, field: header('onsiteReason') }
    findings.push(found('HK-ITEM-038', params, place('onsiteReason')))
  }
  const byMail = channels.some((way) => profile.guide.mail.some((word) => way.includes(word)))
  if (online === false && channels.length > 0 && !byMail) {
    const params = { channels: channels.join('、'), field: header('channels') }
    findings.push(found('HK-ITEM-040', params, place('channels')))
  }
  return findings
}
