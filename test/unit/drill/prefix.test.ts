import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRun,
  type DrillPlan,
  factsOf,
  type JournalLine,
  linesOf,
  openRun,
  readJournal,
  runDrill,
  runPaths,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import { brokenLink, type HallConnection } from '../../../src/lib/hall/index.js'
import {
  type CountyHall,
  countyHall,
  drillPlan,
  planInput,
  playOut,
  shortPlan,
  steadyClock,
  withRounds,
} from '../../support/drill.js'
import { seeded } from '../../support/seeded.js'
import { tempFolder } from '../../support/temp-folder.js'

const LONG = Boolean(process.env['HALLKIT_LONG'])
const SEED = 20150408
const CUTS = 5
const KINDS = ['case', 'project', 'article', 'consultation', 'complaint', 'event'] as const

let site: CountyHall
let plan: DrillPlan

beforeAll(async () => {
  site = await countyHall(await planInput(1))
  plan = LONG ? await shortPlan() : await talksOfOneUnit()
})

afterAll(() => site.server.close())

/** The consultation and the complaint of one unit: acts, reads, several lanes, a short journal. */
async function talksOfOneUnit(): Promise<DrillPlan> {
  const whole = await drillPlan(1)
  const unit = whole.units[0]?.code
  return withRounds(whole, (one) => one.theme === 'supervise' && one.unit === unit)
}

/** What is left of a run: facts in the journal, objects in the hall, both chains. */
interface Remains {
  readonly lines: readonly JournalLine[]
  readonly facts: unknown
  readonly counts: readonly number[]
  readonly torn: string
  readonly brokenLink: number | null
}

/** Plays until the journal has `length` lines, loses every line after them, and resumes; null plays through. */
async function played(length: number | null, faults: readonly object[]): Promise<Remains> {
  await site.renew()
  const { hall } = site
  const { folder } = await createRun(join(await tempFolder(), 'run'), 'run', plan)
  const desk = (on: HallConnection) => ({ hall: on, clock: virtualClock(hall), now: steadyClock() })
  await site.misbehave(faults, length ?? 0)
  if (length !== null) await dieAt(desk(mortal(hall, folder, length)), folder, length)
  const { outcome } = await playOut(runDrill(desk(hall), openRun(folder)))
  expect(outcome).toEqual({ status: 'finished' })
  await site.misbehave([])
  const lines = linesOf(folder) // refuses a chain that does not hold
  const counts = await Promise.all(KINDS.map((kind) => hall.count(kind)))
  const { torn } = readJournal(runPaths(folder).journal)
  return { lines, facts: factsOf(lines), counts, torn, brokenLink: brokenLink(await site.feed()) }
}

class Died extends Error {}

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

const DROPS = [{ kind: 'drop-after-commit', path: '/api/v1/', rate: 0.1 }]

test.each([
  ['a sound hall', []],
  ['a hall that commits and then drops the connection', DROPS],
])(
  `in %s a journal cut after any of its lines is gone on with to the same facts (${LONG ? 'every cut' : `${CUTS} cuts, seed ${SEED}`})`,
  async (_hall, faults) => {
    const golden = await played(null, [])
    const all = golden.lines.slice(0, -1)
    const below = seeded(SEED)
    const cuts = LONG ? all : Array.from({ length: CUTS }, () => all[below(all.length)])
    for (const line of cuts) {
      const { lines: _, ...run } = await played(line?.seq ?? 0, faults)
      const { lines: __, ...whole } = golden
      expect(run, `after line ${line?.seq}, ${line?.type}`).toEqual(whole)
    }
    expect(golden).toMatchObject({ torn: '', brokenLink: null })
  },
  LONG ? 3_600_000 : 120_000,
)
