import { type Finding, found } from '../errors/index.js'
import type { StaffLine } from './model.js'
import type { StaffRow } from './staff-row.js'

/** From when to when a row holds; what it does not say is left out. */
export type Term = Pick<StaffLine, 'validFrom' | 'validTo'>

/** The term of a row. HK-ROST-110 for a date that is none; 至今 and 长期 set no end. */
export function readTerm(row: StaffRow): {
  readonly term: Term
  readonly findings: readonly Finding[]
} {
  const from = readDay(row, 'valid_from')
  const to = readDay(row, 'valid_to')
  const term = {
    ...(from.day === null ? {} : { validFrom: from.day }),
    ...(to.day === null ? {} : { validTo: to.day }),
  }
  return { term, findings: [...from.findings, ...to.findings] }
}

function readDay(
  row: StaffRow,
  field: 'valid_from' | 'valid_to',
): { readonly day: string | null; readonly findings: readonly Finding[] } {
  const text = row.text(field)
  if (text === null || /至今|长期|無|无/u.test(text)) return { day: null, findings: [] }
  const day = dayOf(text.normalize('NFKC'))
  const findings = day === null ? [found('HK-ROST-110', { text }, row.place(field))] : []
  return { day, findings }
}

/** `2015-04-08`, `2015/4/8`, `2015.4.8`, `2015年4月8日`; a day that no calendar has is none. */
function dayOf(text: string): string | null {
  const [, year, month = '', date = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?$/u.exec(text) ?? []
  if (year === undefined) return null
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null
}
