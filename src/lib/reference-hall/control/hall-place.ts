import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type HallSign, hallPlaces } from '../../hall/index.js'
import {
  findWorkspace,
  openWorkspace,
  type Workspace,
  workspacePaths,
} from '../../workspace/index.js'

/** Where a hall on this machine keeps its things: data, the signs that it runs, and secrets outside. */
export interface HallPlace extends HallSign {
  readonly data: string
  /** What a detached hall says, for whoever looks later. */
  readonly log: string
  readonly token: string
  /** Passwords of the robot accounts that this machine made. */
  readonly secrets: string
  /** Tells this hall's marks and secrets from another's. */
  readonly id: string
}

/** The place of a workspace's one hall; `data` names another data file. */
export function workspacePlace(workspace: Workspace, secretsDir: string, data?: string): HallPlace {
  const places = hallPlaces(workspace, secretsDir)
  const log = join(workspace.paths.state, 'hall.log')
  return { ...places, data: data ?? places.data, log, id: workspace.settings.id }
}

/** The place of a hall outside any workspace, known by its data file alone. */
function loosePlace(data: string, secretsDir: string): HallPlace {
  const id = createHash('sha256').update(data).digest('hex').slice(0, 16) // names the data file without telling its path
  return {
    ...{ data, id, address: `${data}.json`, lock: `${data}.lock`, log: `${data}.log` },
    token: join(secretsDir, `${id}.token`),
    secrets: join(secretsDir, `${id}.json`),
  }
}

/** The place of the hall that is meant in a folder: its workspace's, else the one of the data file alone. */
export async function hallPlace(
  dir: string,
  secretsDir: string,
  data: string | undefined,
): Promise<HallPlace> {
  if (findWorkspace(dir) !== null) {
    return workspacePlace(await openWorkspace(dir), secretsDir, data)
  }
  return loosePlace(data ?? join(workspacePaths(dir).state, 'hall.db'), secretsDir)
}
