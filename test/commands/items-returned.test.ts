import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import ItemsImport from '../../src/commands/items/import.js'
import ItemsReplay from '../../src/commands/items/replay.js'
import ItemsReturned from '../../src/commands/items/returned.js'
import RosterImport from '../../src/commands/roster/import.js'
import { readBook } from '../../src/lib/sheets/index.js'
import { createWorkspace } from '../../src/lib/workspace/index.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const FIXTURES = join(import.meta.dirname, '../../fixtures/menghai/inbox')
const WATER = '县水务局审批（服务）事项信息梳理表.csv'

async function workspaceWith(...files: readonly string[]): Promise<string> {
  const root = join(await tempFolder(), '勐海')
  await createWorkspace(root, { id: '12345678', notice: 'menghai-2015', region: '532822' })
  for (const file of files) await copyFile(join(FIXTURES, file), join(root, 'inbox', file))
  return root
}

const HEADER = '序号,办什么事,事项类型,设定依据,法定办结时限,承诺办结时限'
const ROW = '1,林木采伐许可,行政许可,《中华人民共和国森林法》第三十二条,20个工作日,10个工作日'

describe('what came back', () => {
  test('is told with its file, and lies beside a text for the unit', async () => {
    const root = await workspaceWith(WATER)
    const argv = [join(root, 'inbox'), '--workspace', root]

    const { stderr } = await runCommand(ItemsImport, argv)
    const { json } = await runCommand(ItemsImport, [...argv, '--json'])

    expect(stderr).toContain('退回表：')
    const { files, messages, absent } = json?.result ?? {}
    const produced = await readBook(files[0].annotated)
    expect(produced.sheets.map(({ name }) => name)).toEqual(['核验结果', '原表', '填写说明'])
    expect(await readFile(messages[0], 'utf8')).toContain('勐海县水务局：')
    expect(absent).toEqual([])
  })

  test('is listed with its reasons, one unit at a time, and saved as a workbook', async () => {
    const root = await workspaceWith(WATER)
    await runCommand(ItemsImport, [join(root, 'inbox'), '--workspace', root])
    const file = join(root, '退回.xlsx')

    const all = await runCommand(ItemsReturned, ['--workspace', root, '--json'])
    const none = await runCommand(ItemsReturned, [
      '--unit',
      '林业局',
      '--workspace',
      root,
      '--json',
    ])
    const saved = await runCommand(ItemsReturned, ['--workspace', root, '--export', file, '--json'])

    expect(all.exitCode).toBe(1)
    expect(all.json?.result.items).toHaveLength(2)
    expect(all.json?.result.items[0].reasons[0]).toMatchObject({ message: '「法律依据」没有填写' })
    expect(none.exitCode).toBe(0)
    expect(none.json?.result.items).toEqual([])
    expect(saved.json?.result.exported).toBe(file)
    expect((await readBook(file)).sheets[0]?.rows).toHaveLength(3)
  })

  test('from elsewhere is told with its whole path here, and in the workbook with its name alone', async () => {
    const root = await workspaceWith()
    const file = join(root, '退回.xlsx')
    await runCommand(ItemsImport, [join(FIXTURES, WATER), '--workspace', root])

    const saved = await runCommand(ItemsReturned, ['--workspace', root, '--export', file, '--json'])

    expect(saved.json?.result.items[0].source.file).toBe(join(FIXTURES, WATER))
    const [, first] = (await readBook(file)).sheets[0]?.rows ?? []
    expect(first?.cells).toContain(WATER)
  })

  test('is checked again where it lies, and comes in when it passes', async () => {
    const root = await workspaceWith(WATER)
    await runCommand(ItemsImport, [join(root, 'inbox'), '--workspace', root])

    const same = await runCommand(ItemsReplay, ['--workspace', root, '--json'])

    expect(same.exitCode).toBe(1)
    expect(same.json?.result.totals).toEqual({ read: 16, stored: 0, unchanged: 14, quarantined: 2 })

    const bytes = new TextDecoder('gb18030').decode(await readFile(join(root, 'inbox', WATER)))
    const lines = bytes.split('\n').filter((line) => !line.includes('65'))
    await writeFile(join(root, 'inbox', WATER), lines.join('\n'))
    const mended = await runCommand(ItemsReplay, ['--workspace', root, '--json'])

    expect(mended.json?.result.totals.quarantined).toBe(1)
  })

  test('of an empty workspace is nothing', async () => {
    const root = await workspaceWith()

    const { json, exitCode } = await runCommand(ItemsReplay, ['--workspace', root, '--json'])

    expect(exitCode).toBe(0)
    expect(json?.result).toMatchObject({ totals: null, missing: [] })
  })
})

describe('flags of an import', () => {
  test('name a column, and a wrong word is told', async () => {
    const root = await workspaceWith()
    const file = join(root, 'inbox', '林业局.csv')
    await writeFile(file, [HEADER, ROW].join('\n'))
    const argv = [file, '--workspace', root, '--json']

    const wrong = await runCommand(ItemsImport, [...argv, '--map', '事项名称'])
    const stopped = await runCommand(ItemsImport, argv)
    const told = await runCommand(ItemsImport, [...argv, '--map', '办什么事=事项名称'])

    expect(wrong.json?.error?.code).toBe('HK-INBOX-020')
    expect(stopped.json?.result.files[0].error.code).toBe('HK-SHEET-031')
    expect(told.json?.result.totals).toMatchObject({ stored: 1 })
  })

  test('rehearse, and take nothing of a file with an error', async () => {
    const root = await workspaceWith(WATER)
    const argv = [join(root, 'inbox', '*水务*.csv'), '--workspace', root, '--json']

    const rehearsed = await runCommand(ItemsImport, [...argv, '--dry-run'])
    const strict = await runCommand(ItemsImport, [...argv, '--strict'])

    expect(rehearsed.json?.result.totals).toMatchObject({ stored: 14, quarantined: 2 })
    expect(rehearsed.json?.result.messages).toEqual([])
    expect(strict.json?.result.files[0].error.code).toBe('HK-INBOX-008')
    expect(strict.json?.result.totals).toMatchObject({ stored: 0 })
    expect(strict.exitCode).toBe(1)
  })

  test('are the same for people', async () => {
    const people = '县水务局流程节点人员信息表.csv'
    const root = await workspaceWith(people)

    const { json } = await runCommand(RosterImport, [
      join(root, 'inbox'),
      '--workspace',
      root,
      '--json',
    ])

    expect(json?.result.totals.stored).toBeGreaterThan(0)
    expect(json?.result.files[0].form).toBe('node-staff')
  })
})
