import { expect, test } from 'vitest'
import { accountMark, type HallUser } from '../../../src/lib/hall/index.js'
import { provisioner } from '../../../src/lib/hall/provisioner.js'
import { applyAccounts } from '../../../src/lib/roster/provision-apply.js'
import { compareAccounts } from '../../../src/lib/roster/provision-plan.js'
import { startScimServer } from '../../support/scim-server.js'

const mark = accountMark('w')
const account = (workNo: string, roles: readonly string[]): HallUser => ({
  ...{ workNo, name: `演练${workNo}`, unit: 'u1', active: true, roles },
})

test('plan and apply work on a SCIM server that gives ids of its own and leaves empty lists out', async () => {
  const server = await startScimServer()
  try {
    const hall = provisioner(server.url, async ({ method, path, body }) => {
      const reply = await server.ask(method, path, body as object | undefined)
      return { ...reply, headers: {} }
    })
    const apply = async (users: readonly HallUser[]) => {
      const held = { users: await hall.listUsers(), units: [] }
      const facts = { accountPlan: 1, workspace: 'w', hall: server.url, made: '' } as const
      const plan = { ...facts, ...compareAccounts(held, { users, units: [], mark }) }
      const options = { mark, passwords: null, prune: true, adopt: [], keepOne: [] }
      await applyAccounts(hall, plan, options)
      return plan.rows.map(({ action, workNo }) => `${action} ${workNo}`)
    }

    const [first, second] = [account('A-1', ['handler']), account('A-2', [])]
    expect(await apply([first, second])).toEqual(['create A-1', 'create A-2'])
    expect(await apply([first, second])).toEqual([])
    expect(await apply([{ ...first, name: '改名', roles: [] }])).toEqual([
      'update A-1',
      'disable A-2',
    ])
    expect(await hall.listUsers()).toMatchObject([
      { workNo: 'A-1', name: '改名', roles: [], active: true, externalId: mark('A-1') },
      { workNo: 'A-2', active: false, externalId: mark('A-2') },
    ])
  } finally {
    server.close()
  }
})
