import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { User } from '../../src/lib/roster/index.js'
import { createWorkspace, type Workspace } from '../../src/lib/workspace/index.js'
import { ADMIN_TOKEN, passwordFor } from './hall.js'
import { keptFolder } from './kept-folder.js'

/** A machine of a test's own: its home holds the config folder of commands; `leave` gives the person's back. */
export interface OwnMachine {
  readonly home: string
  /** A new workspace for the notice menghai-2015. */
  readonly workspace: (name: string) => Promise<Workspace>
  /** Lets a workspace into a hall: passwords of these people, the admin token; gives the flags of a command that acts there. */
  readonly admit: (
    to: Workspace,
    people: readonly User[],
    url: string,
  ) => Promise<readonly string[]>
  readonly leave: () => Promise<void>
}

/** Makes one, for all tests of a file. */
export async function ownMachine(): Promise<OwnMachine> {
  const before = process.env['XDG_CONFIG_HOME']
  const { path: home, remove } = await keptFolder()
  process.env['XDG_CONFIG_HOME'] = join(home, 'config')
  let count = 0
  return {
    home,
    workspace: (name) => {
      count += 1
      const id = `${count}0000000-aaaa`
      return createWorkspace(join(home, name), { id, notice: 'menghai-2015', region: '532822' })
    },
    admit: async ({ settings }, people, url) => {
      const halls = join(home, 'config', 'hallkit', 'halls')
      const token = join(halls, 'token')
      await mkdir(halls, { recursive: true })
      await writeFile(token, ADMIN_TOKEN)
      const known = people.map(({ workNo }) => [workNo, passwordFor(workNo)] as const)
      const secrets = { secrets: 1, passwords: Object.fromEntries(known) }
      await writeFile(join(halls, `${settings.id}.json`), JSON.stringify(secrets))
      return ['--hall', url, '--token-file', token]
    },
    leave: async () => {
      if (before === undefined) delete process.env['XDG_CONFIG_HOME']
      else process.env['XDG_CONFIG_HOME'] = before
      await remove()
    },
  }
}
