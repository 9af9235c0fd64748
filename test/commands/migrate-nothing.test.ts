import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import MigrateLint from '../../src/commands/migrate/lint.js'
import MigratePlan from '../../src/commands/migrate/plan.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

describe('a mapping that takes nothing', () => {
  const mapping = (entities: string) => `version: 1
system: lsp-2014
source: { driver: csv, path: . }
target: { driver: sqlite, path: hall.sqlite }
contract: { new_columns: ignore }
entities:${entities}
`
  const entity = (fields: string) => `
  case:
    from: { table: 办件, key: [编号] }
    to: { table: cases, unique: k }
    fields: ${fields}`

  async function written(entities: string, rows = 'A1,甲\n') {
    const folder = await tempFolder()
    await writeFile(join(folder, '办件.csv'), `编号,名称\n${rows}`)
    await writeFile(join(folder, 'lsp.yaml'), mapping(entities))
    return join(folder, 'lsp.yaml')
  }

  test.each([
    ['no entity', ' {}', 'HK-YAML-005', '6:11'],
    ['no field', entity('{}'), 'HK-YAML-006', '9:33'],
    ['no key', entity('{ k: 编号 }').replace(', key: [编号]', ''), 'HK-YAML-004', '8:11'],
  ])(
    'for want of %s is refused by lint and plan at the place where it is wanted',
    async (_, entities, code, place) => {
      const file = await written(entities)
      for (const command of [MigrateLint, MigratePlan]) {
        const { json, exitCode } = await runCommand(command, [file, '--json'])
        expect([exitCode, json?.error?.code]).toEqual([2, code])
        expect(json?.error?.message).toContain(`lsp.yaml:${place}`)
      }
    },
  )

  test('but keys is told by lint and plan', async () => {
    const file = await written(entity('{ k: { key: true } }'))
    for (const command of [MigrateLint, MigratePlan]) {
      const { json, exitCode } = await runCommand(command, [file, '--json'])
      expect([exitCode, json?.result.findings[0].code]).toEqual([1, 'HK-MIG-412'])
    }
  })

  test('because its table is empty, or has no such key, is no success', async () => {
    const nothing = { exitCode: 1, json: { result: { findings: [{ code: 'HK-MIG-404' }] } } }
    const empty = await written(entity('{ k: 编号, name: 名称 }'), '')
    expect(await runCommand(MigratePlan, [empty, '--json'])).toMatchObject(nothing)
    const one = await written(entity('{ k: 编号, name: 名称 }'))
    expect(await runCommand(MigratePlan, [one, '--json', '--keys', 'A2'])).toMatchObject(nothing)
    expect(await runCommand(MigratePlan, [one, '--json', '--keys', 'A1'])).toMatchObject({
      exitCode: 0,
    })
  })
})
