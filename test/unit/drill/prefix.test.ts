import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  createRun,
  type DrillPlan,
  factsOf,
  linesOf,
  openRun,
  readJournal,
  runDrill,
  runPaths,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import type { HallConnection } from '../../../src/lib/hall/index.js'
import {
  type DrillCounty,
  drillPlan,
  furnishCounty,
  planInput,
  playOut,
  steadyClock,
} from '../../support/drill.js'
import { startTestHall } from '../../support/hall.js'
import { tempFolder } from '../../support/temp-folder.js'

const SAMPLE = process.env['HALLKIT_LONG'] ? Number.POSITIVE_INFINITY : 6
const KINDS = ['consultation', 'complaint', 'event'] as const

/** The consultation and the complaint of one unit: acts, reads, several lanes, a short journal. */
async function shortPlan(): Promise<DrillPlan> {
  const plan = await drillPlan(1)
  const unit = plan.units[0]?.code
  const rounds = plan.rounds.filter((one) => one.theme === 'supervise' && one.unit === unit)
  const kept = new Set(rounds.map(({ id }) => id))
  return { ...plan, rounds, steps: plan.steps.filter(({ round }) => kept.has(round)) }
}

class Died extends Error {}

/** Plays until the journal has `length` lines, loses every line after them, and resumes; null plays through. */
async function played(county: DrillCounty, plan: DrillPlan, length: number | null) {
  const server = await startTestHall()
  try {
    const hall = await server.connect()
    await furnishCounty(hall, county)
    const { folder } = await createRun(join(await tempFolder(), 'run'), 'run', plan)
    const desk = (on: HallConnection) => ({
      hall: on,
      clock: virtualClock(hall),
      now: steadyClock(),
    })
    if (length !== null) await dieAt(desk(mortal(hall, folder, length)), folder, length)
    await playOut(runDrill(desk(hall), openRun(folder)))
    const counts = await Promise.all(KINDS.map((kind) => hall.count(kind)))
    return { counts, lines: linesOf(folder), torn: readJournal(runPaths(folder).journal).torn }
  } finally {
    await server.close()
  }
}

/** A hall that nothing reaches any more once the journal has the lines that will be kept. */
function mortal(hall: HallConnection, folder: string, length: number): HallConnection {
  const written = () => readFileSync(runPaths(folder).journal, 'utf8').split('\n').length - 1
  return {
    ...hall,
    perform: async (act) => {
      if (written() >= length) throw new Died()
      return hall.perform(act)
    },
  }
}

async function dieAt(
  desk: Parameters<typeof runDrill>[0],
  folder: string,
  length: number,
): Promise<void> {
  const run = runDrill(desk, openRun(folder))
  try {
    for (let step = await run.next(); !step.done; step = await run.next()) {
      if (step.value.kind === 'line' && step.value.line.seq >= length) break
    }
    await run.return({ status: 'paused', problem: null })
  } catch (error) {
    if (!(error instanceof Died)) throw error
  }
  const { journal } = runPaths(folder)
  const kept = readFileSync(journal, 'utf8').split('\n').slice(0, length)
  writeFileSync(journal, `${kept.join('\n')}\n`)
}

test(
  `a journal cut after any of its lines is gone on with to the same facts (${Number.isFinite(SAMPLE) ? `${SAMPLE} cuts` : 'every cut'})`,
  async () => {
    const county = await planInput(1)
    const plan = await shortPlan()
    const golden = await played(county, plan, null)
    const facts = factsOf(golden.lines)
    const every = Math.max(1, Math.floor(golden.lines.length / SAMPLE))
    const cuts = golden.lines.slice(0, -1).filter(({ seq }) => seq % every === 0)
    expect(cuts.length).toBeGreaterThan(5)
    for (const { seq, type } of cuts) {
      const run = await played(county, plan, seq)
      const cut = `after line ${seq}, ${type}`
      expect(factsOf(run.lines), cut).toEqual(facts)
      expect(run.counts, cut).toEqual(golden.counts)
      expect(run.torn, cut).toBe('')
    }
  },
  Number.isFinite(SAMPLE) ? 120_000 : 600_000,
)
