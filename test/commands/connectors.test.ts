import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import DrillRun from '../../src/commands/drill/run.js'
import { createRun, linesOf } from '../../src/lib/drill/index.js'
import { createWorkspace, type Workspace } from '../../src/lib/workspace/index.js'
import { drillPlan, planInput } from '../support/drill.js'
import { passwordFor } from '../support/hall.js'
import { type KeptFolder, keptFolder } from '../support/kept-folder.js'
import { runCommand } from '../support/run-command.js'
import { POSTS } from '../support/yunnan-flow.js'
import { startYunnanHall, type YunnanHall } from '../support/yunnan-hall.js'

const before = { ...process.env }
let home: KeptFolder
let hall: YunnanHall
let workspace: Workspace

beforeAll(async () => {
  home = await keptFolder()
  const county = await planInput(1)
  const officers = county.mapping.users.map(({ workNo, unit, roles }) => {
    const posts = roles.flatMap((role) => POSTS[role] ?? [])
    return { userName: workNo, password: passwordFor(workNo), orgCode: unit, posts }
  })
  hall = await startYunnanHall(officers)
  const inspector = county.mapping.users.find(({ roles }) => roles.includes('inspector'))
  process.env['XDG_CONFIG_HOME'] = join(home.path, 'config')
  process.env['HALL_BASE_URL'] = hall.url
  process.env['HALL_READER'] = inspector?.workNo ?? ''
  workspace = await createWorkspace(join(home.path, '别家大厅'), {
    ...{ id: '40000000-aaaa', notice: 'menghai-2015', region: '532822' },
  })
  const { overrides, ...settings } = workspace.settings
  const text = stringify({ ...settings, hall: { connector: 'yunnan-style' }, overrides })
  await writeFile(join(workspace.paths.root, 'hallkit.yaml'), text)
  await createRun(join(workspace.paths.runs, 'drill-1'), 'drill-1', await drillPlan(1))
  const halls = join(home.path, 'config', 'hallkit', 'halls')
  await mkdir(halls, { recursive: true })
  const accounts = county.mapping.users.map(({ workNo }) => [workNo, passwordFor(workNo)])
  const secrets = { secrets: 1, passwords: Object.fromEntries(accounts) }
  await writeFile(join(halls, '40000000-aaaa.json'), JSON.stringify(secrets))
})

afterAll(async () => {
  for (const name of ['XDG_CONFIG_HOME', 'HALL_BASE_URL', 'HALL_READER']) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
  await hall.close()
  await home.remove()
})

describe('a workspace whose hall is somebody else’s', () => {
  test('drills there by its connector, stops where a person has to act, and says what to do', async () => {
    const { exitCode, json } = await runCommand(DrillRun, [
      'drill-1',
      '--workspace',
      workspace.paths.root,
      '--json',
    ])

    expect([exitCode, json?.error?.code]).toEqual([3, 'HK-HALL-008'])
    expect(json?.error?.message).toMatch(/须由人工办理.*【演练】|须由人工办理.*栏目/su)
    expect(hall.calls()).toBeGreaterThan(0)
    const lines = linesOf(join(workspace.paths.runs, 'drill-1'))
    expect(lines.some(({ type }) => type === 'run.paused')).toBe(true)
  })
})
