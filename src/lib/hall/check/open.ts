import { templatesDir } from '../../assets/index.js'
import { AppError } from '../../errors/index.js'
import type { Workspace } from '../../workspace/index.js'
import type { HallConnection } from '../connect.js'
import { connectByConnector } from '../connectors/connect.js'
import type { ConnectorFile } from '../connectors/format.js'
import { findConnector, readConnector } from '../connectors/load.js'
import type { Outside } from '../connectors/options.js'
import { loadHallRules } from '../load-workflows.js'
import { connectWorkspaceHall, type HallAccess, hallUrl } from '../workspace-hall.js'
import type { CheckInput } from './run-check.js'

/** Which hall is checked: that of a workspace, or one behind a connector file. */
export interface CheckedHall {
  readonly workspace: Workspace | null
  readonly connector: string | null
  readonly folder: string
  readonly asked: string | null
  readonly access: Omit<HallAccess, 'url'> & { readonly outside: Outside }
}

type Opened = Pick<CheckInput, 'hall' | 'rules' | 'connector' | 'url' | 'warnings'>

/** Opens the hall to be checked. HK-DRILL-007 when nothing tells which hall that is. */
export async function openCheckedHall(checked: CheckedHall): Promise<Opened> {
  const { workspace, folder, asked, access } = checked
  const rules = await loadHallRules(templatesDir())
  const name = checked.connector ?? workspace?.settings.hall.connector ?? null
  if (name === null) {
    if (workspace === null) throw new AppError('HK-DRILL-007', {})
    const url = hallUrl(workspace, asked)
    const { connection: hall } = await connectWorkspaceHall(workspace, { url, ...access })
    return { hall, rules, connector: null, url }
  }
  const connector = await readConnector(findConnector(name, folder))
  const { spec } = connector
  const hall = await (workspace === null
    ? connectByConnector(connector, {
        ...access.outside,
        ...{ rules, ledgerFile: null, credentials: noPassword(spec) },
        ...(asked === null ? {} : { url: asked }),
      })
    : connectIn(workspace, { ...checked, connector: name }))
  return { hall, rules, connector: spec, url: asked ?? spec.baseUrl ?? '' }
}

async function connectIn(
  workspace: Workspace,
  { connector, asked, folder, access }: CheckedHall & { readonly connector: string },
): Promise<HallConnection> {
  const file = findConnector(connector, folder)
  const hall = { ...workspace.settings.hall, connector: file }
  const scene = { ...workspace, settings: { ...workspace.settings, hall } }
  const { connection } = await connectWorkspaceHall(scene, {
    url: hallUrl(scene, asked),
    ...access,
  })
  return connection
}

function noPassword({ name, auth }: ConnectorFile) {
  return async (account: string): Promise<string> => {
    throw new AppError('HK-CONN-011', { name, account, file: auth.accounts ?? 'auth.accounts' })
  }
}
