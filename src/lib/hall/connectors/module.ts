import { normalize } from 'node:path'
import { readCode, requireConsent, runCode } from '../../code/index.js'
import { AppError, type Finding, found } from '../../errors/index.js'
import { type Act, isSupervised, LATE_ENTRY, supervisionLists } from '../contract.js'
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
 * Opens a hall through a JavaScript module beside the connector file. HK-CODE-001 without consent, with the hash of the code
 * that would run; HK-CONN-014 when the module gives no client.
 */
export async function connectModule(
  { spec, folder, file }: Connector,
  options: ConnectOptions,
): Promise<ConnectorConnection> {
  const naming = { file, folder }
  const code = await readCode(normalize(spec.module ?? ''), naming)
  requireConsent([code], { file, allowCode: options.allowCode === true })
  // Checked by its use just below.
  const { connect } = (await runCode(code, naming)) as ConnectorModule
  const { module } = code
  if (typeof connect !== 'function') {
    throw new AppError('HK-CONN-014', { module, missing: ['connect'] })
  }
  const given = await connect(spec, options, problems)
  const missing = NEEDED.filter((name) => typeof given[name] !== 'function')
  if (missing.length > 0) throw new AppError('HK-CONN-014', { module, missing })
  const running = found('HK-CONN-111', code)
  const warnings = () => [running, ...(given.warnings?.() ?? [])] satisfies readonly Finding[]
  const hall = { ...absent, ...given, warnings } as ConnectorConnection
  return { ...hall, perform: async (act) => hall.perform(refuseLate(hall, act)) }
}

/** A module that does not say that it enters acts afterwards would do them as if they were done now. */
function refuseLate({ can }: ConnectorConnection, act: Act): Act {
  if (act.occurredAt === undefined || can(LATE_ENTRY) === 'yes') return act
  throw problems.unsupported(LATE_ENTRY)
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
  // Code says of itself when its calls may be repeated.
  taking: () => ({ isRepeatable: false, atOnce: 1 }),
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
