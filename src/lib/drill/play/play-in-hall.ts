import type { Finding } from '../../errors/index.js'
import {
  connectWorkspaceHall,
  type HallAccess,
  hallMeant,
  type WorkspaceHall,
} from '../../hall/index.js'
import type { Workspace } from '../../workspace/index.js'
import { linesOf } from '../journal/run-folder.js'
import { LiveBoard } from '../live.js'
import {
  openDrill,
  planChanges,
  type RunReview,
  reviewRun,
  rollCall,
  type WantedRun,
} from '../workspace-drill.js'
import { drillDesk, type HowPlayed } from './choose-clock.js'
import type { DrillEvent } from './engine.js'
import { readyHall } from './hall-ready.js'
import { playRun } from './play-run.js'
import type { DrillDesk } from './stage.js'

/** A drill that is wanted in the hall of a workspace: which run (null: the open one, else or when `isNew` a new one), and how. */
export interface DrillOrder extends Pick<DrillDesk, 'now'> {
  readonly workspace: Workspace
  readonly access: HallAccess
  readonly run: string | null
  readonly isNew: boolean
  readonly seed: number
  readonly how: HowPlayed
}

/** What a run in a hall tells: first how it stands after the lives before, and what was changed since its plan was locked. */
type PlayEvent =
  | DrillEvent
  | { readonly kind: 'opened'; readonly board: LiveBoard; readonly changes: readonly Finding[] }

/**
 * Opens a run of a workspace, has the hall admit it, plays it, and gives it with its score. `resume` is the command that goes
 * on with a run. Errors as of the connection, of `openDrill`, of the hall's readiness and of `playRun`.
 */
export async function* playInHall(
  order: DrillOrder,
  signal: AbortSignal,
  resume: (run: string) => string,
): AsyncGenerator<PlayEvent, RunReview> {
  const { workspace, access, how, now } = order
  const hall = await connectWorkspaceHall(workspace, access)
  try {
    const folder = await openDrill(workspace, wanted(order), readiness(hall, order))
    const changes = await planChanges(workspace, await reviewRun(workspace, folder.run))
    yield { kind: 'opened', board: new LiveBoard(folder.plan, linesOf(folder.folder)), changes }
    const playedIn = hallMeant(workspace, null, access.url)
    const desk = { ...drillDesk(hall.connection, folder, how, { now, signal }), playedIn }
    yield* playRun(desk, folder, resume(folder.run))
    return await reviewRun(workspace, folder.run)
  } finally {
    hall.connection.close()
  }
}

/** The roll-call before a run: the plan that would be played, admitted by the hall, which is only read; nothing is locked. */
export async function rollCallInHall(order: DrillOrder): Promise<RunReview> {
  const { workspace, access } = order
  const hall = await connectWorkspaceHall(workspace, access)
  try {
    return await rollCall(workspace, wanted(order), readiness(hall, order))
  } finally {
    hall.connection.close()
  }
}

function wanted({ run, seed, isNew }: DrillOrder): WantedRun {
  return { name: run, seed, isNew }
}

function readiness(hall: WorkspaceHall, { how: { clock }, now }: DrillOrder) {
  return readyHall(hall, { clock, now })
}
