import { compareInstants, epochMs, type Instant } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import { type HallProblem, wrongAt } from '../api/problem.js'
import type { PastEvent } from '../store/events.js'
import type { ActContext } from './births.js'

/**
 * When an act was done that is entered afterwards (补录), as the caller says: not to come, and not before what happened to
 * the object last. Empty when the caller says nothing: it is done now.
 */
export function lateEntry(
  { time }: Pick<ActContext, 'time'>,
  said: string | null | undefined,
  past: () => readonly PastEvent[],
): { readonly at?: Instant } {
  if (said === null || said === undefined) return {}
  requireMoment(said)
  if (compareInstants(said, time.now()) > 0) throw wrong('补录的办理时间不能晚于现在')
  const last = past().at(-1)?.occurredAt
  if (last !== undefined && compareInstants(said, last) < 0) {
    throw wrong(`补录的办理时间不能早于上一环节（${last}）`)
  }
  return { at: said }
}

function requireMoment(said: string): void {
  try {
    epochMs(said)
  } catch (error) {
    if (error instanceof AppError) throw wrong('应为带时差的时间，如 2015-04-08T08:30:00+08:00')
    throw error
  }
}

function wrong(detail: string): HallProblem {
  return wrongAt('/occurredAt', detail)
}
