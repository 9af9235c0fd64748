import type { JournalLine } from './model.js'

/** The clock by which a run went last: `real`, `virtual`, `scaled:60`, `observed`, `exports`; null before it began. */
export function clockOf(lines: readonly JournalLine[]): string | null {
  const clock = lines.findLast(({ data }) => data['clock'])?.data['clock']
  return clock === undefined ? null : String(clock)
}
