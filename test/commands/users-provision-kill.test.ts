import { spawn } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import Init from '../../src/commands/init.js'
import RosterImport from '../../src/commands/roster/import.js'
import UsersApply from '../../src/commands/users/apply.js'
import UsersGenerate from '../../src/commands/users/generate.js'
import UsersPlan from '../../src/commands/users/plan.js'
import { ADMIN_TOKEN, startTestHall } from '../support/hall.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const inbox = fileURLToPath(new URL('../../fixtures/menghai/inbox', import.meta.url))
const LIFE = fileURLToPath(new URL('../support/provision-life.mjs', import.meta.url))
const ALL_DEATHS = [
  ['1', 'before'],
  ['2', 'during'],
  ['1', 'after'],
] as const
const DEATHS = process.env['HALLKIT_LONG'] === '1' ? ALL_DEATHS : ALL_DEATHS.slice(1)

/** One life in a process of its own: null when it was killed, its counts when it came to the end. */
function live(...argv: readonly string[]): Promise<Record<string, number> | null> {
  const child = spawn(process.execPath, [LIFE, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  return new Promise((done, fail) => {
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') done(null)
      else if (code === 0) done(JSON.parse(said))
      else fail(new Error(`a life ended with ${code ?? signal}: ${said}`))
    })
  })
}

/** Every slip of a folder, in the order of its sheets: work number and password. */
async function slipsIn(folder: string): Promise<(readonly [string, string])[]> {
  const sheets = (await readdir(folder)).map((name) => readFile(join(folder, name)))
  return (await Promise.all(sheets)).flatMap((bytes) => {
    const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
    const text = xml.replace(/<[^>]*>/g, '')
    const slips = text.matchAll(/用户工号：([\w.-]+?)初始口令：([2-9A-Za-z]{16})大厅地址/g)
    return [...slips].map(([, workNo = '', password = '']) => [workNo, password] as const)
  })
}

test('SIGKILL in the middle of apply, then again: no second account, no second password', async () => {
  const folder = await tempFolder()
  const [dir, slips, token] = [join(folder, '演练'), join(folder, 'slips'), join(folder, 'token')]
  await writeFile(token, ADMIN_TOKEN)
  await runCommand(Init, [dir, '--notice', 'menghai-2015'])
  const sheet = (await readdir(inbox)).find((name) => name.includes('残联流程节点')) ?? ''
  await runCommand(RosterImport, [join(inbox, sheet), '--workspace', dir, '--json'])
  await runCommand(UsersGenerate, ['--applicants', '24', '--workspace', dir, '--json'])
  const hall = await startTestHall()
  try {
    const place = ['--workspace', dir, '--hall', hall.url, '--token-file', token, '--json']
    const planned = await runCommand(UsersPlan, place)
    const { rows, file } = planned.json?.result ?? {}

    process.stdout.write(`kills of users apply: ${DEATHS.length} of ${ALL_DEATHS.length}\n`)
    for (const death of DEATHS) {
      expect(await live(dir, hall.url, ADMIN_TOKEN, file, slips, ...death)).toBeNull()
    }
    const half = await (await hall.connect()).listUsers()
    expect(half.length).toBeGreaterThan(0)
    expect(half.length).toBeLessThan(rows.length)
    const elsewhere = await runCommand(UsersApply, [file, ...place, '--handout', `${slips}-2`])
    expect([elsewhere.exitCode, elsewhere.json?.error?.code]).toEqual([2, 'HK-ROST-308'])
    expect(elsewhere.json?.error?.message).toContain(slips)
    const replanned = await runCommand(UsersPlan, place) // a new plan keeps the slips as well
    const left: readonly unknown[] = replanned.json?.result.rows
    const last = await live(dir, hall.url, ADMIN_TOKEN, file, slips)
    const again = await runCommand(UsersApply, [file, ...place, '--handout', slips])

    expect(left.length).toBeLessThan(rows.length)
    expect((last?.['done'] ?? 0) + (last?.['already'] ?? 0)).toBe(left.length)
    expect(again.json?.result.counts).toMatchObject({ already: left.length, done: 0, refused: 0 })
    const users = await (await hall.connect()).listUsers()
    const numbers: string[] = rows.map(({ workNo }: { workNo: string }) => workNo)
    expect(users.map(({ workNo }) => workNo).sort()).toEqual([...numbers].sort())
    const handed = await slipsIn(slips)
    expect(handed.map(([workNo]) => workNo).sort()).toEqual([...numbers].sort())
    for (const [workNo, password] of handed) {
      const reply = await fetch(`${hall.url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ workNo, password }),
      })
      expect([workNo, reply.status]).toEqual([workNo, 200])
    }
  } finally {
    await hall.close()
  }
}, 120_000)
