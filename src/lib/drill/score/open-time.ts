import { epochMs } from '../../calendar/index.js'
import type { PlanBatch } from '../plan/plan-model.js'
import { overlap, type Span } from '../plan/windows.js'

const MINUTE_MS = 60_000

/** The windows of a batch in epoch ms. */
export function spansOf({ windows }: Pick<PlanBatch, 'windows'>): readonly Span[] {
  return windows.map(({ from, to }) => ({ from: epochMs(from), to: epochMs(to) }))
}

/** Open minutes between two moments (epoch ms): drills reckon by their windows, as offices by working hours. */
export function openMinutes(spans: readonly Span[], from: number, to: number): number {
  if (to <= from) return 0
  return spans.reduce((sum, span) => sum + overlap(span, { from, to }), 0) / MINUTE_MS
}

/** Open minutes left at a moment; after the last window the minutes since its end, negative. */
export function minutesLeft(spans: readonly Span[], now: number): number {
  const end = spans.at(-1)?.to ?? now
  if (now > end) return Math.floor((end - now) / MINUTE_MS)
  return Math.floor(openMinutes(spans, now, end))
}

/** The moment (epoch ms) at which so many open minutes are left; the end itself for 0, that long after it when negative. */
export function momentAt(spans: readonly Span[], minutes: number): number | null {
  const end = spans.at(-1)?.to
  if (end === undefined) return null
  if (minutes <= 0) return end - minutes * MINUTE_MS
  let left = minutes * MINUTE_MS
  for (const { from, to } of [...spans].reverse()) {
    if (to - from >= left) return to - left
    left -= to - from
  }
  return null
}
