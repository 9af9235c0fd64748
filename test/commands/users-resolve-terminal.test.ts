import { spawnSync } from 'node:child_process'
import { cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import Inbox from '../../src/commands/inbox.js'
import Init from '../../src/commands/init.js'
import UsersGenerate from '../../src/commands/users/generate.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const inbox = at('fixtures/menghai/inbox')
const isAble = spawnSync('python3', ['-c', 'import pty']).status === 0
if (!isAble) {
  process.stdout.write('SKIPPED users resolve on a terminal: python3 with pty is not here\n')
}

test.skipIf(!isAble)(
  'on a terminal resolve asks gap by gap; Enter takes the first proposal and it is kept',
  async () => {
    const dir = join(await tempFolder(), '演练')
    await runCommand(Init, [dir, '--notice', 'menghai-2015'])
    await mkdir(join(dir, 'inbox'), { recursive: true })
    for (const name of await readdir(inbox)) {
      if (name.includes('住建局')) await cp(join(inbox, name), join(dir, 'inbox', name))
    }
    await runCommand(Inbox, ['--workspace', dir, '--json'])
    const before = await runCommand(UsersGenerate, ['--workspace', dir, '--json'])
    const [gap] = before.json?.result.gaps ?? []
    const argv = [process.execPath, at('bin/run.js'), 'users', 'resolve', '--workspace', dir]

    const talk = spawnSync('python3', [at('test/support/terminal.py'), '回车确定', ...argv], {
      encoding: 'utf8',
      env: { ...process.env, COLUMNS: '120', CI: '' },
    })

    expect([talk.status, talk.stderr]).toEqual([0, ''])
    expect(talk.stdout).toContain('由谁承担？')
    expect(talk.stdout).toContain('新定 1 处')
    expect(await readFile(join(dir, 'roster.decisions.yaml'), 'utf8')).toContain(
      gap.proposals[0].workNo,
    )
    const after = await runCommand(UsersGenerate, ['--workspace', dir, '--json'])
    expect(after.json?.result.gaps).toEqual([])
  },
  60_000,
)
