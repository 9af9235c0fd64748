import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRun,
  type DrillPlan,
  factsOf,
  linesOf,
  readJournal,
  runPaths,
} from '../../../src/lib/drill/index.js'
import { brokenLink } from '../../../src/lib/hall/index.js'
import {
  type CountyHall,
  countyHall,
  planInput,
  shortPlan,
  withRounds,
} from '../../support/drill.js'
import { ADMIN_TOKEN } from '../../support/hall.js'
import { seeded } from '../../support/seeded.js'
import { tempFolder } from '../../support/temp-folder.js'

const LONG = Boolean(process.env['HALLKIT_LONG'])
const SEED = 20150408
const KILLS = LONG ? 200 : 2
const LIFE = fileURLToPath(new URL('../../support/drill-life.mjs', import.meta.url))
const KINDS = ['case', 'project', 'article', 'consultation', 'complaint', 'event'] as const
const PHASES = ['before', 'during', 'after'] as const

let site: CountyHall
let plan: DrillPlan

beforeAll(async () => {
  site = await countyHall(await planInput(1))
  const whole = await shortPlan()
  plan = LONG ? whole : withRounds(whole, ({ theme }) => theme === 'supervise')
})

afterAll(() => site.server.close())

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

/** The hall commits and then drops the connection now and then. */
const DROPS = [{ kind: 'drop-after-commit', path: '/api/v1/', rate: 0.03 }]

/** Lives a run through its deaths and to its end; `kills`: how many deaths came before the end. */
async function played(deaths: readonly Death[]) {
  await site.renew()
  const { hall, server } = site
  const { folder } = await createRun(join(await tempFolder(), 'run'), 'run', plan)
  if (deaths.length > 0) await site.misbehave(DROPS, deaths[0]?.call)
  let kills = 0
  for (const death of deaths) if ((await live(folder, server.url, death)) === null) kills += 1
  const calls = (await live(folder, server.url, null)) ?? 0
  await site.misbehave([])
  const counts = await Promise.all(KINDS.map((kind) => hall.count(kind)))
  const { torn } = readJournal(runPaths(folder).journal)
  const lines = linesOf(folder) // refuses a chain that does not hold
  const remains = { facts: factsOf(lines), counts, torn, brokenLink: brokenLink(await site.feed()) }
  return { calls, kills, lines, remains }
}

test(
  `a drill killed around any call, in a hall that drops connections after committing, ends in the same facts, with no object twice (${KILLS} kills, seed ${SEED})`,
  async () => {
    const golden = await played([])
    const below = seeded(SEED)
    for (let kills = 0; kills < KILLS; ) {
      const deaths = Array.from({ length: 1 + below(3) }, () => ({
        call: 1 + below(golden.calls / 2),
        phase: PHASES[below(PHASES.length)] ?? 'during',
      }))
      const run = await played(deaths)
      kills += run.kills
      expect(run.remains, JSON.stringify(deaths)).toEqual(golden.remains)
      const resumed = run.lines.filter(({ type }) => type === 'run.resumed').length
      expect(resumed, JSON.stringify(deaths)).toBeGreaterThan(0)
    }
    expect(golden.remains).toMatchObject({ torn: '', brokenLink: null })
  },
  KILLS * 60_000,
)
