import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  createRun,
  type DrillPlan,
  linesOf,
  openRun,
  type RunFolder,
  runDrill,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import { AppError } from '../../../src/lib/errors/index.js'
import {
  connectByConnector,
  type HallConnection,
  loadHallRules,
  readConnector,
} from '../../../src/lib/hall/index.js'
import { drillPlan, furnishCounty, planInput, playOut } from '../../support/drill.js'
import { ADMIN_TOKEN, passwordFor, startTestHall, type TestHall } from '../../support/hall.js'
import { tempFolder } from '../../support/temp-folder.js'

type Rules = NonNullable<DrillPlan['safeguards']>

let server: TestHall
let hall: HallConnection

beforeAll(async () => {
  server = await startTestHall()
  hall = await server.connect()
  await furnishCounty(hall, await planInput(1))
})

afterAll(() => server.close())

/** Consultation and complaint of one unit of each batch under these safeguards. */
async function guarded(run: string, safeguards: Rules): Promise<RunFolder> {
  const plan = await drillPlan(1)
  const rounds = plan.rounds.filter(({ theme }) => theme === 'supervise')
  const kept = new Set(rounds.map(({ id }) => id))
  const steps = plan.steps.filter(({ round }) => kept.has(round))
  return createRun(join(await tempFolder(), run), run, { ...plan, rounds, steps, safeguards })
}

function play({ folder }: RunFolder, more: Partial<HallConnection> = {}) {
  // The same hall is drilled in three times: its clock stays where the first drill left it.
  const desk = { hall: { ...hall, ...more }, now: Date.now }
  const clock = virtualClock({ setClock: async () => undefined })
  return playOut(runDrill({ ...desk, clock }, openRun(folder)))
}

function typesOf({ folder }: RunFolder, prefix: string): string[] {
  return linesOf(folder).flatMap(({ type }) => (type.startsWith(prefix) ? [type] : []))
}

test('when too many acts go wrong the run stops by itself, says so, and goes on afterwards', async () => {
  const run = await guarded('errors', [{ watch: 'errorRate', over: '2h', max: '30%', least: 2 }])
  const refusal = { action: '', status: 409, code: 'read-only', detail: '', allowed: [] }
  const perform = async () => {
    throw new AppError('HK-HALL-003', refusal)
  }

  const { outcome } = await play(run, { perform })
  expect(outcome).toMatchObject({
    status: 'paused',
    problem: { code: 'HK-DRILL-014', exit: 5, params: { watch: 'errorRate', max: '30%' } },
  })
  const tripped = linesOf(run.folder).find(({ type }) => type === 'safeguard.tripped')
  expect(tripped?.data).toMatchObject({ watch: 'errorRate', over: '2h' })

  expect((await play(run)).outcome).toEqual({ status: 'finished' })
  expect(typesOf(run, 'run.')).toEqual(['run.started', 'run.paused', 'run.resumed', 'run.finished'])
})

test('a limit of new objects stops the run, and each going on allows as many again', async () => {
  const run = await guarded('ledger', [{ watch: 'ledger', max: 2 }])
  const ends: string[] = []
  while (ends.at(-1) !== 'finished' && ends.length < 9) ends.push((await play(run)).outcome.status)

  const created = typesOf(run, 'object.created').length
  expect(created).toBeGreaterThan(2)
  expect(ends.length).toBe(Math.floor(created / 2) + 1)
})

test('a hall that is away for less than the plan allows is waited for', async () => {
  const run = await guarded('short', [{ watch: 'hall.up', patience: '2s' }])
  const { outcome } = await play(run, flickering(3, 1))
  expect(outcome).toEqual({ status: 'finished' })
  expect(typesOf(run, 'safeguard.')).toEqual([])
  expect(typesOf(run, 'run.')).toEqual(['run.started', 'run.paused', 'run.resumed', 'run.finished'])
})

test('a hall that stays away stops the run, which goes on when it is back', async () => {
  const run = await guarded('long', [{ watch: 'hall.up', patience: '1s' }])
  const { outcome } = await play(run, flickering(3, 9))
  expect(outcome).toMatchObject({
    problem: { code: 'HK-DRILL-014', exit: 5, params: { watch: 'hall.up', max: '1s' } },
  })
  expect((await play(run)).outcome).toEqual({ status: 'finished' })
})

test('a production hall whose name nobody typed is not written to: the run pauses, and goes on once it is typed', async () => {
  const run = await guarded('production', [])
  const connector = await readConnector(join(templatesDir(), 'connectors', 'reference.yaml'))
  const guardedSpec = { ...connector.spec, environment: 'production' } as const
  const typing = async (typed: string) =>
    connectByConnector(
      { ...connector, spec: guardedSpec },
      {
        ...{ now: Date.now, env: {}, url: server.url, ledgerFile: null, ratePerSecond: 500 },
        ...{ serviceToken: ADMIN_TOKEN, rules: await loadHallRules(templatesDir()) },
        credentials: async (account) => passwordFor(account),
        production: async () => typed,
      },
    )
  const acts = async () => (await hall.count('consultation')) + (await hall.count('complaint'))
  const before = await acts()

  const { outcome } = await play(run, await typing('yes'))
  expect(outcome).toMatchObject({
    status: 'paused',
    problem: { code: 'HK-CONN-005', exit: 5, params: { name: 'reference' } },
  })
  expect(linesOf(run.folder).at(-1)).toMatchObject({
    type: 'run.paused',
    data: { because: 'HK-CONN-005' },
  })
  expect(await acts()).toBe(before)

  expect((await play(run, await typing('reference'))).outcome).toEqual({ status: 'finished' })
  expect(await acts()).toBeGreaterThan(before)
  expect(typesOf(run, 'step.failed')).toEqual([])
})

/** A hall that is away from the look number `from` on until it was knocked at so many times. */
function flickering(from: number, knocks: number): Partial<HallConnection> {
  let looks = 0
  let left = knocks
  const away = new AppError('HK-HALL-001', { url: server.url, cause: 'ECONNREFUSED' })
  return {
    events: async (after) => {
      looks += 1
      if (looks >= from && left > 0) throw away
      return hall.events(after)
    },
    info: async () => {
      left -= 1
      if (left > 0) throw away
      return hall.info()
    },
  }
}
