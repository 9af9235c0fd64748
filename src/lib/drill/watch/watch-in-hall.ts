import type { Finding } from '../../errors/index.js'
import { connectWorkspaceHall, type HallAccess } from '../../hall/index.js'
import { packOf } from '../../roster/index.js'
import type { Workspace } from '../../workspace/index.js'
import { openDrill, type RunReview, reviewRun } from '../workspace-drill.js'
import type { LookCounts } from './observation.js'
import { observeDrill, type Watcher } from './observe.js'
import { type ExportsRead, observeExports, openExports } from './observe-exports.js'
import { type ObserveResult, observeResult, readingOnly } from './watched-result.js'

/** A run of a workspace that is watched: which (null: the open one, else a new one), and whether this look is the last. */
export interface WatchOrder extends Pick<Watcher, 'now'> {
  readonly workspace: Workspace
  readonly run: string | null
  readonly seed: number
  readonly isFinal: boolean
}

/** A run after a look at it: its score, what the look brought, and what was wrong with lists and how many rows they have. */
export interface Watched {
  readonly review: RunReview
  readonly result: ObserveResult
  readonly findings: readonly Finding[]
  readonly rows: number
}

/** Looks at a run in the hall of its workspace, read only. Errors as of the connection, of `openDrill` and of `observeDrill`. */
export async function watchInHall(
  { workspace, run, seed, ...look }: WatchOrder,
  access: HallAccess,
  how: Pick<Watcher, 'signal' | 'stays' | 'onLook'>,
): Promise<Watched> {
  const { connection } = await connectWorkspaceHall(workspace, access)
  try {
    const folder = await openDrill(workspace, { name: run, seed, mode: 'observed' })
    const looked = await observeDrill({ hall: readingOnly(connection), ...look, ...how }, folder)
    return await watched(workspace, folder.run, looked)
  } finally {
    connection.close()
  }
}

/** The same by the lists that a hall exported into a folder. Errors as of `openExports`, `openDrill` and `observeExports`. */
export async function watchByLists(
  { workspace, run, seed, ...look }: WatchOrder,
  dir: string,
  map: Readonly<Record<string, string>>,
): Promise<Watched> {
  const exports = await openExports(dir, map)
  const folder = await openDrill(workspace, { name: run, seed, mode: 'exports' })
  const looked = await observeExports(folder, exports, await packOf(workspace), look)
  return watched(workspace, folder.run, looked)
}

async function watched(
  workspace: Workspace,
  run: string,
  looked: LookCounts & Partial<ExportsRead>,
): Promise<Watched> {
  const { lists = [], findings = [] } = looked
  const review = await reviewRun(workspace, run)
  const rows = lists.reduce((sum, list) => sum + list.rows, 0)
  return { review, result: observeResult(review, looked), findings, rows }
}
