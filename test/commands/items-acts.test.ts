import { copyFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import ItemsApprove from '../../src/commands/items/approve.js'
import ItemsHistory from '../../src/commands/items/history.js'
import ItemsImport from '../../src/commands/items/import.js'
import ItemsList from '../../src/commands/items/list.js'
import ItemsPublish from '../../src/commands/items/publish.js'
import ItemsReturn from '../../src/commands/items/return.js'
import ItemsRules from '../../src/commands/items/rules.js'
import ItemsShow from '../../src/commands/items/show.js'
import ItemsSubmit from '../../src/commands/items/submit.js'
import ItemsTransfer from '../../src/commands/items/transfer.js'
import ItemsWithdraw from '../../src/commands/items/withdraw.js'
import { createWorkspace, openStore, workspacePaths } from '../../src/lib/workspace/index.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const FIXTURES = join(import.meta.dirname, '../../fixtures/menghai/inbox')
const ARCHIVE = '县档案局报表.xls'

/** A workspace that holds the six items of the archive office. */
async function workspace() {
  const root = join(await tempFolder(), '勐海')
  await createWorkspace(root, { id: '12345678', notice: 'menghai-2015', region: '532822' })
  await copyFile(join(FIXTURES, ARCHIVE), join(root, 'inbox', ARCHIVE))
  const run = (command: Parameters<typeof runCommand>[0], ...argv: readonly string[]) =>
    runCommand(command, [...argv, '--workspace', root, '--json'])
  await run(ItemsImport, join(root, 'inbox'))
  const listed = await run(ItemsList)
  const items: readonly { name: string; code: string; status: string }[] = listed.json?.result.items
  return { root, run, items, first: items[0]?.name ?? '' }
}

describe('from edited to published', () => {
  test('each step takes the item on, with name, time and reason, and the list tells where it stands', async () => {
    const { run, first, items } = await workspace()
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['draft']))
    const status = async () =>
      (await run(ItemsList)).json?.result.items.find(({ name }: { name: string }) => name === first)
        ?.status

    await run(ItemsSubmit, first, '--by', '王编审', '--because', '按清单核对')
    expect(await status()).toBe('submitted')
    const approved = await run(ItemsApprove, first, '--by', '李编审')
    expect(await status()).toBe('approved')
    const published = await run(ItemsPublish, first, '--by', '赵公布')

    expect(await status()).toBe('published')
    expect(approved.json?.result.items).toMatchObject([
      { name: first, reason: 'added', version: 1, submittedBy: '王编审' },
    ])
    expect(published.exitCode).toBe(0)
    const { json } = await run(ItemsHistory, first)
    expect(json?.result.versions).toMatchObject([
      {
        version: 1,
        reason: 'added',
        madeBy: 'import',
        acts: [
          { act: 'submit', by: '王编审', because: '按清单核对' },
          { act: 'approve', by: '李编审', because: null },
          { act: 'publish', by: '赵公布' },
        ],
      },
    ])
  })

  test('the approval sheet is a real .docx in the out folder', async () => {
    const { root, run } = await workspace()
    await run(ItemsSubmit, '--all', '--by', '王编审')

    const { json } = await run(ItemsApprove, '--unit', '档案局', '--by', '李编审')

    expect(json?.result.items).toHaveLength(6)
    const [name] = await readdir(join(root, 'out'))
    expect(name).toMatch(/^事项审核单\d{4}-\d\d-\d\d\.docx$/u)
    expect(json?.result.paper).toBe(join(root, 'out', name ?? ''))
    expect((await stat(json?.result.paper)).size).toBeGreaterThan(4000)
  })

  test('whoever submitted may not approve, however the name is spaced, and nothing is approved', async () => {
    const { run } = await workspace()
    await run(ItemsSubmit, '--all', '--by', '王编审')

    const { json, exitCode } = await run(ItemsApprove, '--all', '--by', '王 编审')

    expect(exitCode).toBe(2)
    expect(json?.error?.code).toBe('HK-ITEM-004')
    const { json: listed } = await run(ItemsList)
    expect(listed?.result.items[0].status).toBe('submitted')
  })

  test('a step out of turn is refused for all, naming the state', async () => {
    const { run, first } = await workspace()

    const { json, exitCode } = await run(ItemsPublish, first, '--by', '赵公布')

    expect(exitCode).toBe(2)
    expect(json?.error).toMatchObject({
      code: 'HK-ITEM-003',
      message: expect.stringContaining('编辑'),
    })
  })

  test('a return owes its reason and leads back to editing', async () => {
    const { run, first } = await workspace()
    await run(ItemsSubmit, first, '--by', '王编审')

    const without = await run(ItemsReturn, first, '--by', '李编审')
    const done = await run(ItemsReturn, first, '--by', '李编审', '--because', '依据条款有误')

    expect(without.json?.error?.code).toBe('HK-ITEM-006')
    expect(done.exitCode).toBe(0)
    const { json } = await run(ItemsList)
    expect(json?.result.items[0].status).toBe('draft')
  })

  test('nothing named and nothing chosen is a question, not everything', async () => {
    const { run } = await workspace()

    expect((await run(ItemsSubmit, '--by', '王编审')).json?.error?.code).toBe('HK-ITEM-005')
  })
})

describe('withdrawal and transfer', () => {
  test('a withdrawn item is in no list, stays in history, and the same file does not bring it back', async () => {
    const { root, run, first, items } = await workspace()

    await run(ItemsWithdraw, first, '--because', '法律修订', '--by', '王编审')
    await run(ItemsImport, join(root, 'inbox'))

    const { json } = await run(ItemsList)
    expect(json?.result.items).toHaveLength(items.length - 1)
    const { json: traced } = await run(ItemsHistory, items[0]?.code ?? '')
    expect(traced?.result).toMatchObject({
      name: first,
      versions: [{ reason: 'withdrawn', acts: [{ act: 'withdraw', because: '法律修订' }] }],
    })
  })

  test('an item without a code is approved, published, handed over and withdrawn, and then found by its name as long as no other unit had one of that name', async () => {
    const { root, run } = await workspace()
    const name = '林地占用初审'
    const sheet = async (unit: string) => {
      const file = join(root, `${unit}.csv`)
      const lines = ['事项名称,事项类型,设定依据,法定期限,承诺期限']
      lines.push(`${name},行政许可,《中华人民共和国森林法》第十八条,20个工作日,10个工作日`)
      await writeFile(file, lines.join('\n'))
      await run(ItemsImport, file)
      return [name, '--unit', unit, '--because', '法律修订', '--by', '王编审']
    }
    await sheet('林业局')
    for (const command of [ItemsSubmit, ItemsApprove, ItemsPublish])
      expect((await run(command, name, '--by', command.name)).exitCode).toBe(0)
    const why = ['--because', '机构改革', '--by', '王编审']
    const { json: moved } = await run(ItemsTransfer, name, '--to', '水务局', ...why)
    await run(ItemsWithdraw, name, ...why)
    const { json: one } = await run(ItemsHistory, name)
    const other = await sheet('气象局')
    const { json: current } = await run(ItemsHistory, name)
    await run(ItemsWithdraw, ...other)
    const { json: two } = await run(ItemsHistory, name)

    expect(moved?.ok).toBe(true)
    expect(one?.result).toMatchObject({ unit: { name: '勐海县水务局' }, code: null })
    expect(one?.result.versions).toMatchObject([{ reason: 'moved' }, { reason: 'withdrawn' }])
    expect(current?.result.unit.name).toBe('勐海县气象局')
    expect(two?.error?.code).toBe('HK-ITEM-001')
  })

  test('a transferred item is a new version of the other unit, to be submitted again', async () => {
    const { run, first } = await workspace()
    for (const [command, by] of [
      [ItemsSubmit, '王编审'],
      [ItemsApprove, '李编审'],
      [ItemsPublish, '赵公布'],
    ] as const)
      await run(command, first, '--by', by)

    const same = await run(
      ItemsTransfer,
      first,
      '--to',
      '档案局',
      '--because',
      '错',
      '--by',
      '王编审',
    )
    await run(ItemsTransfer, first, '--to', '林业局', '--because', '机构改革', '--by', '王编审')

    expect(same.json?.error?.code).toBe('HK-ITEM-007')
    const { json } = await run(ItemsList, '--unit', '林业局')
    expect(json?.result.items).toMatchObject([{ name: first, version: 2, status: 'draft' }])
    expect((await run(ItemsShow, first)).json?.result.published).toBe(1)
    const { json: traced } = await run(ItemsHistory, first)
    expect(traced?.result.versions).toMatchObject([
      { version: 1, reason: 'added' },
      { version: 2, reason: 'moved', madeBy: 'act', acts: [{ act: 'transfer' }] },
    ])
  })

  test('acts and old versions can never be changed, not even by hand', async () => {
    const { root, run, first } = await workspace()
    await run(ItemsSubmit, first, '--by', '王编审')
    await run(ItemsWithdraw, first, '--because', '法律修订', '--by', '王编审')
    const store = openStore(workspacePaths(root).store)

    for (const sql of [
      "UPDATE acts SET actor = '别人'",
      'DELETE FROM acts',
      "UPDATE record_history SET data = '{}'",
      'DELETE FROM record_history',
    ])
      expect(() => store.database.exec(sql)).toThrow(/never/u)
    store.close()
  })
})

describe('items rules', () => {
  test('lists every rule with code, level, basis and words', async () => {
    const { run } = await workspace()

    const { json } = await run(ItemsRules)

    const { rules } = json?.result ?? {}
    expect(rules.length).toBeGreaterThanOrEqual(45)
    expect(rules.find(({ code }: { code: string }) => code === 'HK-ITEM-012')).toEqual({
      code: 'HK-ITEM-012',
      level: 'error',
      own: 'error',
      basis: '行政许可法 第四十二条；承诺时限不得长于法定时限',
      scope: 'item',
      words: '承诺时限（…）长于法定时限（…）',
      fix: ['核对两个时限是否填反，承诺时限应不长于法定时限'],
    })
  })

  test('speaks on a terminal too, outside any workspace', async () => {
    const { stdout, exitCode } = await runCommand(ItemsRules, ['--workspace', await tempFolder()])

    expect(exitCode).toBe(0)
    expect(stdout).toContain('HK-ITEM-055')
  })
})
