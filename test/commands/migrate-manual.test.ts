import { describe, expect, test } from 'vitest'
import MigrateManualClose from '../../src/commands/migrate/manual/close.js'
import MigrateManualList from '../../src/commands/migrate/manual/list.js'
import MigrateManualOpen from '../../src/commands/migrate/manual/open.js'
import { oldCase, oldSystem, people, run } from '../support/migration.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

describe('migrate manual', () => {
  test('from the list into the hall: opened, keyed, closed', async () => {
    const cases = [oldCase('A1'), oldCase('A2', { state: '作废' })]
    const mapping = await oldSystem(await tempFolder(), { people, cases })
    expect(await runCommand(MigrateManualList, [mapping, '--json'])).toMatchObject({
      exitCode: 0,
      json: { result: { cases: [], findings: [] } },
    })
    await run(mapping)
    const row = ['--entity', 'case', '--key', 'A2']
    const why = ['--by', '科室甲', '--because', '照档案录']
    await runCommand(MigrateManualOpen, [mapping, ...row, ...why, '--json'])
    const open = await runCommand(MigrateManualList, [mapping])
    expect(open).toMatchObject({ exitCode: 1 })
    expect(open.stdout).toMatch(/case\tA2\t转补录\t\d{4}-\d\d-\d\d\t待录/)

    const keyed = ['--hall-key', 'H1', '--operator', '李某']
    expect((await runCommand(MigrateManualClose, [mapping, ...row, ...keyed])).stdout).toContain(
      '大厅编号 H1',
    )
    await runCommand(MigrateManualClose, [mapping, ...row, ...keyed, '--json'])
    expect((await runCommand(MigrateManualList, [mapping])).stdout).toContain('没有要补录的办件')
    expect(
      (await runCommand(MigrateManualList, [mapping, '--all', '--json'])).json?.result,
    ).toMatchObject({
      cases: [{ key: 'A2', state: 'keyed', hallKey: 'H1', operator: '李某' }],
    })
  })
})
