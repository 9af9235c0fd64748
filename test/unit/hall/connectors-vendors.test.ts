import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  checkHall,
  connectByConnector,
  lintConnector,
  loadHallRules,
  readConnector,
} from '../../../src/lib/hall/index.js'
import { CASE_PATH, type ContractVenue, hallContract } from '../../support/hall-contract.js'
import {
  droppingHall,
  signedGbkHall,
  stubbornHall,
  type VendorHall,
} from '../../support/vendor-halls.js'

const KEY = '密钥-0123456789'
const passwordFor = (user: string) => `口令-${user}`
const roles = [
  'applicant',
  'coordinator',
  'window_acceptor',
  'handler',
  'reviewer',
  'approver',
  'issuer',
]
const accounts = Object.fromEntries(
  roles.map((role) => [role, `a-${role}`]),
) as ContractVenue['accounts']
const [unit, item] = ['11530822000000001A', '11530822000000001A3530100001000']
const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../support/vendors/${name}.yaml`, import.meta.url))

async function open(
  name: string,
  { url, password }: { readonly url: string; readonly password?: string | undefined },
) {
  const env = { HALL_URL: url, HALL_READER: 'a-coordinator', HALL_KEY: password ?? KEY }
  const credentials = async (account: string) => password ?? passwordFor(account)
  const rules = await loadHallRules(templatesDir())
  const connector = await readConnector(fileOf(name))
  return connectByConnector(connector, { rules, now: Date.now, env, credentials, ledgerFile: null })
}

function venueOf(name: string, hall: VendorHall, commits: ContractVenue['commits']): ContractVenue {
  return {
    ...{ url: hall.url, unit, item, accounts, isWhole: true, commits, close: hall.close },
    open: ({ url = hall.url, password } = {}) => open(name, { url, password }),
  }
}

hallContract('signed requests, GBK forms, ids over two calls', async () =>
  venueOf('signed-gbk', await signedGbkHall(KEY), (_, path) => path === '/api/bl'),
)
hallContract('refusals inside 200, pages in odd places, sessions that end as 500', async () =>
  venueOf('stubborn', await stubbornHall(passwordFor), (_, path) => path.startsWith('/task/')),
)
hallContract('a hall that drops connections', async () =>
  venueOf('dropping', await droppingHall(passwordFor, () => false), (method, path) => {
    return method === 'POST' && path.endsWith('/op')
  }),
)

describe('what vendors do', () => {
  test.each(['signed-gbk', 'stubborn', 'dropping'])(
    'the connector %s has nothing to mend',
    async (name) => {
      expect(await lintConnector(fileOf(name), await loadHallRules(templatesDir()))).toEqual([])
    },
  )

  test('each of them is driven to the settlement of a case: hall check finds nothing missing up to L5', async () => {
    const halls = {
      'signed-gbk': await signedGbkHall(KEY),
      stubborn: await stubbornHall(passwordFor),
      dropping: await droppingHall(passwordFor, () => false),
    }
    const rules = await loadHallRules(templatesDir())
    for (const [name, vendor] of Object.entries(halls)) {
      const hall = await open(name, { url: vendor.url })
      const { spec } = await readConnector(fileOf(name))
      const cast = { unit, item, column: '', accounts }
      const about = { connector: spec, url: vendor.url, asked: 'L5', now: Date.now } as const
      const report = await checkHall({ hall, rules, cast, ...about })

      expect([name, report.level]).toEqual([name, 'L5'])
      expect(report.capabilities.filter(({ verdict }) => verdict === 'untested')).toEqual([])
      hall.close()
      await vendor.close()
    }
  })

  test('a session that ends as HTTP 500 in the middle of the work is opened again, and nothing is done twice', async () => {
    const hall = await stubbornHall(passwordFor)
    const client = await open('stubborn', { url: hall.url })
    const act = (role: keyof typeof accounts, action: string, id: string | null, input = {}) =>
      client.perform({
        action,
        id,
        input,
        as: accounts[role],
        unit,
        idempotencyKey: `${action}-0001`,
      })
    const { id } = await act('applicant', 'case.submit', null, { item, applicant: '张三（演练）' })
    for (const [role, action, input] of CASE_PATH) {
      hall.expire()
      await act(role, action, id, input)
    }

    expect(hall.book.cases).toMatchObject([{ no: id, state: '50', applicant: '张三（演练）' }])
    client.close()
    await hall.close()
  })

  test('a hall that drops every second connection after committing holds each thing once, and every act is proven', async () => {
    let n = 0
    const hall = await droppingHall(passwordFor, () => {
      n += 1
      return n % 2 === 1
    })
    const client = await open('dropping', { url: hall.url })
    await client.events(0)
    const insist = async (act: Parameters<typeof client.perform>[0]) => {
      const first = await client.perform(act).catch(({ code }: { code: string }) => code)
      if (first !== 'HK-HALL-006') return first
      return client.perform(act)
    }
    for (const name of ['one', 'two', 'three']) {
      const made = await insist({
        ...{ action: 'case.submit', id: null, input: { item, applicant: '演练申请人' } },
        ...{ as: accounts.applicant, unit, idempotencyKey: `submit-${name}` },
      })
      const id = typeof made === 'string' ? made : made.id
      for (const [role, action, input] of CASE_PATH) {
        const idempotencyKey = `${action}-${name}`
        expect(
          await insist({ action, id, input, as: accounts[role], unit, idempotencyKey }),
        ).toMatchObject({ id })
      }
    }
    const { events } = await client.events(0)

    expect(hall.book.cases.map(({ state }) => state)).toEqual(['50', '50', '50'])
    expect(events.filter(({ type }) => type === 'case.submitted')).toHaveLength(3)
    expect(events).toHaveLength(3 * (CASE_PATH.length + 1))
    expect(events.every(({ actor }) => actor.startsWith('a-'))).toBe(true)
    client.close()
    await hall.close()
  })
})
