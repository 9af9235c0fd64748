import { compareInstants } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import { requireAccounts, type WorkspaceHall } from '../../hall/index.js'
import type { DrillPlan } from '../plan/plan-model.js'
import type { Admission } from '../workspace-drill.js'

/**
 * Admits a plan to a hall that is ready for it: it holds the accounts (HK-HALL-016, HK-HALL-015), and for a run that has
 * not begun, unless it goes by real time, its clock can still be set to the drill's first moment (HK-DRILL-008).
 */
export function readyHall(hall: WorkspaceHall, clock: string | null = null): Admission {
  return async (plan, isBegun) => {
    await requireAccounts(
      hall,
      plan.steps.map(({ account }) => account),
    )
    if (!isBegun && clock !== 'real') await requireTime(hall, plan)
  }
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
