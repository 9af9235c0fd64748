import { listRuns, openDrill, type RunFolder, readyHall, reviewRun } from '../drill/index.js'
import { AppError } from '../errors/index.js'
import type { WorkspaceHall } from '../hall/index.js'
import type { Workspace } from '../workspace/index.js'

/**
 * The one run of a demo's folder: the one of an earlier life, else a new one. HK-DEMO-002 when it was planned with
 * another seed.
 */
export async function openRunOf(
  workspace: Workspace,
  hall: WorkspaceHall,
  seed: number,
): Promise<RunFolder> {
  if (listRuns(workspace).length === 0) return openDrill(workspace, null, seed, readyHall(hall))
  const { folder } = await reviewRun(workspace, null)
  const { seed: planned } = folder.plan
  if (planned !== seed) throw new AppError('HK-DEMO-002', { asked: seed, planned })
  return folder
}
