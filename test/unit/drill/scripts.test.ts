import { cpSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { loadDrills, type ScriptStep } from '../../../src/lib/drill/index.js'
import {
  type ActionRule,
  type HallRules,
  loadHallRules,
  type ObjectKind,
} from '../../../src/lib/hall/index.js'
import { loadPack } from '../../../src/lib/notice/index.js'
import { tempFolder } from '../../support/temp-folder.js'

const shipped = join(templatesDir(), 'drills')

async function changed(file: string, from: string, to: string): Promise<string> {
  const folder = join(await tempFolder(), 'drills')
  cpSync(shipped, folder, { recursive: true })
  const path = join(folder, file)
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
  return folder
}

function required(input: ActionRule['input']): readonly string[] {
  return Object.keys(input).filter((name) => !String(input[name]).endsWith('?'))
}

function isPlayable(step: ScriptStep, workflows: HallRules['workflows']): boolean {
  const { do: act, seen, as, refused } = step
  const [kind = '', action = ''] = (act?.call ?? '').split('.')
  const { start, actions } = workflows[kind as ObjectKind]
  const rule = act?.id === undefined ? start[action] : actions[action]
  if (!act || !rule) return false
  const spawns = 'spawn' in rule && rule.spawn !== undefined
  const isProven = spawns || seen?.event === `${kind}.${rule.event}`
  const isMeant = refused !== undefined || rule.by.includes(as)
  return isProven && isMeant && required(rule.input).join() === Object.keys(act.with).join()
}

test('the shipped scripts play every theme of the notice', async () => {
  const { scripts, plays } = await loadDrills(shipped)
  const pack = await loadPack('menghai-2015')

  expect(scripts.map(({ id }) => id)).toEqual([
    'card-appeal',
    'complaint',
    'consultation',
    'deemed-acceptance',
    'duties',
    'extension',
    'invest-project',
    'item-consistency',
    'joint-project',
    'late-entry',
    'online-case',
    'publish-articles',
    'special-procedure',
    'supplement-once',
    'upkeep',
    'village-agent',
  ])
  expect(new Set(plays.play.map(({ theme }) => theme))).toEqual(
    new Set(pack.themes.map(({ id }) => id)),
  )
})

test('every act of a script is an action of the hall, by a role that may do it or has to be refused, and is proven by its event', async () => {
  const { scripts } = await loadDrills(shipped)
  const { workflows } = await loadHallRules(templatesDir())
  const wrong = scripts.flatMap((script) =>
    Object.entries(script.steps)
      .filter(([, step]) => step.do && !isPlayable(step, workflows))
      .map(([name]) => `${script.id}/${name}`),
  )

  expect(wrong).toEqual([])
})

test('a slip in a script is told with its place before the drill', async () => {
  const key = await changed('online-case.yaml', 'needs: [submit]', 'need: [submit]')
  await expect(loadDrills(key)).rejects.toMatchObject({
    code: 'HK-YAML-003',
    params: { key: 'need', nearest: ['needs'] },
  })
  const step = await changed(
    'online-case.yaml',
    'needs: [pre_pass, correct, urge]',
    'needs: [prepass]',
  )
  await expect(loadDrills(step)).rejects.toMatchObject({
    code: 'HK-DRILL-001',
    params: { at: 'accept', name: 'prepass' },
  })
  const name = await changed('online-case.yaml', 'item.code}', 'itme.code}')
  await expect(loadDrills(name)).rejects.toMatchObject({
    code: 'HK-EXPR-005',
    params: { name: 'itme', nearest: ['item'] },
  })
  const mix = await changed('plan.yaml', ', urge: 1', ', supplement: 1')
  const variants = ['correct', 'urge', 'approve', 'refuse']
  await expect(loadDrills(mix)).rejects.toMatchObject({
    code: 'HK-DRILL-001',
    params: { at: 'online-case', name: 'supplement', known: variants },
  })
  const none = await changed('plan.yaml', ', mix: { approve: rest, refuse: 1 }', '')
  await expect(loadDrills(none)).rejects.toMatchObject({
    code: 'HK-DRILL-001',
    params: { at: 'invest-project', known: ['approve', 'refuse'] },
  })
  const seal = 'deadlines:\n'
  const mutexes = (rule: string) => changed('plan.yaml', seal, `mutexes: [{ ${rule} }]\n${seal}`)
  await expect(loadDrills(await mutexes('mutex: 章, step: setle'))).rejects.toMatchObject({
    code: 'HK-DRILL-001',
    params: { at: 'mutexes', name: 'setle', known: ['settle'] },
  })
  await expect(loadDrills(await mutexes('mutex: 章'))).rejects.toMatchObject({
    code: expect.stringContaining('HK-YAML'),
  })
})

test("a county's plan stands over its province's, key by key, and never over itself", async () => {
  const folder = await tempFolder()
  const [province, county, loop] = ['全省.yaml', '县.yaml', '圈.yaml'].map((name) =>
    join(folder, name),
  )
  await writeFile(province ?? '', 'drill: 1\nlate: count\npause: freeze\nuntil: 2015-05-01\n')
  await writeFile(county ?? '', 'drill: 1\nextends: 全省.yaml\nlate: skip\n')
  await writeFile(loop ?? '', 'drill: 1\nextends: 圈.yaml\n')

  const { plays } = await loadDrills(shipped, county)
  expect(plays).toMatchObject({ late: 'skip', pause: 'freeze', until: '2015-05-01' })
  expect(plays.play.length).toBeGreaterThan(3) // what neither names stays as shipped
  await expect(loadDrills(shipped, loop)).rejects.toMatchObject({
    code: 'HK-DRILL-001',
    params: { at: 'extends', name: '圈.yaml' },
  })
})
