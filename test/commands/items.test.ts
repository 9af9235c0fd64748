import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import Inbox from '../../src/commands/inbox.js'
import ItemsCheck from '../../src/commands/items/check.js'
import ItemsImport from '../../src/commands/items/import.js'
import ItemsList from '../../src/commands/items/list.js'
import ItemsShow from '../../src/commands/items/show.js'
import { createWorkspace } from '../../src/lib/workspace/index.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'
import { expected } from '../unit/inbox/menghai.js'

const FIXTURES = join(import.meta.dirname, '../../fixtures/menghai/inbox')
const WATER = '县水务局审批（服务）事项信息梳理表.csv'
const water = expected.perUnit.find(({ unit }) => unit === '11532822999700052M')
const WATER_PEOPLE = '县水务局流程节点人员信息表.csv'
const ARCHIVE = '县档案局报表.xls'

/** A workspace whose inbox holds some of the county's files. */
async function workspaceWith(...files: readonly string[]): Promise<string> {
  const root = join(await tempFolder(), '勐海')
  await createWorkspace(root, { id: '12345678', notice: 'menghai-2015', region: '532822' })
  for (const file of files) await copyFile(join(FIXTURES, file), join(root, 'inbox', file))
  return root
}

describe('an item of which a sheet says little', () => {
  test('is listed with null for all that it does not say', async () => {
    const root = await workspaceWith()
    const rows = ['填报单位：勐海县林业局', '事项名称,事项类型,设定依据,法定期限,承诺期限']
    const item = '林木采伐许可,行政许可,《森林法》第三十二条,20个工作日,即办'
    await writeFile(join(root, 'inbox', '表.csv'), [...rows, item].join('\n'))
    const at = ['--workspace', root, '--json']

    const imported = await runCommand(ItemsImport, [join(root, 'inbox'), ...at])
    const { json } = await runCommand(ItemsList, at)
    await runCommand(ItemsShow, ['林木采伐许可', ...at])

    const skipped = { blank: 0, title: 1, header: 1, total: 0, note: 0 }
    expect(imported.json?.result.files[0]).toMatchObject({ rows: 3, recordRows: 1, skipped })
    expect(json?.result.items).toEqual([
      {
        unit: { code: '11532822999700060G', name: '勐海县林业局' },
        code: null,
        name: '林木采伐许可',
        type: { code: '01', label: '行政许可' },
        caseType: null,
        statutory: { value: 20, unit: 'workday', raw: '20个工作日' },
        promised: { value: 0, unit: 'instant', raw: '即办' },
        depth: null,
        basis: '《森林法》第三十二条',
        conditions: null,
        materials: [],
        fee: { charged: null, raw: null },
        office: null,
        nodes: [],
        supervision: null,
        status: 'draft',
        version: 1,
        source: { file: 'inbox/表.csv', sheet: '', row: 3 },
      },
    ])
  })
})

describe('items import', () => {
  test('tells of each file what was read, stored and returned, with every finding in words', async () => {
    const root = await workspaceWith(WATER)

    const { json, exitCode } = await runCommand(ItemsImport, [
      join(root, 'inbox'),
      '--workspace',
      root,
      '--json',
    ])

    expect(exitCode).toBe(1)
    const { files, totals, findings } = json?.result ?? {}
    expect(totals).toEqual({ read: 16, stored: 14, unchanged: 0, quarantined: 2 })
    expect(files).toHaveLength(1)
    expect(files[0]).toMatchObject({
      file: `inbox/${WATER}`,
      unit: { name: '勐海县水务局' },
      form: 'items',
      read: 16,
      error: null,
    })
    expect(files[0].sha256).toMatch(/^[0-9a-f]{64}$/u)
    const rows = files[0].read
    expect(rows).toBe(files[0].stored + files[0].unchanged + files[0].quarantined)
    const errors = findings.filter(({ level }: { level: string }) => level === 'error')
    expect(errors[0]).toMatchObject({
      code: 'HK-ITEM-010',
      row: 6,
      message: '「法律依据」没有填写',
    })
    expect(errors[0].fix).toHaveLength(1)
  })

  test('the same file again is unchanged', async () => {
    const root = await workspaceWith(ARCHIVE)
    const argv = [join(root, 'inbox'), '--workspace', root, '--json']
    await runCommand(ItemsImport, argv)

    const { json, exitCode } = await runCommand(ItemsImport, argv)

    expect(exitCode).toBe(0)
    expect(json?.result.totals).toEqual({ read: 6, stored: 0, unchanged: 6, quarantined: 0 })
  })

  test('a broken workbook is told by name, and the others still come in', async () => {
    const root = await workspaceWith(ARCHIVE)
    await writeFile(join(root, 'inbox', '县教育局.xlsx'), 'PK\u0003\u0004 cut off')

    const { json, exitCode } = await runCommand(ItemsImport, [
      join(root, 'inbox'),
      '--workspace',
      root,
      '--json',
    ])

    expect(exitCode).toBe(1)
    const [broken, fine] = json?.result.files ?? []
    expect(broken).toMatchObject({ file: 'inbox/县教育局.xlsx', read: null, unit: null })
    expect(broken.error.code).toMatch(/^HK-SHEET-/u)
    expect(broken.error.message).toContain('县教育局.xlsx')
    expect(fine).toMatchObject({ file: `inbox/${ARCHIVE}`, stored: 6, error: null })
  })

  test('a path that is not there changes nothing and exits with 2', async () => {
    const root = await workspaceWith()

    const { json, exitCode } = await runCommand(ItemsImport, [
      '没有.xlsx',
      '--workspace',
      root,
      '--json',
    ])

    expect(exitCode).toBe(2)
    expect(json?.error?.code).toBe('HK-INBOX-004')
  })

  test('an unknown unit is told with the nearest names', async () => {
    const root = await workspaceWith(ARCHIVE)

    const { json, exitCode } = await runCommand(ItemsImport, [
      join(root, 'inbox'),
      '--unit',
      '水务居',
      '--workspace',
      root,
      '--json',
    ])

    expect(exitCode).toBe(2)
    expect(json?.error?.code).toBe('HK-INBOX-007')
    expect(json?.error?.suggestions[0]).toContain('水务局')
  })
})

describe('inbox', () => {
  test('prints unit x form: received, returned, missing', async () => {
    const root = await workspaceWith(WATER, WATER_PEOPLE, ARCHIVE)

    const { stdout, stderr, exitCode } = await runCommand(Inbox, ['--workspace', root])

    expect(exitCode).toBe(1)
    const [header, ...lines] = stdout.split('\n').map((line) => line.split('\t'))
    expect(header).toEqual([
      '单位',
      '审批（服务）事项信息梳理表',
      '各流程节点人员信息表',
      '网上大厅栏目信息表',
      '参演单位信息表',
    ])
    expect(lines.find(([unit]) => unit === '勐海县水务局')?.slice(1)).toEqual([
      '待改 2（已收 14）',
      '已收 7',
      '未交',
      '未交',
    ])
    expect(lines.find(([unit]) => unit === '勐海县档案局')?.slice(1)).toEqual([
      '已收 6',
      '已收 4',
      '待改 1（已收 7）',
      '未交',
    ])
    expect(lines.find(([unit]) => unit === '勐海县气象局')?.slice(1)).toEqual([
      '未交',
      '未交',
      '未交',
      '未交',
    ])
    expect(stdout).toContain('事项：读出 22 条，新入库 20 条，未变 0 条，退回待改 2 条')
    expect(stderr).toContain('HK-ITEM-012')
  })

  test('speaks English when asked, with the same counts under --json', async () => {
    const root = await workspaceWith(ARCHIVE)

    const { json } = await runCommand(Inbox, ['--workspace', root, '--lang', 'en', '--json'])

    expect(json?.result.totals.item).toEqual({ read: 6, stored: 6, unchanged: 0, quarantined: 0 })
    expect(json?.result.units).toHaveLength(28)
    expect(json?.result.findings.every(({ message }: { message: string }) => message !== '')).toBe(
      true,
    )
  })
})

describe('stored items', () => {
  test('are listed by unit in the shape of the contract', async () => {
    const root = await workspaceWith(WATER, ARCHIVE)
    await runCommand(Inbox, ['--workspace', root])

    const { json, exitCode } = await runCommand(ItemsList, [
      '--unit',
      '水务局',
      '--workspace',
      root,
      '--json',
    ])

    expect(exitCode).toBe(0)
    expect(json?.result.items).toHaveLength(14)
    expect(Object.keys(json?.result.items[0])).toEqual([
      'unit',
      'code',
      'name',
      'type',
      'caseType',
      'statutory',
      'promised',
      'depth',
      'basis',
      'conditions',
      'materials',
      'fee',
      'office',
      'nodes',
      'supervision',
      'status',
      'version',
      'source',
    ])
    expect(json?.result.items[0]).toMatchObject({
      status: 'draft',
      version: 1,
      source: { file: `inbox/${WATER}` },
    })
  })

  test('one is shown by a part of its name, with its versions', async () => {
    const root = await workspaceWith(ARCHIVE)
    await runCommand(Inbox, ['--workspace', root])
    const all = await runCommand(ItemsList, ['--workspace', root, '--json'])
    const [{ name, code }] = all.json?.result.items ?? []

    const { json } = await runCommand(ItemsShow, [code, '--workspace', root, '--json'])
    const { stdout } = await runCommand(ItemsShow, [name, '--workspace', root])

    expect(json?.result.item).toMatchObject({ name, code })
    expect(json?.result.versions).toHaveLength(1)
    expect(stdout).toContain(code)
    expect(stdout).toContain('首次入库')
  })

  test('a name that nobody has is told with near ones', async () => {
    const root = await workspaceWith(ARCHIVE)
    await runCommand(Inbox, ['--workspace', root])

    const { json, exitCode } = await runCommand(ItemsShow, [
      '天气预报',
      '--workspace',
      root,
      '--json',
    ])

    expect(exitCode).toBe(2)
    expect(json?.error?.code).toBe('HK-ITEM-001')
  })

  test('are checked unit by unit against the targets of the notice', async () => {
    const root = await workspaceWith(WATER)
    await runCommand(Inbox, ['--workspace', root])

    const { json, exitCode } = await runCommand(ItemsCheck, [
      '--unit',
      '水务局',
      '--workspace',
      root,
      '--json',
    ])

    expect(exitCode).toBe(1)
    const { units, targets, findings } = json?.result ?? {}
    expect(units).toHaveLength(1)
    expect(units[0]).toMatchObject({
      items: 14,
      returned: 2,
      ready: water?.eligible,
      depth: { denominator: 14 },
    })
    expect(targets.map(({ id }: { id: string }) => id)).toEqual(['depth', 'online'])
    expect(findings.filter(({ level }: { level: string }) => level === 'error')).toHaveLength(2)
  })

  test('are nowhere in an empty workspace, which is said', async () => {
    const root = await workspaceWith()

    const { stderr, exitCode } = await runCommand(ItemsList, ['--workspace', root])

    expect(exitCode).toBe(0)
    expect(stderr).toContain('hallkit inbox')
  })
})
