import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import {
  createRun,
  type DrillPlan,
  factsOf,
  linesOf,
  readJournal,
  runPaths,
} from '../../../src/lib/drill/index.js'
import { drillPlan, furnishCounty, planInput } from '../../support/drill.js'
import { ADMIN_TOKEN, startTestHall } from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'
import { tempFolder } from '../../support/temp-folder.js'

const SEED = 20150408
const SAMPLE = process.env['HALLKIT_LONG'] ? 200 : 2
const LIFE = fileURLToPath(new URL('../../support/drill-life.mjs', import.meta.url))
const KINDS = ['case', 'project', 'article', 'consultation', 'complaint', 'event'] as const
const PHASES = ['before', 'during', 'after'] as const

/** Numbers below `below`, the same in every run of the tests. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** One round of every sort: all paths, few steps, so that many lives can be lived. */
async function shortPlan(): Promise<DrillPlan> {
  const plan = await drillPlan(1)
  const seen = new Set<string>()
  const rounds = plan.rounds.filter(({ script, variant }) => {
    const sort = `${script} ${variant}`
    return !seen.has(sort) && seen.add(sort)
  })
  const kept = new Set(rounds.map(({ id }) => id))
  return { ...plan, rounds, steps: plan.steps.filter(({ round }) => kept.has(round)) }
}

interface Death {
  readonly call: number
  readonly phase: (typeof PHASES)[number]
}

/** Plays the run in a process of its own; null when it was killed, the number of calls when it finished. */
function live(folder: string, url: string, death: Death | null): Promise<number | null> {
  const point = death ? [String(death.call), death.phase] : []
  const child = spawn(process.execPath, [LIFE, folder, url, ADMIN_TOKEN, ...point], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  return new Promise((done, fail) => {
    child.on('exit', (code, signal) => {
      const [status, calls] = said.trim().split(' ')
      if (signal === 'SIGKILL') done(null)
      else if (code === 0 && status === 'finished') done(Number(calls))
      else fail(new Error(`a life ended with ${code ?? signal}: ${said}`))
    })
  })
}

/** The hall commits and then drops the connection now and then, from the same seed each time. */
const DROPS = {
  seed: 5,
  faults: [{ kind: 'drop-after-commit', path: '/api/v1/', rate: 0.03 }],
}

async function played(plan: DrillPlan, deaths: readonly Death[]) {
  const server = await startTestHall()
  try {
    const hall = await server.connect()
    await furnishCounty(hall, await planInput(1))
    const { folder } = await createRun(join(await tempFolder(), 'run'), 'run', plan)
    const admin = { 'x-admin-token': ADMIN_TOKEN }
    if (deaths.length > 0) await ask(server, 'PUT', '/__admin/faults', DROPS, admin)
    for (const death of deaths) await live(folder, server.url, death)
    const calls = await live(folder, server.url, null)
    await ask(server, 'PUT', '/__admin/faults', { faults: [] }, admin)
    const counts = await Promise.all(KINDS.map((kind) => hall.count(kind)))
    const { torn } = readJournal(runPaths(folder).journal)
    return { calls: calls ?? 0, counts, torn, lines: linesOf(folder) }
  } finally {
    await server.close()
  }
}

test(
  `a drill killed around any call, in a hall that drops connections after committing, ends in the same facts, with no object twice (${SAMPLE} runs, seed ${SEED})`,
  async () => {
    const plan = await shortPlan()
    const golden = await played(plan, [])
    const below = seeded(SEED)
    const facts = factsOf(golden.lines)

    for (let n = 0; n < SAMPLE; n += 1) {
      const deaths = Array.from({ length: 1 + below(3) }, () => ({
        call: 1 + below(golden.calls / 2),
        phase: PHASES[below(PHASES.length)] ?? 'during',
      }))
      const run = await played(plan, deaths)
      const story = JSON.stringify(deaths)
      expect(run.counts, story).toEqual(golden.counts)
      expect(factsOf(run.lines), story).toEqual(facts)
      expect(run.torn, story).toBe('')
      expect(run.lines.filter(({ type }) => type === 'run.resumed').length, story).toBeGreaterThan(
        0,
      )
    }
  },
  SAMPLE * 60_000,
)
