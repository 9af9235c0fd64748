import { AppError } from '../errors/index.js'
import { findUnit, type NoticePack } from '../notice/index.js'
import type { ProblemDetails } from './model.js'

/** What a person said of a problem on the command line; what they did not say is undefined. */
export interface SaidOfProblem {
  readonly [field: string]: unknown
  readonly unit?: string | undefined
  readonly due?: string | undefined
}

const FIELDS = [
  ...['sort', 'severity', 'category', 'theme', 'cause', 'measure', 'owner', 'evidence'],
] as const

/** Only what was said, with the unit's code. HK-INBOX-007 for a unit that nobody knows, HK-CAL-002 for a day that is none. */
export function detailsSaid(said: SaidOfProblem, pack: NoticePack): Partial<ProblemDetails> {
  const plain = FIELDS.flatMap((field) => (said[field] === undefined ? [] : [[field, said[field]]]))
  return {
    ...Object.fromEntries(plain),
    ...(said.unit !== undefined && { unit: unitCode(said.unit, pack) }),
    ...(said.due !== undefined && { due: dayOf(said.due) }),
  }
}

function unitCode(name: string, pack: NoticePack): string {
  if ([pack.office.code, pack.office.name].includes(name)) return pack.office.code
  const match = findUnit(pack, name)
  if (match.match !== 'none') return match.unit.code
  throw new AppError('HK-DRILL-005', { what: 'unit', name, nearest: match.nearest })
}

function dayOf(text: string): string {
  const date = new Date(`${text}T00:00:00Z`)
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  if (!isDay || text.length !== 10) throw new AppError('HK-CAL-002', { text, expected: 'day' })
  return text
}
