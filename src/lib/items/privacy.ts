import { idNumberFault } from './codes.js'
import type { Regions } from './regions.js'

const RUN = /(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/gu
const WIDE = /[０-９Ｘｘ]/u
/** No one alive was born later; whether a birthday lies ahead does not matter for hiding it. */
const FAR = '2099-12-31'

/**
 * Identity numbers (GB 11643) that stand in a text: a known division, a real birth date. The check digit does not count,
 * for a mistyped number of somebody is still personal data.
 */
export function idNumbersIn(text: string, regions: Regions): readonly string[] {
  if (text.length < 18) return []
  const plain = WIDE.test(text) ? text.normalize('NFKC') : text
  return [...new Set((plain.match(RUN) ?? []).filter((run) => isIdNumber(run, regions)))]
}

function isIdNumber(run: string, regions: Regions): boolean {
  const fault = idNumberFault(run, FAR)
  return (fault === null || fault === 'check-digit') && regions.has(run.slice(0, 6))
}

/** The number with only its first six and last four figures to be seen. */
export function maskIdNumber(run: string): string {
  return `${run.slice(0, 6)}********${run.slice(-4)}`
}

/** The text with every identity number in it masked; others are left as they are. */
export function maskIdNumbers(text: string, regions: Regions): string {
  return idNumbersIn(text, regions).reduce(
    (masked, run) => masked.replaceAll(run, maskIdNumber(run)),
    WIDE.test(text) && text.length >= 18 ? text.normalize('NFKC') : text,
  )
}
