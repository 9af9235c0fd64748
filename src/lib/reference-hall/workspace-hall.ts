import { mkdirSync } from 'node:fs'
import { instantFrom } from '../calendar/index.js'
import { AppError } from '../errors/index.js'
import { announceHall, hallPlaces, keptToken, localHall } from '../hall/index.js'
import { takeLock, type Workspace } from '../workspace/index.js'
import { type HallOptions, type RunningHall, startHall } from './start.js'

/** How to start the hall of a workspace. `dataFile` names another file than the one beside the store. */
export interface WorkspaceHallOptions
  extends Pick<HallOptions, 'port' | 'templatesDir' | 'nowMs' | 'onBug'> {
  /** Folder outside the workspace for the admin token. */
  readonly secretsDir: string
  readonly dataFile?: string | undefined
}

/** The hall of a workspace, and where its data and its admin token lie. */
export interface StartedHall extends RunningHall {
  readonly data: string
  readonly adminTokenFile: string
}

/**
 * Starts the one hall of a workspace and writes its address into the workspace until it is closed. HK-HALL-017 when it
 * runs already; other errors as of `startHall`.
 */
export async function startWorkspaceHall(
  workspace: Workspace,
  { secretsDir, dataFile, ...options }: WorkspaceHallOptions,
): Promise<StartedHall> {
  const running = localHall(workspace)
  if (running !== null) throw new AppError('HK-HALL-017', { url: running.url })
  const places = hallPlaces(workspace, secretsDir)
  const data = dataFile ?? places.data
  mkdirSync(workspace.paths.state, { recursive: true })
  const release = takeLock(places.lock, instantFrom(options.nowMs()))
  try {
    const adminToken = await keptToken(places.token)
    const hall = await startHall({ ...options, dataFile: data, adminToken })
    const withdraw = await announceHall(workspace, hall.url)
    const close = async () => {
      withdraw()
      await hall.close().finally(release)
    }
    return { url: hall.url, data, adminTokenFile: places.token, close }
  } catch (error) {
    release()
    throw error
  }
}
