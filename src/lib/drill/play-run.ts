import { AppError } from '../errors/index.js'
import { type DrillEvent, runDrill } from './engine.js'
import type { RunFolder } from './run-folder.js'
import type { DrillDesk } from './stage.js'

/** How far a run is while it is played. */
export type DrillProgress = Extract<DrillEvent, { readonly kind: 'progress' }>

/**
 * Plays a run for whoever wants its progress only. What paused it is thrown: the hall's problem, or HK-INT-001 with
 * `resume`, the command that goes on.
 */
export async function* playRun(
  desk: DrillDesk,
  folder: RunFolder,
  resume: string,
): AsyncGenerator<DrillProgress, void> {
  const events = runDrill(desk, folder)
  for (let next = await events.next(); ; next = await events.next()) {
    if (!next.done) {
      if (next.value.kind === 'progress') yield next.value
      continue
    }
    if (next.value.status === 'finished') return
    throw next.value.problem ?? new AppError('HK-INT-001', { resume })
  }
}
