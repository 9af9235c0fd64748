import { templatesDir } from '../assets/index.js'
import { AppError } from '../errors/index.js'
import type { Workspace } from '../workspace/index.js'
import { connectHall, type HallConnection } from './connect.js'
import {
  type ConnectorFile,
  connectByConnector,
  findConnector,
  readConnector,
} from './connectors/index.js'
import { loadHallRules } from './load-workflows.js'
import { credentialsFrom, keptToken, openSecrets, type RobotSecrets } from './secrets.js'
import {
  connectWorkspaceHall,
  type HallSign,
  hallUrl,
  type NamedAccess,
  runningHall,
} from './workspace-hall.js'

/** A hall that runs on this machine outside any workspace: the signs that it runs, its token, its robots' passwords. */
export interface LooseHall extends HallSign {
  readonly token: string
  readonly secrets: string
}

/** Which hall is meant: one behind a connector file, that of a workspace, one that runs at a place of this machine. */
export interface NamedHall {
  readonly workspace: Workspace | null
  readonly place: LooseHall
  readonly connector: string | null
  /** Where a connector file named by a relative path lies. */
  readonly folder: string
  readonly asked: string | null
  readonly access: NamedAccess
}

/** A hall with what tells of it; `secrets` is null where only the connector knows passwords. */
export interface OpenedHall {
  readonly hall: HallConnection
  readonly secrets: RobotSecrets | null
  readonly connector: ConnectorFile | null
  readonly url: string
}

/** Opens the hall that is meant. Nothing is asked of it yet. HK-DRILL-007 when nothing tells which hall that is. */
export async function openNamedHall(named: NamedHall): Promise<OpenedHall> {
  const { workspace, folder, asked, access } = named
  const name = named.connector ?? workspace?.settings.hall.connector ?? null
  const file = name === null ? null : findConnector(name, folder)
  const connector = file === null ? null : (await readConnector(file)).spec
  if (workspace !== null) {
    const scene = file === null ? workspace : through(workspace, file)
    const url = hallUrl(scene, asked)
    const { connection: hall, secrets } = await connectWorkspaceHall(scene, { url, ...access })
    return { hall, secrets, connector, url }
  }
  return file === null ? openLoose(named) : openBy(file, named)
}

async function openLoose({ place, asked, access }: NamedHall): Promise<OpenedHall> {
  const url = asked ?? runningHall(place)?.url
  if (url === undefined) throw new AppError('HK-DRILL-007', {})
  const secrets = openSecrets(place.secrets)
  const adminToken = await keptToken(access.tokenFile ?? place.token)
  const hall = await connectHall({ url, adminToken, credentials: credentialsFrom(secrets) })
  return { hall, secrets, connector: null, url }
}

async function openBy(file: string, { asked, access }: NamedHall): Promise<OpenedHall> {
  const connector = await readConnector(file)
  const { spec } = connector
  const hall = await connectByConnector(connector, {
    ...access.outside,
    ...{ rules: await loadHallRules(templatesDir()), ledgerFile: null },
    ...(asked === null ? {} : { url: asked }),
    credentials: noPassword(spec),
  })
  return { hall, secrets: null, connector: spec, url: asked ?? spec.baseUrl ?? '' }
}

function through(workspace: Workspace, connector: string): Workspace {
  const { settings } = workspace
  return { ...workspace, settings: { ...settings, hall: { ...settings.hall, connector } } }
}

function noPassword({ name, auth }: ConnectorFile) {
  return async (account: string): Promise<string> => {
    throw new AppError('HK-CONN-011', { name, account, file: auth.accounts ?? 'auth.accounts' })
  }
}
