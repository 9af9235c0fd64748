import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import MigrateExample from '../../src/commands/migrate/example.js'
import MigrateLint from '../../src/commands/migrate/lint.js'
import MigratePlan from '../../src/commands/migrate/plan.js'
import MigrateProfile from '../../src/commands/migrate/profile.js'
import MigrateRun from '../../src/commands/migrate/run.js'
import { templatesDir } from '../../src/lib/assets/index.js'
import { lintsAsDraft } from '../support/draft.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const foxpro = join(templatesDir(), 'migrations', 'examples', 'foxpro-2004', 'data')

describe('migrate profile', () => {
  test('shows a person what each column holds and what belongs together', async () => {
    const { stdout, stderr, exitCode } = await runCommand(MigrateProfile, [foxpro])

    expect(exitCode).toBe(1)
    expect(stdout).toContain('【BJ】120 行')
    expect(stdout).toMatch(/SFZH\tC\(18\)\t0\t\d+\t身份证号/)
    expect(stdout).toContain('SX.BMDM → BM.DM')
    expect(stderr).toContain('SQR.DBF:5')
    expect(stdout).not.toMatch(/5328221970|岩温/)
  })

  test('begins a mapping that passes lint and plans every row; what nobody can know is a TODO', async () => {
    const folder = await tempFolder()
    await cp(foxpro, join(folder, 'data'), { recursive: true })
    const mapping = join(folder, 'lsp-2004.yaml')
    const { json } = await runCommand(MigrateProfile, [
      join(folder, 'data'),
      '--mapping',
      mapping,
      '--json',
    ])
    expect(json?.result.mapping).toMatchObject({ file: mapping, entities: 5 })

    const text = await readFile(mapping, 'utf8')
    expect(text).toContain('system: lsp-2004')
    expect(text).toMatch(/accepted_at: .*YY\.M\.D.*# TODO 年份只有两位/)
    expect(text).toMatch(/# TODO 挂起: 是什么？（1 行）/)
    expect(text).toMatch(/# {3}- \{ id: E1, when: 'r\["_deleted"\] == 1'/)
    expect(text.match(/# TODO/g)?.length).toBe(json?.result.mapping.todos)
    await lintsAsDraft(mapping)
    const plan = await runCommand(MigratePlan, [mapping, '--json'])
    expect(plan.json?.result).toMatchObject({
      balanced: true,
      entities: [{ created: 5 }, { created: 5 }, {}, { created: 8 }, { read: 120 }],
    })
    expect(await runCommand(MigrateProfile, [foxpro, '--mapping', mapping])).toMatchObject({
      exitCode: 2,
    })
    const todos = text.match(/# TODO/g)?.length ?? 0
    const run = await runCommand(MigrateRun, [mapping])
    expect(run).toMatchObject({ exitCode: 2 })
    expect(run.stderr).toMatch(
      new RegExp(`还有 ${todos} 处 TODO 未定（第 \\d+、.+…… 行），不能正式迁移`),
    )
    await writeFile(mapping, text.replace(/# TODO/g, '#'))
    expect((await runCommand(MigrateLint, [mapping])).exitCode).toBe(0)
    expect((await runCommand(MigrateRun, [mapping, '--json'])).json?.result.balanced).toBe(true)
  })
})

describe('migrate profile of a system that nobody knows', () => {
  test('takes a table for what its name is about, and asks; a mark of validity is never guessed', async () => {
    const folder = await tempFolder()
    const head = '登记号,申办人,登记日期,目前情况,收了多少钱,有效'
    const lines = Array.from({ length: 20 }, (_, n) =>
      [
        `D${n + 1}`,
        '王伟',
        `${n + 1}/3/2009`,
        n % 5 === 0 ? '没完' : '完',
        `￥${n}.00`,
        n % 4 === 0 ? '否' : '是',
      ].join(','),
    )
    await writeFile(join(folder, '业务登记表2009.csv'), [head, ...lines, ''].join('\n'))
    const mapping = join(folder, 'x.yaml')
    await runCommand(MigrateProfile, [folder, '--mapping', mapping])

    const text = await readFile(mapping, 'utf8')
    expect(text).toContain('title: 办件 # TODO 表 业务登记表2009，20 行，只是表名像办件，请确认')
    expect(text).toMatch(/- 登记日期 # TODO 用途不明.*applied_at/)
    expect(text).toMatch(/- 有效 # TODO 像删除标志/)
    expect(text).toContain('fee_fen: [{ get: 收了多少钱 }, money_fen]')
    expect(text).toMatch(/ {4}没完: accepted # 4 行/)
    await lintsAsDraft(mapping)
  })
})

describe('migrate example', () => {
  test('puts a worked example into a folder, once', async () => {
    const folder = join(await tempFolder(), '例子')
    const order = ['foxpro-2004', '--output', folder, '--json']
    expect((await runCommand(MigrateExample, order)).json?.result.files).toContain('lsp-2004.yaml')
    expect((await runCommand(MigrateExample, order)).json?.error?.code).toBe('HK-MIG-033')
    expect(
      (await runCommand(MigrateExample, ['foxpro', '--output', folder, '--json'])).json?.error
        ?.code,
    ).toBe('HK-MIG-040')
    expect(await runCommand(MigrateLint, [join(folder, 'lsp-2004.yaml')])).toMatchObject({
      exitCode: 0,
    })
  })

  test.each(['foxpro-2004', 'mysql-2010', 'hunan-supervision', 'exchange'])(
    '%s names its schema beside it: the folder may be carried away',
    async (example) => {
      const folder = await tempFolder()
      const { json } = await runCommand(MigrateExample, [example, '--output', folder, '--json'])
      const mappings = json?.result.files.filter((file: string) => file.endsWith('.yaml'))
      expect(mappings.length).toBeGreaterThan(0)
      for (const mapping of mappings) {
        const text = await readFile(join(folder, mapping), 'utf8')
        const path = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text)?.[1] ?? ''
        expect(path).toBe('.hallkit/migration.schema.json')
        const schema = JSON.parse(await readFile(join(folder, path), 'utf8'))
        expect(schema.properties.entities).toBeDefined()
      }
    },
  )
})
