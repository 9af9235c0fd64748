import { listRuns, openDrill, type RunFolder, readyHall, reviewRun } from '../drill/index.js'
import { AppError } from '../errors/index.js'
import type { WorkspaceHall } from '../hall/index.js'
import type { Workspace } from '../workspace/index.js'

/** HK-DEMO-002 when the folder's run was planned with another seed. */
export async function requireSeed(workspace: Workspace, seed: number): Promise<void> {
  if (listRuns(workspace).length === 0) return
  const { seed: planned } = (await reviewRun(workspace, null)).folder.plan
  if (planned !== seed) throw new AppError('HK-DEMO-002', { asked: seed, planned })
}

/** The one run of a demo's folder: the one of an earlier life, else a new one. */
export async function openRunOf(
  workspace: Workspace,
  hall: WorkspaceHall,
  { seed, now }: { readonly seed: number; readonly now: () => number },
): Promise<RunFolder> {
  if (listRuns(workspace).length === 0) {
    return openDrill(workspace, { name: null, seed }, readyHall(hall, { clock: 'virtual', now }))
  }
  return (await reviewRun(workspace, null)).folder
}
