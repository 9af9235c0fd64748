import { isLoss } from './attempt.js'
import { sleep } from './clock.js'
import type { DrillOutcome } from './engine.js'
import type { DrillDesk } from './stage.js'

/** How often a hall that is away is asked whether it is back, in ms of real time. */
const KNOCK_MS = 2000

/** True when a run stopped because no answer came from the hall. */
export function isHallAway(outcome: DrillOutcome): boolean {
  const code = outcome.status === 'paused' ? outcome.problem?.code : undefined
  return code === 'HK-HALL-001' || code === 'HK-DRILL-006'
}

/**
 * Waits until the hall answers again, at least for a knock: a hall that answers and yet fails uses the patience up too.
 * Gives what is left of the patience, in ms of real time.
 */
export async function waitForHall(
  { hall, now, signal }: Pick<DrillDesk, 'hall' | 'now' | 'signal'>,
  patience: number,
): Promise<number> {
  const until = now() + patience
  do await sleep(Math.min(KNOCK_MS, patience / 4), signal)
  while (!signal?.aborted && now() < until && !(await answers(hall)))
  return until - now()
}

async function answers(hall: DrillDesk['hall']): Promise<boolean> {
  try {
    await hall.info()
    return true
  } catch (error) {
    if (isLoss(error)) return false
    throw error
  }
}
