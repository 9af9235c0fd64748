import { instantFrom } from '../calendar/index.js'
import type { AppError } from '../errors/index.js'
import { takeLock } from '../workspace/index.js'
import { Journal } from './journal.js'
import type { JournalLine } from './model.js'
import { Run } from './run.js'
import { type RunFolder, runPaths } from './run-folder.js'
import type { DrillDesk } from './stage.js'

/** What a run tells while it goes on; progress, `--events` and scores are folds over this one stream. */
export type DrillEvent =
  | { readonly kind: 'line'; readonly line: JournalLine }
  | ({ readonly kind: 'progress'; readonly at: string; readonly total: number } & StepCounts)

/** Steps that have come to an end, by how. */
export interface StepCounts {
  readonly done: number
  readonly failed: number
  readonly skipped: number
}

/** How a run ended. Paused: running it again goes on; `problem` says what was in the way, null for Ctrl-C. */
export type DrillOutcome =
  | { readonly status: 'finished' }
  | { readonly status: 'paused'; readonly problem: AppError | null }

/**
 * Plays a locked plan to its end, or goes on where an earlier life stopped: outcomes in the journal stand,
 * intents without outcome are looked up in the hall and acted again with the same key only when nothing is
 * seen of them. When only people are left to act it pauses (HK-DRILL-010), unless the desk stays. One writer per run
 * folder (HK-WORK-007).
 */
export async function* runDrill(
  desk: DrillDesk,
  folder: RunFolder,
): AsyncGenerator<DrillEvent, DrillOutcome> {
  const paths = runPaths(folder.folder)
  const release = takeLock(paths.lock, instantFrom(desk.now()))
  try {
    const { journal, lines } = Journal.open(paths.journal, desk.now)
    try {
      return yield* play(new Run(desk, folder, journal, lines))
    } finally {
      journal.close()
    }
  } finally {
    release()
  }
}

async function* play(run: Run): AsyncGenerator<DrillEvent, DrillOutcome> {
  if (run.isFinished) return { status: 'finished' }
  yield* run.begin()
  while (!run.isAborted) {
    yield* run.takeRequests()
    const at = run.nextAt()
    if (run.isOver) {
      yield* run.end()
      return { status: 'finished' }
    }
    const problem = run.isDue(at) ? yield* run.advance() : yield* run.watch(at)
    if (problem) return yield* run.pause(problem)
  }
  return yield* run.pause(null)
}
