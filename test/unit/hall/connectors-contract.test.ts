import { fileURLToPath } from 'node:url'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { connectByConnector, readConnector } from '../../../src/lib/hall/connectors/index.js'
import { connectHall, loadHallRules } from '../../../src/lib/hall/index.js'
import {
  ADMIN_TOKEN,
  furnish,
  items,
  passwordFor,
  startTestHall,
  units,
} from '../../support/hall.js'
import { type ContractVenue, hallContract } from '../../support/hall-contract.js'

const file = fileURLToPath(new URL('../../../templates/connectors/reference.yaml', import.meta.url))
const roles = [
  'applicant',
  'coordinator',
  'window_acceptor',
  'handler',
  'reviewer',
  'approver',
  'issuer',
]

async function reference(isBuiltIn: boolean): Promise<ContractVenue> {
  const hall = await startTestHall()
  await furnish(await hall.connect())
  const rules = await loadHallRules(templatesDir())
  const connector = await readConnector(file)
  return {
    url: hall.url,
    unit: units[0]?.code ?? '',
    item: items[0]?.code ?? '',
    accounts: Object.fromEntries(
      roles.map((role) => [role, `a-${role}`]),
    ) as ContractVenue['accounts'],
    isWhole: true,
    commits: (method, path) => method === 'POST' && path.endsWith('/actions'),
    close: hall.close,
    open: async ({ url = hall.url, password } = {}) => {
      const credentials = async (account: string) => password ?? passwordFor(account)
      if (isBuiltIn) return connectHall({ url, credentials, adminToken: ADMIN_TOKEN })
      const env = { HALL_BASE_URL: url }
      return connectByConnector(connector, {
        ...{ rules, now: Date.now, env, credentials, serviceToken: ADMIN_TOKEN, ledgerFile: null },
      })
    },
  }
}

hallContract('the built-in client', () => reference(true))
hallContract('reference.yaml', () => reference(false))
