import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRun, type DrillPlan, runPaths } from '../../src/lib/drill/index.js'
import type { User } from '../../src/lib/roster/index.js'
import { createWorkspace } from '../../src/lib/workspace/index.js'
import type { CountyHall } from './drill.js'
import { ADMIN_TOKEN, passwordFor } from './hall.js'
import { keptFolder } from './kept-folder.js'

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
  const before = process.env['XDG_CONFIG_HOME']
  const { path: home, remove } = await keptFolder()
  process.env['XDG_CONFIG_HOME'] = join(home, 'config')
  const halls = join(home, 'config', 'hallkit', 'halls')
  await mkdir(halls, { recursive: true })
  await writeFile(join(halls, 'token'), ADMIN_TOKEN)
  let count = 0
  return {
    home,
    open: async (plan, people) => {
      count += 1
      const id = `${count}0000000-aaaa`
      const options = { id, notice: 'menghai-2015', region: '532822' }
      const { paths } = await createWorkspace(join(home, `县 ${count}`), options)
      const run = join(paths.runs, 'drill-1')
      await createRun(run, 'drill-1', plan)
      const known = people.map(({ workNo }) => [workNo, passwordFor(workNo)] as const)
      const secrets = { secrets: 1, passwords: Object.fromEntries(known) }
      await writeFile(join(halls, `${id}.json`), JSON.stringify(secrets))
      const look = ['--workspace', paths.root, '--json']
      const play = [...look, '--hall', server.url, '--token-file', join(halls, 'token')]
      return { run, journal: runPaths(run).journal, look, play }
    },
    leave: async () => {
      if (before === undefined) delete process.env['XDG_CONFIG_HOME']
      else process.env['XDG_CONFIG_HOME'] = before
      await remove()
    },
  }
}
