import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRun,
  type DrillPlan,
  expandPlan,
  openRun,
  runDrill,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import type { HallConnection } from '../../../src/lib/hall/index.js'
import { type CountyHall, countyHall, planInput, playOut, withRounds } from '../../support/drill.js'
import { tempFolder } from '../../support/temp-folder.js'

let site: CountyHall
let input: Awaited<ReturnType<typeof planInput>>

beforeAll(async () => {
  input = await planInput(1)
  site = await countyHall(input)
})

afterAll(() => site.server.close())

/** Plays a first draft of every article under a plan's pace: when each call began (ms), and the most under way at once. */
async function played(pace: NonNullable<DrillPlan['pace']>) {
  await site.renew()
  const { plan } = expandPlan({ ...input, plays: { ...input.plays, pace } })
  expect(plan.pace).toEqual(pace)
  const short = withRounds(plan, ({ theme, n }) => theme === 'info' && n === 1)
  const begun: number[] = []
  const calls = { now: 0, most: 0 }
  const watched: HallConnection = {
    ...site.hall,
    perform: async (act) => {
      begun.push(performance.now())
      calls.now += 1
      calls.most = Math.max(calls.most, calls.now)
      try {
        return await site.hall.perform(act)
      } finally {
        calls.now -= 1
      }
    },
  }
  const { folder } = await createRun(join(await tempFolder(), 'r'), 'r', short)
  const desk = { hall: watched, clock: virtualClock(site.hall), now: () => performance.now() }
  const { outcome } = await playOut(runDrill(desk, openRun(folder)))
  expect(outcome).toEqual({ status: 'finished' })
  return { begun, most: calls.most }
}

test('a plan that spares the hall has no more calls under way at once, nor begun in a second, than it says', async () => {
  const free = await played({ atOnce: 16 })
  const alone = await played({ atOnce: 1 })
  const slow = await played({ perSecond: 40 })

  expect([free.most > 1, alone.most]).toEqual([true, 1])
  const { length } = slow.begun
  expect(length).toBe(free.begun.length)
  const span = (slow.begun.at(-1) ?? 0) - (slow.begun[0] ?? 0)
  expect(span).toBeGreaterThan((length - 1) * 25 * 0.8) // 25 ms apart; the first may have begun late
})
