import { type Finding, found } from '../../errors/index.js'
import {
  basicCodeFault,
  type CodeFault,
  implementationCodeFault,
  splitImplementationCode,
} from '../codes.js'
import type { Subject } from '../subject.js'

/** A long code that a spreadsheet took for a number. */
const AS_NUMBER = /^\d(?:\.\d+)?E\+?\d+$/u

/**
 * What is odd about an item's code. One typed as a number is lost (HK-ITEM-066); all else are warnings: codes come from a registry, and real registered codes
 * have been seen to fail their check digit; a local code of another length is not wrong.
 */
export function itemCode(subject: Subject): readonly Finding[] {
  const { item, profile, place } = subject
  const { code } = item
  if (code === null) return []
  if (AS_NUMBER.test(code)) return [found('HK-ITEM-066', { code }, place('code'))]
  if (code.length === profile.codes.basic) return faultFinding(code, basicCodeFault(code), place)
  if (code.length !== profile.codes.implementation)
    return [found('HK-ITEM-022', { code, length: code.length }, place('code'))]
  const fault = implementationCodeFault(code)
  return fault === null ? partsOfCode(subject, code) : faultFinding(code, fault, place)
}

function faultFinding(
  code: string,
  fault: CodeFault | null,
  place: Subject['place'],
): readonly Finding[] {
  if (fault === null) return []
  const at = place('code')
  if (fault === 'region') return [found('HK-ITEM-025', { code, prefix: code.slice(-12, -10) }, at)]
  if (fault === 'check-digit') return [found('HK-ITEM-023', { code }, at)]
  return [found('HK-ITEM-033', { code }, at)]
}

/** A well-formed implementation code must be this unit's and of this type. */
function partsOfCode({ item, profile, place }: Subject, code: string): readonly Finding[] {
  const parts = splitImplementationCode(code)
  if (parts === null) return []
  const findings: Finding[] = []
  if (parts.uscc !== item.unit.code)
    findings.push(found('HK-ITEM-024', { code, expected: item.unit.code }, place('code')))
  const isKnown = profile.types.some((type) => type.code === parts.type)
  if (isKnown && item.type.code !== null && parts.type !== item.type.code)
    findings.push(
      found('HK-ITEM-026', { code, found: parts.type, label: item.type.label }, place('code')),
    )
  return findings
}
