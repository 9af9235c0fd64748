import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import Init from '../../src/commands/init.js'
import RosterImport from '../../src/commands/roster/import.js'
import UsersApply from '../../src/commands/users/apply.js'
import UsersGenerate from '../../src/commands/users/generate.js'
import UsersPlan from '../../src/commands/users/plan.js'
import { type AccountMark, accountMark, type HallConnection } from '../../src/lib/hall/index.js'
import { openWorkspace } from '../../src/lib/workspace/index.js'
import { droppingProxy } from './dropping-proxy.js'
import { ADMIN_TOKEN, startTestHall, type TestHall } from './hall.js'
import { runCommand } from './run-command.js'
import { tempFolder } from './temp-folder.js'

const inbox = fileURLToPath(new URL('../../fixtures/menghai/inbox', import.meta.url))

/** A workspace with the people of one unit, and an empty hall that the commands reach through a recorder. */
export interface ProvisionScene {
  readonly dir: string
  readonly slips: string
  readonly hall: TestHall
  readonly client: HallConnection
  readonly mark: AccountMark
  /** Method and path of every request that the commands sent, oldest first. */
  readonly requests: string[]
  readonly run: (
    command: Parameters<typeof runCommand>[0],
    ...argv: string[]
  ) => ReturnType<typeof runCommand>
  readonly plan: (...argv: string[]) => ReturnType<typeof runCommand>
  readonly apply: (...argv: string[]) => ReturnType<typeof runCommand>
  /** True when the hall lets somebody in; `mustChange` is what it says of the password. */
  readonly login: (
    workNo: string,
    password: string,
  ) => Promise<{ readonly isIn: boolean; readonly mustChange: boolean; readonly token: string }>
  readonly close: () => Promise<void>
}

/** Makes the workspace that scenes begin as a copy of: one unit's people and two applicants, imported once. */
export async function prepareWorkspace(dir: string): Promise<void> {
  await runCommand(Init, [dir, '--notice', 'menghai-2015'])
  const sheet = (await readdir(inbox)).find((name) => name.includes('残联流程节点')) ?? ''
  await runCommand(RosterImport, [join(inbox, sheet), '--workspace', dir, '--json'])
  await runCommand(UsersGenerate, ['--applicants', '2', '--workspace', dir, '--json'])
}

/** Makes one from a prepared workspace; secrets go into a folder of its own. Close it yourself. */
export async function provisionScene(prepared: string): Promise<ProvisionScene> {
  const folder = await tempFolder()
  const [dir, token] = ['演练', 'token'].map((name) => join(folder, name)) as [string, string]
  process.env['XDG_CONFIG_HOME'] = join(folder, 'config')
  await cp(prepared, dir, { recursive: true })
  await writeFile(token, ADMIN_TOKEN)
  const hall = await startTestHall()
  const requests: string[] = []
  const proxy = await droppingProxy(hall.url, (method, path) => {
    requests.push(`${method} ${path}`)
    return false
  })
  const place = ['--workspace', dir, '--token-file', token]
  const run: ProvisionScene['run'] = (command, ...argv) => {
    const hallOf = argv.includes('--hall') ? [] : ['--hall', proxy.url]
    return runCommand(command, [...argv, ...place, ...hallOf])
  }
  const file = join(dir, 'out', 'users-plan.json')
  return {
    ...{ dir, hall, requests, run, slips: join(folder, '口令条') },
    client: await hall.connect(),
    mark: accountMark((await openWorkspace(dir)).settings.id),
    plan: (...argv) => run(UsersPlan, '--json', ...argv),
    apply: (...argv) => run(UsersApply, file, '--json', ...argv),
    login: (workNo, password) => login(hall.url, workNo, password),
    close: async () => {
      await proxy.close()
      await hall.close()
    },
  }
}

async function login(url: string, workNo: string, password: string) {
  const reply = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workNo, password }),
  })
  const { token = '', mustChange = false } = JSON.parse(await reply.text())
  return { isIn: reply.status === 200, mustChange, token }
}

/** Every slip of a sheet: work number and password. */
export async function slipsOf(file: string): Promise<ReadonlyMap<string, string>> {
  const xml = strFromU8(unzipSync(await readFile(file))['word/document.xml'] ?? new Uint8Array())
  const text = xml.replace(/<[^>]*>/g, '')
  const found = text.matchAll(/用户工号：([\w.-]+?)初始口令：([2-9A-Za-z]{16})大厅地址/g)
  return new Map([...found].map(([, workNo = '', password = '']) => [workNo, password]))
}
