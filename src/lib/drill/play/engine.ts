import { instantFrom } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import { takeLock } from '../../workspace/index.js'
import { lastMoment } from '../journal/clock-of.js'
import { Journal } from '../journal/journal.js'
import type { JournalLine } from '../journal/model.js'
import { type RunFolder, runPaths } from '../journal/run-folder.js'
import { isHallAway, waitForHall } from './hall-away.js'
import { Run } from './run.js'
import { awayTrip, patienceOf, stoppedBy, trippedEntry } from './safeguards.js'
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
 * seen of them. When only people are left to act it pauses (HK-DRILL-010), unless the desk stays; when a safeguard of the
 * plan trips, HK-DRILL-014. One writer per run folder (HK-WORK-007).
 */
export async function* runDrill(
  desk: DrillDesk,
  folder: RunFolder,
): AsyncGenerator<DrillEvent, DrillOutcome> {
  const release = takeLock(runPaths(folder.folder).lock, instantFrom(desk.now()))
  try {
    return yield* lives(desk, folder)
  } finally {
    release()
  }
}

/** Life after life, as long as a hall that went away comes back within the plan's patience. */
async function* lives(
  desk: DrillDesk,
  folder: RunFolder,
): AsyncGenerator<DrillEvent, DrillOutcome> {
  const patience = patienceOf(folder.plan)
  let left = patience ?? 0
  while (true) {
    const { outcome, ended } = yield* live(desk, folder)
    if (patience === null || !isHallAway(outcome)) return outcome
    left = await waitForHall(desk, ended > 0 ? patience : left)
    if (desk.signal?.aborted) return { status: 'paused', problem: null }
    if (left <= 0) return yield* trip(desk, folder)
  }
}

/** One life: how it went out, and how many steps it brought to an end. */
async function* live(desk: DrillDesk, folder: RunFolder) {
  const { journal: file } = runPaths(folder.folder)
  const { journal, lines } = Journal.open(file, desk.now, desk.survives)
  try {
    const run = new Run(desk, folder, journal, lines)
    const before = run.ended
    const outcome = yield* play(run)
    return { outcome, ended: run.ended - before }
  } finally {
    journal.close()
  }
}

/** The hall stayed away for longer than the plan allows. */
async function* trip(
  desk: DrillDesk,
  { plan, folder }: RunFolder,
): AsyncGenerator<DrillEvent, DrillOutcome> {
  const { journal, lines } = Journal.open(runPaths(folder).journal, desk.now)
  const away = awayTrip(plan)
  const at = lastMoment(lines) ?? instantFrom(desk.now())
  for (const line of journal.append([trippedEntry(away, at)])) yield { kind: 'line', line }
  journal.close()
  return { status: 'paused', problem: stoppedBy(away) }
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
    const problem = yield* goOn(run, at)
    const halt = problem ?? (yield* run.check())
    if (halt) return yield* run.pause(halt)
  }
  return yield* run.pause(null)
}

/** The next moment of a run. What the way to the hall refuses (a production guard, a foreign host, no password) pauses it. */
async function* goOn(run: Run, at: number | null): AsyncGenerator<DrillEvent, AppError | null> {
  try {
    return run.isDue(at) ? yield* run.advance() : yield* run.watch(at)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
