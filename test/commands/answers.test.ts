// biome-ignore-all lint/suspicious/noTemplateCurlyInString: answers hold ${CEL}
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import DrillRun from '../../src/commands/drill/run.js'
import { createRun, linesOf } from '../../src/lib/drill/index.js'
import { scriptedPerson } from '../../src/lib/hall/connectors/answers.js'
import { createWorkspace, type Workspace } from '../../src/lib/workspace/index.js'
import { drillPlan } from '../support/drill.js'
import { type KeptFolder, keptFolder } from '../support/kept-folder.js'
import { runCommand } from '../support/run-command.js'

const before = { ...process.env }
let home: KeptFolder
let workspace: Workspace

beforeAll(async () => {
  home = await keptFolder()
  const tables = join(home.path, '前置库')
  await mkdir(tables)
  process.env['XDG_CONFIG_HOME'] = join(home.path, 'config')
  process.env['EXCHANGE_DIR'] = tables
  workspace = await createWorkspace(join(home.path, '只有前置库'), {
    ...{ id: '40000000-bbbb', notice: 'menghai-2015', region: '532822' },
  })
  const { overrides, ...settings } = workspace.settings
  const text = stringify({ ...settings, hall: { connector: 'exchange-tables' }, overrides })
  await writeFile(join(workspace.paths.root, 'hallkit.yaml'), text)
  await createRun(join(workspace.paths.runs, 'drill-1'), 'drill-1', await drillPlan(1))
})

afterAll(async () => {
  for (const name of ['XDG_CONFIG_HOME', 'EXCHANGE_DIR']) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
  await home.remove()
})

async function answered(steps: readonly object[]): Promise<string> {
  const file = join(home.path, 'answers.yaml')
  await writeFile(file, stringify({ answers: 1, by: '张三', steps }))
  return file
}

const task = {
  ...{ action: 'case.submit', account: 'a', id: null, prompt: '', capture: ['number'] },
  ...{ evidence: 'none' as const, input: { item: 'S1' }, tag: 'tag-1' },
}

describe('answers to manual steps', () => {
  test('come from the first entry that fits; without one nobody is there', async () => {
    const person = await scriptedPerson(
      await answered([
        { action: 'case.submit', when: 'input.item == "S2"', tell: { number: '2' } },
        { action: 'case.withdraw', done: false },
        { action: 'case.*', tell: { number: '演练-${tag}-${input.item}', file: '1.png' } },
        { action: '*.get', tell: { state: 'settled' } },
      ]),
    )
    expect(await person(task)).toEqual({ by: '张三', number: '演练-tag-1-S1', file: '1.png' })
    expect(await person({ ...task, input: { item: 'S2' } })).toEqual({ by: '张三', number: '2' })
    expect(await person({ ...task, action: 'article.get', capture: ['state'] })).toEqual({
      ...{ by: '张三', state: 'settled' },
    })
    expect(await person({ ...task, action: 'case.withdraw' })).toBeNull()
    expect(await person({ ...task, action: 'article.draft' })).toBeNull()
  })

  test('that leave out what is asked for, or do not read, are refused before anything is played', async () => {
    const person = await scriptedPerson(await answered([{ action: '*' }]))
    await expect(person(task)).rejects.toMatchObject({
      ...{ code: 'HK-CONN-013', params: { action: 'case.submit', missing: ['number'] } },
    })
    for (const step of [{ action: 'x' }, { action: '*', tell: { number: '${tagg}' } }]) {
      await expect(answered([step]).then(scriptedPerson)).rejects.toMatchObject({
        code: expect.stringMatching(/^HK-(?:YAML|EXPR)/),
      })
    }
  })

  test('let a whole drill be rehearsed without a terminal, as statements: nothing was seen, no requirement is met', async () => {
    const file = await answered([
      { action: '*.get', when: 'kind == "article"', tell: { state: 'published' } },
      { action: '*', tell: { number: '演练-${tag}', state: 'settled' } },
    ])
    const { exitCode, json } = await runCommand(DrillRun, [
      ...['drill-1', '--workspace', workspace.paths.root, '--answers', file, '--json'],
    ])
    const lines = linesOf(join(workspace.paths.runs, 'drill-1'))
    const done = lines.filter(({ type }) => type === 'step.done')

    expect(exitCode).toBe(1)
    expect(json?.result).toMatchObject({ requirements: { met: 0, late: 0 } })
    expect(done.length).toBeGreaterThan(20)
    expect(new Set(done.map(({ data, by }) => `${data['how']} ${by.id}`))).toEqual(
      new Set(['self-reported 张三']),
    )
    expect(lines.filter(({ type }) => type === 'hall.seen')).toEqual([])
    expect(lines.find(({ type }) => type === 'hall.stated')).toMatchObject({
      ...{ by: { kind: 'human', id: '张三' }, data: { event: expect.any(String) } },
    })
  })
})
