import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  cleanUp,
  createRun,
  linesOf,
  openRun,
  runDrill,
  scoreRun,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import {
  checkHall,
  connectByConnector,
  lintConnector,
  loadHallRules,
  readConnector,
} from '../../../src/lib/hall/index.js'
import { type CityHall, type CityOptions, startCityHall } from '../../support/city-hall.js'
import { drillPlan, planInput, playOut, steadyClock } from '../../support/drill.js'
import { items, passwordFor, units } from '../../support/hall.js'
import { type ContractVenue, hallContract } from '../../support/hall-contract.js'
import { tempFolder } from '../../support/temp-folder.js'

const file = fileURLToPath(new URL('../../support/vendors/city-hall.yaml', import.meta.url))
const rules = await loadHallRules(templatesDir())
const [unit, item] = [units[0]?.code ?? '', items[0]?.code ?? '']
const KEY = '密钥-0123456789'

/** Which stages a role may do. */
const POSTS: Readonly<Record<string, string>> = {
  ...{ coordinator: 'AC', window_acceptor: 'B', handler: 'D', reviewer: 'E' },
  ...{ approver: 'F', issuer: 'G', applicant: '', admin: 'Z' },
}
const roles = Object.keys(POSTS)
const accounts = Object.fromEntries(
  roles.map((role) => [role, `a-${role}`]),
) as ContractVenue['accounts']

const halls: CityHall[] = []
afterEach(async () => {
  for (const hall of halls.splice(0)) await hall.close()
})

function people(all: readonly (readonly [account: string, roles: readonly string[]])[]) {
  const person = ([account, held]: (typeof all)[number]) => {
    const posts = held.map((role) => POSTS[role] ?? '').join('')
    return [account, { password: passwordFor(account), posts }] as const
  }
  return Object.fromEntries([...all, ['admin', ['admin']] as const].map(person))
}

async function start(more: Partial<CityOptions> = {}): Promise<CityHall> {
  const staff = people(roles.map((role) => [`a-${role}`, [role]] as const))
  const hall = await startCityHall({ app: 'hallkit-1', key: KEY, people: staff, ...more })
  halls.push(hall)
  return hall
}

async function open(
  url: string,
  {
    password,
    maps,
    reader = 'a-coordinator',
  }: {
    readonly password?: string | undefined
    readonly maps?: Readonly<Record<string, Readonly<Record<string, string>>>>
    readonly reader?: string
  } = {},
) {
  const read = await readConnector(file)
  const connector = maps === undefined ? read : { ...read, spec: { ...read.spec, maps } }
  const env = { HALL_URL: url, HALL_READER: reader, HALL_KEY: KEY, HALL_APP: 'hallkit-1' }
  const credentials = async (account: string) => password ?? passwordFor(account)
  return connectByConnector(connector, { rules, now: Date.now, env, credentials, ledgerFile: null })
}

hallContract('a city hall, by its document and docs/connectors.md alone', async () => {
  const hall = await start()
  halls.splice(0)
  return {
    ...{ url: hall.url, unit, item, accounts, isWhole: true, close: hall.close },
    commits: (_, path) => path === '/rw/do.do' || path === '/sb/commit.do',
    open: ({ url = hall.url, password } = {}) => open(url, { password }),
  }
})

describe('a city hall that drops connections after committing, breaks and forgets sessions', () => {
  test('its connector has nothing to mend', async () => {
    expect(await lintConnector(file, rules)).toEqual([])
  })

  test('is climbed to L5, tells refusals of the second layer, and is left clean by the platform’s administrator', async () => {
    const hall = await start()
    const client = await open(hall.url)
    const { spec: connector } = await readConnector(file)
    const report = await checkHall({
      ...{ hall: client, rules, connector, url: hall.url, asked: 'L8', now: Date.now },
      cast: { unit, item, column: '', accounts },
    })
    const verdict = (id: string) => report.capabilities.find((one) => one.id === id)
    expect(report.level).toBe('L5')
    expect(verdict('refuse.order')).toMatchObject({ verdict: 'yes' })
    expect(verdict('refuse.order')?.evidence.join()).toContain('动作在当前环节不可用')
    expect(verdict('refuse.role')?.evidence.join()).toContain('无权办理')
    expect(report.created.length).toBeGreaterThan(2)
    expect(report.created.every(({ cleared }) => cleared)).toBe(true)
    expect(hall.cases.every(({ isVoid, stage }) => isVoid || stage === 6)).toBe(true)
    client.close()
  })

  test('is drilled in: each act is done once, and what the drill put in is taken out by the connector’s teardown', async () => {
    const county = await planInput(1)
    const whole = await drillPlan(1)
    const variants = whole.rounds.filter(({ script }) => script === 'online-case')
    const rounds = variants.filter((_, nth) => nth === 0 || nth === 2)
    const kept = new Set(rounds.map(({ id }) => id))
    const steps = whole.steps.filter(({ round }) => kept.has(round))
    const plan = { ...whole, rounds, steps }
    let n = 0
    let isCalm = false
    const every = (times: number) => () => {
      n += 1
      if (n % 17 === 0) hall.expire()
      return !isCalm && n % times === 0
    }
    const hall = await start({
      people: people(county.mapping.users.map((user) => [user.workNo, user.roles] as const)),
      drops: (path) => ['/sb/commit.do', '/rw/do.do'].includes(path) && every(3)(),
      breaks: every(13),
    })
    const numbered = (codes: readonly string[], head: string) =>
      Object.fromEntries(codes.map((code, at) => [code, `${head}${at + 1}`]))
    const maps = {
      units: numbered(
        county.pack.units.map(({ code }) => code),
        '10000',
      ),
      items: numbered(
        county.items.map(({ code }) => code ?? ''),
        'X-',
      ),
    }
    const client = await open(hall.url, { maps, reader: 'admin' })
    const folder = await createRun(join(await tempFolder(), 'r1'), 'r1', plan)
    const desk = { hall: client, clock: virtualClock(client), now: steadyClock() }
    let outcome = (await playOut(runDrill(desk, folder))).outcome
    for (let lives = 0; lives < 9 && outcome.status === 'paused'; lives += 1) {
      outcome = (await playOut(runDrill(desk, openRun(folder.folder)))).outcome
    }
    const lines = linesOf(folder.folder)
    const failed = lines.filter(({ type }) => type === 'step.failed')
    const reasons = failed.map(({ data }) => (data['reason'] as { code: string }).code)

    expect(outcome).toEqual({ status: 'finished' })
    expect(new Set(reasons)).toEqual(new Set(['HK-HALL-005'])) // corrections, refusals, collecting: not in its document
    expect(hall.cases.map(({ sqly }) => sqly).sort()).toEqual(
      [...new Set(hall.cases.map(({ sqly }) => sqly))].sort(),
    )
    expect(hall.cases).toHaveLength(rounds.length)
    expect(hall.cases.filter(({ stage }) => stage === 6)).toHaveLength(1)
    expect(n).toBeGreaterThan(50)

    isCalm = true
    const review = {
      ...{ folder, state: 'finished' as const, mode: 'played' as const, lines, ended: new Set('') },
      ...{ score: scoreRun(plan, lines, county.pack), cards: [], forecast: [] },
    }
    const objects = cleanUp({ hall: client, rules, review, now: Date.now, isDry: false })
    let next = await objects.next()
    while (!next.done) next = await objects.next()
    expect(next.value.counts).toEqual({ removed: 1, closed: 1, gone: 0, left: 0 })
    expect(hall.cases.filter(({ isVoid }) => isVoid).map(({ czr }) => czr)).toEqual(['admin'])
    client.close()
  })
})
