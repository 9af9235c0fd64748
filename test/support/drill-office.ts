import { join } from 'node:path'
import { createRun, type DrillPlan, runPaths } from '../../src/lib/drill/index.js'
import type { User } from '../../src/lib/roster/index.js'
import type { CountyHall } from './drill.js'
import { ownMachine } from './own-machine.js'

/** A workspace with one run that nobody has begun, and a hall to play it in. */
export interface Office {
  /** The folder of the office's one run. */
  readonly run: string
  readonly journal: string
  /** Flags of a command that only looks, and of one that plays in the hall. */
  readonly look: readonly string[]
  readonly play: readonly string[]
}

/** Offices on one machine, whose config folder is a test's own; `leave` gives the person's back. */
export interface Offices {
  readonly home: string
  /** Opens one; `people` have passwords on this machine. */
  readonly open: (plan: DrillPlan, people: readonly User[]) => Promise<Office>
  readonly leave: () => Promise<void>
}

/** Makes room for offices that play in one hall. */
export async function drillOffices({ server }: CountyHall): Promise<Offices> {
  const { home, workspace, admit, leave } = await ownMachine()
  let count = 0
  return {
    home,
    leave,
    open: async (plan, people) => {
      count += 1
      const made = await workspace(`县 ${count}`)
      const run = join(made.paths.runs, 'drill-1')
      await createRun(run, 'drill-1', plan)
      const look = ['--workspace', made.paths.root, '--json']
      const play = [...look, ...(await admit(made, people, server.url))]
      return { run, journal: runPaths(run).journal, look, play }
    },
  }
}
