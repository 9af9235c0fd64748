import { compareInstants, epochMs, instantFrom } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import type { Hall, HallClock } from '../../hall/index.js'
import { clockOf, lastMoment } from '../journal/clock-of.js'
import type { JournalLine } from '../journal/model.js'
import { linesOf, type RunFolder } from '../journal/run-folder.js'
import type { DrillPlan } from '../plan/plan-model.js'
import { type DrillClock, realClock, scaledClock, virtualClock } from './clock.js'
import type { DrillDesk } from './stage.js'

/**
 * The clock that somebody named: `real`, `virtual` or `scaled:FACTOR`; when nobody did, the one that the run began
 * with, else a virtual one. A scaled clock goes on where the run stopped. HK-DRILL-011 for another name, HK-DRILL-009
 * when the wall's time is past every window and whatever could still count.
 */
function chooseClock(
  named: string | null,
  hall: HallClock,
  now: () => number,
  { plan, lines }: { readonly plan: DrillPlan; readonly lines: readonly JournalLine[] },
): DrillClock {
  const name = named ?? clockOf(lines) ?? 'virtual'
  if (name === 'virtual') return virtualClock(hall)
  if (name === 'real') {
    refuseOver(plan, instantFrom(now()))
    return realClock(now)
  }
  const factor = Number(/^scaled:([1-9]\d*)$/.exec(name)?.[1] ?? 0)
  if (factor === 0) throw new AppError('HK-DRILL-011', { what: 'clock', name })
  const from = lastMoment(lines) ?? plan.batches[0]?.windows[0]?.from ?? instantFrom(now())
  return scaledClock(hall, now, { factor, from: epochMs(from) })
}

function refuseOver({ batches, late, until }: DrillPlan, now: string): void {
  const ends = batches.flatMap(({ windows }) => windows.map(({ to }) => to))
  const last = [...ends, ...(late === 'count' && until !== undefined ? [until] : [])].sort(
    compareInstants,
  )
  const end = last.at(-1)
  if (end !== undefined && compareInstants(now, end) > 0) {
    throw new AppError('HK-DRILL-009', { last: end })
  }
}

/** How somebody wants a run played; the names are those of the flags. */
export interface HowPlayed {
  readonly clock?: string | undefined
  readonly stay: boolean
  readonly 'no-wait': boolean
  readonly final?: boolean
  /** Every event on its own line, for programs. */
  readonly events?: boolean
}

/** What a run is played with, as somebody wants it; errors as of the clock's choice (HK-DRILL-009, HK-DRILL-011). */
export function drillDesk(
  hall: Hall & HallClock,
  { folder, plan }: RunFolder,
  { clock: named, stay, 'no-wait': leaves, final = false }: HowPlayed,
  { now, signal }: Pick<DrillDesk, 'now'> & { readonly signal: AbortSignal },
): DrillDesk {
  const clock = chooseClock(named ?? null, hall, now, { plan, lines: linesOf(folder) })
  return { hall, clock, now, signal, stays: stay, leaves, ends: final }
}
