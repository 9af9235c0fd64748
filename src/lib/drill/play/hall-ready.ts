import { compareInstants, epochMs, instantFrom } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import { requireAccounts, type WorkspaceHall } from '../../hall/index.js'
import type { DrillPlan } from '../plan/plan-model.js'
import type { Admission } from '../workspace-drill.js'

/** How far a hall's clock may be off in a drill in real time: more than any answer takes, less than counts in a window. */
const SKEW_MS = 60_000

/**
 * Admits a plan to a hall that is ready for it: it holds the accounts (HK-HALL-016, HK-HALL-015), and its clock fits the one
 * that was named, else the one that the run went by: in real time it shows the wall's time (HK-DRILL-020), else, for a run
 * that has not begun, it can still be set to the drill's first moment (HK-DRILL-008). `now` is wall time in epoch ms.
 */
export function readyHall(
  hall: WorkspaceHall,
  { clock, now }: { readonly clock?: string | undefined; readonly now: () => number },
): Admission {
  return async (plan, begun) => {
    const robots = plan.steps.filter(({ by, understudy }) => by !== 'human' || understudy)
    await requireAccounts(hall, accountsOf(plan.steps), accountsOf(robots))
    if ((clock ?? begun) === 'real') await requireWallTime(hall, now)
    else if (begun === null) await requireTime(hall, plan)
  }
}

function accountsOf(steps: DrillPlan['steps']): readonly string[] {
  return steps.map(({ account }) => account)
}

/** In real time the hall judges by its own clock what we plan by ours. */
async function requireWallTime({ url, connection }: WorkspaceHall, now: () => number) {
  const told = (await connection.info()).time
  const wall = Math.floor(now() / 1000) * 1000
  const skew = epochMs(told) - wall
  if (Math.abs(skew) <= SKEW_MS) return
  const seconds = Math.round(skew / 1000)
  throw new AppError('HK-DRILL-020', { url, told, wall: instantFrom(wall), seconds })
}

/** A hall's time goes forward only, once it was set or something happened in it. One that keeps its own time is not asked. */
async function requireTime(
  { url, connection }: WorkspaceHall,
  { batches }: DrillPlan,
): Promise<void> {
  const from = batches[0]?.windows[0]?.from
  const { time, virtualClock } = await connection.info()
  if (from === undefined || connection.can('clock.set') === 'no') return
  if (compareInstants(time, from) <= 0) return
  const isFresh = !virtualClock && (await connection.count('event')) === 0
  if (!isFresh) throw new AppError('HK-DRILL-008', { url, time, from })
}
