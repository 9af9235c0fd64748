import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRun,
  type DrillPlan,
  expandPlan,
  hallFaults,
  linesOf,
  runDrill,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import type { HallConnection } from '../../../src/lib/hall/index.js'
import { furnishCounty, planInput, playOut, withRounds } from '../../support/drill.js'
import { ADMIN_TOKEN, startTestHall, type TestHall } from '../../support/hall.js'
import { type KeptFolder, keptFolder } from '../../support/kept-folder.js'

let home: KeptFolder
let server: TestHall
let hall: HallConnection
let plan: DrillPlan
let day = 0

beforeAll(async () => {
  home = await keptFolder()
  const input = await planInput(1)
  server = await startTestHall()
  hall = await server.connect()
  await furnishCounty(hall, input)
  await hall.putItems(
    (await hall.listItems()).map((item) => ({
      ...item,
      promisedWorkdays: 20,
      statutoryWorkdays: 20,
    })),
  )
  plan = shortened(expandPlan(input).plan)
})

afterAll(async () => {
  await server.close()
  await home.remove()
})

/** Cases of the first unit: a few acts that meet every fault. */
function shortened(whole: DrillPlan): DrillPlan {
  const unit = whole.units[0]?.code
  return withRounds(whole, (one) => one.unit === unit && one.script === 'online-case' && one.n <= 4)
}

/** The plan some days later: the hall's clock goes forward only. */
function later(plan: DrillPlan, days: number): DrillPlan {
  const shift = (moment: string) => {
    const at = new Date(Date.parse(moment) + days * 86_400_000 + 8 * 3_600_000).toISOString()
    return `${at.slice(0, 19)}+08:00`
  }
  return {
    ...plan,
    batches: plan.batches.map((batch) => ({
      ...batch,
      windows: batch.windows.map(({ from, to }) => ({ from: shift(from), to: shift(to) })),
    })),
  }
}

async function control(path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-admin-token': ADMIN_TOKEN }
  const url = `${server.url}/__admin/${path}`
  await fetch(url, { method: 'PUT', headers, body: JSON.stringify(body) })
}

/** Plays the plan in the hall with these faults, and gives the names of what the run found. */
async function found(
  faults: object[],
  { slowness = 1, rounds = 4 } = {},
): Promise<readonly string[]> {
  await control('faults', { seed: 7, faults: [] })
  const run = `run-${day}`
  const locked = later(
    withRounds(plan, ({ n }) => n <= rounds),
    day * 7,
  )
  day += 1
  const folder = await createRun(join(home.path, run), run, locked)
  await hall.setClock(locked.batches[0]?.windows[0]?.from ?? '')
  await control('faults', { seed: 7, faults })
  const desk = () => ({ hall, clock: virtualClock(hall), now: () => performance.now() * slowness })
  const { outcome } = await playOut(runDrill(desk(), folder))
  await control('faults', { seed: 7, faults: [] })
  const lines = linesOf(folder.folder)
  const problem = outcome.status === 'paused' ? (outcome.problem?.code ?? 'paused') : null
  return [...hallFaults(locked, lines).map(({ fault }) => fault), ...(problem ? [problem] : [])]
}

test('a sound hall has no fault', async () => {
  expect(await found([])).toEqual([])
})

/** Each fault of the reference hall; no-separation is in duties.test.ts, where somebody may try it. The first falls on May Day. */
test.each([
  ['holiday-ignored', { kind: 'holiday-ignored' }],
  ['server-error', { kind: 'server-error', rate: 0.2, path: '/api/v1/cases', method: 'POST' }],
  [
    'too-many-requests',
    { kind: 'too-many-requests', rate: 0.2, path: '/api/v1/cases', method: 'POST' },
  ],
  ['drop-after-commit', { kind: 'drop-after-commit', rate: 0.3, path: '/api/v1/cases' }],
  ['lost-event', { kind: 'lost-event', rate: 0.2 }],
  ['wrong-due-date', { kind: 'wrong-due-date' }],
  ['session-expiry', { kind: 'session-expiry', rate: 0.2 }],
  ['read-only', { kind: 'read-only' }],
  ['mojibake', { kind: 'mojibake' }],
])('a hall with %s is named', async (name, fault) => {
  expect(await found([fault])).toContain(name)
})

test('a slow hall is named by what its answers took', async () => {
  const slow = { kind: 'latency', amount: 100, path: '/api/v1/cases', method: 'POST' }
  expect(await found([slow], { slowness: 20, rounds: 3 })).toEqual(['latency'])
})

test('a hall whose clock is off is not drilled in at all', async () => {
  expect(await found([{ kind: 'clock-skew', amount: 3600 }])).toEqual(['HK-HALL-024'])
})

test('one number for two objects is named', async () => {
  expect(await found([{ kind: 'duplicate-number' }])).toContain('duplicate-number')
})
