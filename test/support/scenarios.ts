import { join } from 'node:path'
import {
  createRun,
  type DrillOutcome,
  type DrillPlan,
  expandPlan,
  type JournalLine,
  linesOf,
  runDrill,
  scoreRun,
  virtualClock,
} from '../../src/lib/drill/index.js'
import type { User } from '../../src/lib/roster/index.js'
import { countyHall, planInput, playOut, steadyClock } from './drill.js'
import { keptFolder } from './kept-folder.js'

const TOWN = {
  code: '11532822999700X01',
  name: '演练镇',
  short: '演练镇',
  aliases: [],
  batch: 'b1',
}

/** What a scenario came to. */
export interface Played {
  readonly plan: DrillPlan
  readonly lines: readonly JournalLine[]
  readonly outcome: DrillOutcome
  readonly trials: ReturnType<typeof scoreRun>['trials']
}

/** A county three days before the National Day of 2015, with heads of its offices and a town with agents, and a hall for it. */
export interface ScenarioStage {
  /** Plays scripts in the hall as it was in the beginning, with these faults: by the first unit, or the first of each batch. */
  readonly play: (
    scripts: readonly string[],
    options?: { readonly faults?: readonly object[]; readonly units?: number },
  ) => Promise<Played>
  readonly close: () => Promise<void>
}

/** Opens one; close it yourself. */
export async function scenarioStage(): Promise<ScenarioStage> {
  const home = await keptFolder()
  const plain = await planInput(1)
  const [unit] = plain.pack.units
  const person = (workNo: string, of: string, role: string): User => {
    return { workNo, name: `演练${workNo}`, unit: of, office: null, roles: [role], source: null }
  }
  const heads = [
    person('u01-head', unit?.code ?? '', 'agency_head'),
    person('x-government', plain.pack.office.code, 'government_head'),
    person('t-village', TOWN.code, 'agent'),
    person('t-town', TOWN.code, 'agent'),
  ]
  const mapping = { ...plain.mapping, users: [...plain.mapping.users, ...heads] }
  const windows: [string, string][] = [['08:30', '17:30']]
  const batches = plain.pack.batches.map((batch) => ({ ...batch, day: '2015-09-28', windows }))
  const pack = { ...plain.pack, batches, units: [...plain.pack.units, TOWN] }
  const input = { ...plain, mapping, pack }
  const site = await countyHall(input)
  const items = await site.hall.listItems()
  await site.hall.putItems(
    items.map((one) => ({ ...one, promisedWorkdays: 10, statutoryWorkdays: 20 })),
  )
  await site.keep('scenarios')
  let n = 0
  return {
    play: async (scripts, { faults = [], units = 1 } = {}) => {
      const names = plain.pack.units.slice(0, units).map(({ short }) => short)
      const play = scripts.map((script) => ({
        ...{ script, each: ['unit' as const], units: names, times: 'mix' as const },
      }))
      const { plan } = expandPlan({ ...input, plays: { drill: 1, play } })
      await site.renew('scenarios')
      await site.misbehave(faults, 3)
      n += 1
      const run = await createRun(join(home.path, `r${n}`), `r${n}`, plan)
      const desk = { hall: site.hall, clock: virtualClock(site.hall), now: steadyClock() }
      const { outcome } = await playOut(runDrill(desk, run))
      const lines = linesOf(run.folder)
      return { plan, lines, outcome, trials: scoreRun(plan, lines, pack).trials }
    },
    close: async () => {
      await site.server.close()
      await home.remove()
    },
  }
}
