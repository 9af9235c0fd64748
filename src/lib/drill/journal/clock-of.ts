import { compareInstants } from '../../calendar/index.js'
import type { JournalLine } from './model.js'

/** The clock by which a run went last: `real`, `virtual`, `scaled:60`, `observed`, `exports`; null before it began. */
export function clockOf(lines: readonly JournalLine[]): string | null {
  const clock = lines.findLast(({ data }) => data['clock'])?.data['clock']
  return clock === undefined ? null : String(clock)
}

/** The latest moment of a journal, whichever line bears it; null when it is empty. */
export function lastMoment(lines: readonly JournalLine[]): string | null {
  return lines.reduce<string | null>((last, { at }) => later(last, at), null)
}

/** The later of two moments. */
export function later(one: string | null, other: string): string {
  return one === null || compareInstants(one, other) < 0 ? other : one
}
