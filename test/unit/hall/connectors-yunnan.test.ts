import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  createRun,
  linesOf,
  runDrill,
  scoreRun,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import { connectByConnector, readConnector } from '../../../src/lib/hall/connectors/index.js'
import { loadHallRules } from '../../../src/lib/hall/index.js'
import {
  type DrillCounty,
  drillPlan,
  planInput,
  playOut,
  steadyClock,
} from '../../support/drill.js'
import { items, passwordFor, units, users } from '../../support/hall.js'
import { type ContractVenue, hallContract } from '../../support/hall-contract.js'
import { tempFolder } from '../../support/temp-folder.js'
import { POSTS } from '../../support/yunnan-flow.js'
import { type Officer, startYunnanHall, type YunnanHall } from '../../support/yunnan-hall.js'
import { citizen } from '../../support/yunnan-person.js'

const file = join(templatesDir(), 'connectors', 'yunnan-style.yaml')
const halls: YunnanHall[] = []

afterEach(async () => {
  for (const hall of halls.splice(0)) await hall.close()
})

function officer(workNo: string, unit: string, roles: readonly string[]): Officer {
  const posts = roles.flatMap((role) => POSTS[role] ?? [])
  return { userName: workNo, password: passwordFor(workNo), orgCode: unit, posts }
}

async function open(
  hall: YunnanHall,
  more: {
    reader: string
    url?: string
    password?: string
    unit?: string
    ledgerFile?: string
    isAlone?: boolean
    unitOf?: (item: string) => string
  },
) {
  const connector = await readConnector(file)
  const { reader, url = hall.url, password, unit = '', ledgerFile = null, unitOf } = more
  const env = { HALL_BASE_URL: url, HALL_READER: reader }
  const person = citizen(hall.website, ({ input }) => {
    const [item = ''] = [input['item'] ?? input['items']].flat().map(String)
    return unitOf?.(item) ?? unit
  })
  return connectByConnector(connector, {
    ...{
      rules: await loadHallRules(templatesDir()),
      now: Date.now,
      env,
      ledgerFile,
      ratePerSecond: 10_000,
    },
    credentials: async (account) => password ?? passwordFor(account),
    ...(more.isAlone === true ? {} : { person }),
  })
}

hallContract('yunnan-style.yaml', async (): Promise<ContractVenue> => {
  const hall = await startYunnanHall(
    users.map(({ workNo, unit, roles }) => officer(workNo, unit, roles)),
  )
  const roles = [
    'applicant',
    'coordinator',
    'window_acceptor',
    'handler',
    'reviewer',
    'approver',
    'issuer',
  ]
  const unit = units[0]?.code ?? ''
  return {
    url: hall.url,
    unit,
    item: items[0]?.code ?? '',
    isWhole: false,
    accounts: Object.fromEntries(
      roles.map((role) => [role, `a-${role}`]),
    ) as ContractVenue['accounts'],
    commits: (_, path) => path.endsWith('excuteBizProcess'),
    close: hall.close,
    open: (at = {}) => open(hall, { reader: 'x-inspector', unit, ...at }),
  }
})

function officersOf({ mapping }: DrillCounty): Officer[] {
  return mapping.users.map(({ workNo, unit, roles }) => officer(workNo, unit, roles))
}

describe('a drill in a hall of the Yunnan shape', () => {
  test('sessions of many accounts that end, told as HTTP 200 with a code, are opened again without a word', async () => {
    const hall = await startYunnanHall(
      users.map(({ workNo, unit, roles }) => officer(workNo, unit, roles)),
    )
    halls.push(hall)
    const unit = units[0]?.code ?? ''
    const client = await open(hall, { reader: 'x-inspector', unit })
    const act = (as: string, action: string, id: string | null, input = {}) =>
      client.perform({ action, id, input, as, unit, idempotencyKey: `${action}-${id}-0001` })
    const input = { item: items[0]?.code, applicant: '演练申请人' }
    const { id } = await act('a-applicant', 'case.submit', null, input)
    const supervised = () => Promise.all([client.count('warning'), client.count('overdue')])
    expect(await supervised()).toEqual([1, 0])
    hall.expireSessions()
    await act('a-coordinator', 'case.pre_pass', id)
    expect(await supervised()).toEqual([0, 0])
    hall.expireSessions()

    expect(await act('a-window_acceptor', 'case.accept', id)).toMatchObject({ state: 'accepted' })
    client.close()
  })

  test('is played to its end, by robots where there is an interface and by people where there is none', async () => {
    const county = await planInput(1)
    const hall = await startYunnanHall(officersOf(county))
    halls.push(hall)
    const inspector = county.mapping.users.find(({ roles }) => roles.includes('inspector'))
    const reader = inspector?.workNo ?? ''
    const unitOf = (code: string) => county.items.find((one) => one.code === code)?.unit.code ?? ''
    const client = await open(hall, { reader, unitOf })
    const plan = await drillPlan(1)
    const folder = await createRun(join(await tempFolder(), 'r1'), 'r1', plan)
    const started = performance.now()
    const { outcome } = await playOut(
      runDrill({ hall: client, clock: virtualClock(client), now: steadyClock() }, folder),
    )
    const lines = linesOf(folder.folder)
    const score = scoreRun(plan, lines, county.pack)
    process.stderr.write(
      `yunnan drill: ${hall.calls()} calls, ${Math.round(performance.now() - started)} ms\n`,
    )

    expect(outcome).toEqual({ status: 'finished' })
    expect(
      lines
        .filter(({ type }) => type === 'step.failed')
        .map(({ key, data }) => [key, data['reason']]),
    ).toEqual([])
    expect(score.steps.done).toBe(score.steps.total)
    // This shape shows no articles: what people say of them is their word, and nobody can check it.
    const unmet = score.results.filter(({ verdict }) => verdict !== 'met' && verdict !== 'exempt')
    expect(new Set(unmet.map(({ requirement }) => requirement))).toEqual(new Set(['R1']))
    expect(
      lines.filter(({ type }) => type === 'hall.stated').map(({ data }) => data['kind']),
    ).toEqual(expect.arrayContaining(['article']))
    expect(client.warnings()).toEqual([])
    client.close()
  }, 120_000)
})
