import { type Finding, found } from '../../errors/index.js'
import type { Subject } from '../subject.js'
import { orNull } from '../text.js'

/** A charge needs its basis and a word about paying online; what is free cannot be paid for. */
export function fees(subject: Subject): readonly Finding[] {
  const { item, header, place } = subject
  const { charged, raw: fee } = item.fee
  if (charged === null) return []
  if (charged) return charge(subject)
  if (item.guide?.onlinePay !== true) return []
  return [found('HK-ITEM-043', { fee, field: header('onlinePay') }, place('onlinePay'))]
}

function charge({ item, fields, raw, header, place }: Subject): readonly Finding[] {
  const fee = item.fee.raw
  const findings: Finding[] = []
  const isSaid = ['fee', 'charged'].some((field) => orNull(raw(field)) !== null)
  const asksBasis = fields.has('feeBasis') && isSaid
  if (asksBasis && (item.guide?.feeBasis ?? null) === null)
    findings.push(found('HK-ITEM-041', { fee, field: header('feeBasis') }, place('feeBasis')))
  if (fields.has('feeItem') && (item.guide?.feeItem ?? null) === null)
    findings.push(found('HK-ITEM-062', { fee, field: header('feeItem') }, place('feeItem')))
  if (fields.has('onlinePay') && (item.guide?.onlinePay ?? null) === null)
    findings.push(found('HK-ITEM-042', { fee, field: header('onlinePay') }, place('onlinePay')))
  return findings
}

const YES_NO = ['online', 'onlinePay'] as const

/** A yes/no cell that says neither. */
export function unreadableYesNo({ item, raw, header, place }: Subject): readonly Finding[] {
  const { guide } = item
  if (guide === undefined) return []
  return YES_NO.flatMap((field) => {
    const text = raw(field).trim()
    if (text === '' || guide[field] !== null) return []
    return found('HK-ITEM-032', { field: header(field), text }, place(field))
  })
}
