import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { instantFrom } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import { announceHall, keptToken, runningHall } from '../../hall/index.js'
import { takeLock, type Workspace } from '../../workspace/index.js'
import { type HallPlace, workspacePlace } from './hall-place.js'
import { type HallOptions, type RunningHall, startHall } from './start.js'

/** How to start a hall at its place; an ephemeral one keeps nothing. */
export interface PlacedOptions extends Omit<HallOptions, 'dataFile' | 'adminToken'> {
  readonly ephemeral: boolean
}

/** A hall, and where its data and its admin token lie; `data` is null when it keeps nothing. */
export interface StartedHall extends RunningHall {
  readonly data: string | null
  readonly adminTokenFile: string
}

/**
 * Starts the one hall of a place and writes its address there until it is closed. HK-HALL-017 when it runs already;
 * other errors as of `startHall`.
 */
export async function startPlacedHall(
  place: HallPlace,
  { ephemeral, ...options }: PlacedOptions,
): Promise<StartedHall> {
  const running = runningHall(place)
  if (running !== null) throw new AppError('HK-HALL-017', { url: running.url })
  mkdirSync(dirname(place.lock), { recursive: true })
  const release = takeLock(place.lock, instantFrom(options.nowMs()))
  try {
    const adminToken = await keptToken(place.token)
    const dataFile = ephemeral ? ':memory:' : place.data
    const hall = await startHall({ ...options, dataFile, adminToken })
    const withdraw = await announceHall(place, hall.url)
    const close = async () => {
      await hall.close().finally(() => {
        withdraw()
        release()
      })
    }
    const data = ephemeral ? null : place.data
    return { ...hall, data, adminTokenFile: place.token, close }
  } catch (error) {
    release()
    throw error
  }
}

/** How to start the hall of a workspace; secrets go into a folder outside it. */
export interface WorkspaceHallOptions
  extends Pick<HallOptions, 'port' | 'templatesDir' | 'nowMs' | 'onBug' | 'survives'> {
  readonly secretsDir: string
}

/** Starts the one hall of a workspace; errors as of `startPlacedHall`. */
export function startWorkspaceHall(
  workspace: Workspace,
  { secretsDir, ...options }: WorkspaceHallOptions,
): Promise<StartedHall> {
  return startPlacedHall(workspacePlace(workspace, secretsDir), { ...options, ephemeral: false })
}
