import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import ItemsCheck from '../../src/commands/items/check.js'
import ItemsCompare from '../../src/commands/items/compare.js'
import ItemsDiff from '../../src/commands/items/diff.js'
import ItemsExport from '../../src/commands/items/export.js'
import ItemsImport from '../../src/commands/items/import.js'
import ItemsList from '../../src/commands/items/list.js'
import ItemsSubmit from '../../src/commands/items/submit.js'
import { readBook } from '../../src/lib/sheets/index.js'
import { createWorkspace } from '../../src/lib/workspace/index.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const FIXTURES = join(import.meta.dirname, '../../fixtures/menghai/inbox')
const ARCHIVE = '县档案局报表.xls'

/** A workspace that holds the six items of the archive office, and their export as .csv. */
async function workspace() {
  const root = join(await tempFolder(), '勐海')
  await createWorkspace(root, { id: '12345678', notice: 'menghai-2015', region: '532822' })
  await copyFile(join(FIXTURES, ARCHIVE), join(root, 'inbox', ARCHIVE))
  const run = (command: Parameters<typeof runCommand>[0], ...argv: readonly string[]) =>
    runCommand(command, [...argv, '--workspace', root, '--json'])
  await run(ItemsImport, join(root, 'inbox'))
  const csv = join(root, '县档案局.csv')
  await run(ItemsExport, '--format', 'csv', '--out', csv)
  return { root, run, csv }
}

describe('items export', () => {
  test('a .csv that Excel reads, whose every item comes in again unchanged', async () => {
    const { run, csv } = await workspace()

    const text = await readFile(csv, 'utf8')

    expect(text.startsWith('\uFEFF填报单位,实施编码,事项名称')).toBe(true)
    const { json } = await run(ItemsImport, csv)
    expect(json?.result.totals).toEqual({ read: 6, stored: 0, unchanged: 6, quarantined: 0 })
  })

  test('what looks like a formula comes out as text in .csv and .xlsx', async () => {
    const { root, run, csv } = await workspace()
    const evil = "=cmd|'/c calc'!A1"
    const lines = (await readFile(csv, 'utf8')).split('\r\n')
    const header = lines[0]?.split(',') ?? []
    const cells = lines[1]?.split(',') ?? []
    cells[header.indexOf('承办科室')] = evil
    await writeFile(csv, [lines[0], cells.join(','), ''].join('\r\n'))
    await run(ItemsImport, csv)

    await run(ItemsExport, '--format', 'csv', '--out', join(root, 'a.csv'))
    await run(ItemsExport, '--out', join(root, 'a.xlsx'))

    expect(await readFile(join(root, 'a.csv'), 'utf8')).toContain(`,'${evil},`)
    const book = await readBook(join(root, 'a.xlsx'))
    expect(JSON.stringify(book.sheets)).toContain(evil)
    const parts = unzipSync(await readFile(join(root, 'a.xlsx')))
    expect(strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).not.toMatch(/<f[ >]/u)
  })

  test('.json holds what items list holds', async () => {
    const { root, run } = await workspace()

    const { json } = await run(ItemsExport, '--format', 'json')

    expect(json?.result).toEqual({
      format: 'json',
      path: join(root, 'out', '事项清单.json'),
      items: 6,
    })
    const listed = await run(ItemsList)
    const written = JSON.parse(await readFile(json?.result.path, 'utf8'))
    expect(written.map(({ name }: { name: string }) => name)).toEqual(
      listed.json?.result.items.map(({ name }: { name: string }) => name),
    )
  })
})

describe('items diff', () => {
  test('tells what an import would change, and leaves the workspace as it is', async () => {
    const { run, csv } = await workspace()
    const before = await run(ItemsList)
    const text = await readFile(csv, 'utf8')
    const office = before.json?.result.items[0].office
    await writeFile(csv, text.replace(office, '档案指导股'))

    const { json, exitCode } = await run(ItemsDiff, csv)

    expect(exitCode).toBe(1)
    expect(json?.result).toMatchObject({ added: 0, changed: 1, withdrawn: 0, returned: 0 })
    expect(json?.result.changes).toMatchObject([
      { kind: 'changed', fields: [{ field: 'office', before: office, after: '档案指导股' }] },
    ])
    expect((await run(ItemsList)).json?.result).toEqual(before.json?.result)
  })

  test('tells what changed since a day', async () => {
    const { run } = await workspace()

    const all = await run(ItemsDiff, '--since', '2015-04-08')
    const none = await run(ItemsDiff, '--since', '2199-01-01')
    const wrong = await run(ItemsDiff, '--since', '前天')

    expect(all.json?.result).toMatchObject({ added: 6, changed: 0, returned: null })
    expect(none).toMatchObject({ exitCode: 0, json: { result: { added: 0, changes: [] } } })
    expect(wrong.json?.error?.code).toBe('HK-ITEM-008')
  })

  test('needs either files or a day', async () => {
    const { run, csv } = await workspace()

    expect((await run(ItemsDiff)).json?.error?.code).toBe('HK-ITEM-101')
    expect((await run(ItemsDiff, csv, '--since', '2015-04-08')).json?.error?.code).toBe(
      'HK-ITEM-101',
    )
  })
})

describe('items compare', () => {
  test('three sources that agree have a rate of one', async () => {
    const { run, csv } = await workspace()

    const { json, exitCode } = await run(ItemsCompare, '--guide', csv, '--flow', csv)

    expect(exitCode).toBe(0)
    const { rate, missing, beyond, counts } = json?.result ?? {}
    expect(rate.numerator).toBe(rate.denominator)
    expect(rate.numerator).toBeGreaterThan(40)
    expect({ missing, beyond }).toEqual({
      missing: { guide: 0, flow: 0 },
      beyond: { guide: [], flow: [] },
    })
    expect(counts).toMatchObject({ different: 0, absent: 0 })
  })

  test('each difference is told with what every source says; items of one source only are named', async () => {
    const { root, run, csv } = await workspace()
    const lines = (await readFile(csv, 'utf8')).trimEnd().split('\r\n')
    const header = lines[0]?.split(',') ?? []
    const first = lines[1]?.split(',') ?? []
    const was = first[header.indexOf('承诺期限')] ?? ''
    first[header.indexOf('承诺期限')] = '19个工作日'
    first[header.indexOf('承办科室')] = ''
    const stranger = [...first]
    stranger[header.indexOf('实施编码')] = ''
    stranger[header.indexOf('事项名称')] = '系统外办理的事项'
    const guide = join(root, '指南.csv')
    await writeFile(
      guide,
      [lines[0], first.join(','), ...lines.slice(2, 6), stranger.join(',')].join('\r\n'),
    )

    const { json, exitCode } = await run(ItemsCompare, '--guide', guide, '--flow', csv)

    expect(exitCode).toBe(1)
    const { items, counts, missing, beyond } = json?.result ?? {}
    expect(counts).toMatchObject({ different: 1, absent: 1 })
    expect(missing).toEqual({ guide: 1, flow: 0 })
    expect(beyond.guide).toEqual(['系统外办理的事项'])
    const [odd] = items.filter(({ differences }: { differences: [] }) => differences.length > 0)
    expect(odd.differences).toMatchObject([
      { field: 'promised', registry: was, guide: '19个工作日', flow: was, verdict: 'different' },
      { field: 'office', guide: '', verdict: 'absent' },
    ])
  })

  test('without any other source there is nothing to compare', async () => {
    const { run } = await workspace()

    expect((await run(ItemsCompare)).json?.error?.code).toBe('HK-ITEM-101')
  })
})

test('items check counts states, coverage and units without items', async () => {
  const { run } = await workspace()

  const { json } = await run(ItemsCheck)

  const { total, units, without, findings } = json?.result ?? {}
  expect(total.states).toEqual({ draft: 6, submitted: 0, approved: 0, published: 0 })
  expect(total.coverage.units).toEqual({ numerator: 1, denominator: 28 })
  expect(total.coverage.items).toEqual({ numerator: 6, denominator: 6 })
  expect(without).toHaveLength(27)
  const archive = units.find(({ items }: { items: number }) => items > 0)
  expect(archive.coverage.units).toEqual({ numerator: 1, denominator: 1 })
  const left = (list: readonly { code: string; message: string }[]) =>
    list.filter(({ code }) => code === 'HK-ITEM-056' || code === 'HK-ITEM-059')
  expect(left(findings).map(({ message }) => message)).toEqual([
    '6 项都还是“编辑”，没有开始提交、审定',
  ])

  const { items } = (await run(ItemsList)).json?.result ?? {}
  await run(ItemsSubmit, '--by', '王某', items[0].name)
  const begun = left((await run(ItemsCheck)).json?.result.findings)
  expect(begun).toHaveLength(6)
  expect(begun.map(({ code }) => code)).not.toContain('HK-ITEM-059')
})
