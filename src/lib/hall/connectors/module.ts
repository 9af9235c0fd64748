import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError, type Finding, found } from '../../errors/index.js'
import { isSupervised, supervisionLists } from '../contract.js'
import type { Connector } from './load.js'
import type { ConnectOptions, ConnectorConnection } from './options.js'

/** What a module throws so that the drill knows what became of an act: each gives an error to be thrown. */
const problems = {
  refused: (action: string, code: string, detail: string) =>
    new AppError('HK-HALL-003', { action, status: 409, code, detail, allowed: [] }),
  unauthorised: (url: string, account: string, detail: string) =>
    new AppError('HK-HALL-002', { url, account, detail }),
  unreachable: (url: string, cause: string) => new AppError('HK-HALL-001', { url, cause }),
  /** The act was sent, and nobody knows whether it was done. */
  unknown: (action: string, account: string, cause: string) =>
    new AppError('HK-HALL-006', { action, account, cause }),
  unsupported: (action: string) => new AppError('HK-HALL-005', { action }),
}

/** What a connector module exports: a client of the contract, or as much of one as the hall allows. */
interface ConnectorModule {
  readonly connect?: (
    connector: Connector['spec'],
    options: ConnectOptions,
    tools: typeof problems,
  ) => Promise<Partial<ConnectorConnection>>
}

/** What no module can do without; everything else it leaves out is what its hall cannot do. */
const NEEDED = ['info', 'events', 'get', 'can', 'perform'] as const

/**
 * Opens a hall through a JavaScript module beside the connector file. HK-CONN-006 without consent, with the hash of the code
 * that would run; HK-CONN-014 when the module gives no client.
 */
export async function connectModule(
  { spec, folder, file }: Connector,
  options: ConnectOptions,
): Promise<ConnectorConnection> {
  const path = resolve(folder, spec.module ?? '')
  const sha256 = await codeHash(path, file)
  if (options.allowCode !== true) {
    throw new AppError('HK-CONN-006', { file, module: basename(path), sha256 })
  }
  // Checked by its use just below.
  const { connect } = (await import(pathToFileURL(path).href)) as ConnectorModule
  if (typeof connect !== 'function') {
    throw new AppError('HK-CONN-014', { module: basename(path), missing: ['connect'] })
  }
  const given = await connect(spec, options, problems)
  const missing = NEEDED.filter((name) => typeof given[name] !== 'function')
  if (missing.length > 0) {
    throw new AppError('HK-CONN-014', { module: basename(path), missing })
  }
  const running = found('HK-CONN-111', { module: basename(path), sha256 })
  const warnings = () => [running, ...(given.warnings?.() ?? [])] satisfies readonly Finding[]
  return { ...absent, ...given, warnings } as ConnectorConnection
}

async function codeHash(path: string, file: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  } catch (error) {
    throw new AppError(
      'HK-CONN-004',
      { file, source: `module ${basename(path)}` },
      { cause: error },
    )
  }
}

const lacks = (action: string) => async () => {
  throw problems.unsupported(action)
}

/** What a hall answers for which its module has no method. */
const absent: Omit<ConnectorConnection, (typeof NEEDED)[number] | 'warnings'> = {
  count: async (what) => {
    throw problems.unsupported(isSupervised(what) ? supervisionLists[what] : `${what}.list`)
  },
  ...{ listUsers: lacks('user.list'), listUnits: lacks('unit.list') },
  ...{ listColumns: lacks('column.list'), listItems: lacks('item.list') },
  ...{ listAssignments: lacks('assignment.list'), putColumns: lacks('column.apply') },
  ...{ putUnits: lacks('unit.apply'), putItems: lacks('item.apply') },
  ...{ putAssignments: lacks('assignment.apply'), createUser: lacks('user.create') },
  migrate: lacks('*.migrate'),
  // biome-ignore lint/correctness/useYield: there is nothing to give
  migrated: async function* () {
    throw problems.unsupported('*.migrated')
  },
  unmigrate: async (_source, _kind, keys) => keys,
  ...{ updateUser: lacks('user.update'), signIn: async () => undefined },
  // A hall that keeps its own time is not told the drill's.
  setClock: async () => undefined,
  close: () => undefined,
}
