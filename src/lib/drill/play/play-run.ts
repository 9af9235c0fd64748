import { AppError } from '../../errors/index.js'
import type { RunFolder } from '../journal/run-folder.js'
import { type DrillEvent, runDrill } from './engine.js'
import type { DrillDesk } from './stage.js'

/** How far a run is while it is played. */
export type DrillProgress = Extract<DrillEvent, { readonly kind: 'progress' }>

/**
 * Plays a run and gives all that it tells. What paused it is thrown: the hall's problem, or HK-INT-001 with `resume`, the
 * command that goes on.
 */
export async function* playRun(
  desk: DrillDesk,
  folder: RunFolder,
  resume: string,
): AsyncGenerator<DrillEvent, void> {
  const outcome = yield* runDrill(desk, folder)
  if (outcome.status === 'paused') throw outcome.problem ?? new AppError('HK-INT-001', { resume })
}

/** The same for whoever wants its progress only. */
export async function* playQuietly(
  ...run: Parameters<typeof playRun>
): AsyncGenerator<DrillProgress, void> {
  for await (const event of playRun(...run)) if (event.kind === 'progress') yield event
}
