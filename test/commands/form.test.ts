import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import FormExport from '../../src/commands/form/export.js'
import FormList from '../../src/commands/form/list.js'
import Inbox from '../../src/commands/inbox.js'
import Init from '../../src/commands/init.js'
import {
  listForms,
  loadForm,
  readBook,
  readForm,
  recogniseForm,
} from '../../src/lib/sheets/index.js'
import { countyPath, sampleText, unitCount, unitFiles } from '../support/few-units.js'
import { type KeptFolder, keptFolder } from '../support/kept-folder.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

async function workspace(folder?: string): Promise<string> {
  const dir = join(folder ?? (await tempFolder()), '演练')
  await runCommand(Init, [dir, '--notice', 'menghai-2015', '--json'])
  return dir
}

describe('form list', () => {
  test('names every form with its clause', async () => {
    const { stdout, stderr, exitCode } = await runCommand(FormList, [
      '--workspace',
      await tempFolder(),
    ])

    expect(exitCode).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(16)
    expect(stdout).toContain('four-officers\t')
    expect(stdout).toContain('审批（服务）事项信息梳理表\t附件2')
    expect(stderr).toContain('不在工作目录内')
  })

  test('inside a workspace says who owes a form under its notice, and by when', async () => {
    const { json } = await runCommand(FormList, ['--workspace', await workspace(), '--json'])
    const items = json?.result.forms.find((form: { id: string }) => form.id === 'items')

    expect(json?.result.notice).toBe('menghai-2015')
    expect(items.owed).toMatchObject([{ who: 'unit', due: '2015-04-10', clause: '四（一）3' }])
  })

  test('outside one it names no notice under --json', async () => {
    const { json } = await runCommand(FormList, ['--workspace', await tempFolder(), '--json'])

    expect(json?.result.notice).toBeNull()
    expect(json?.result.forms).toHaveLength(15)
  })

  test('speaks English when asked', async () => {
    const { stdout } = await runCommand(FormList, [
      '--workspace',
      await workspace(),
      '--lang',
      'en',
    ])

    expect(stdout).toContain('every unit')
    expect(stdout).toContain('day of the batch')
  })
})

describe('form export', () => {
  test('writes one sheet for each unit, named after it and recognised beyond doubt', async () => {
    const dir = await workspace()
    const output = join(dir, '下发')

    const args = ['node-staff', '--all', '--out', output, '--workspace', dir, '--json']
    const { json, exitCode } = await runCommand(FormExport, args)

    expect(exitCode).toBe(0)
    expect(json?.result.files).toHaveLength(28)
    expect(await readdir(output)).toHaveLength(28)
    expect(json?.result.files).toContainEqual({
      unit: { code: '11532822999700060G', name: '勐海县林业局' },
      path: join(output, '林业局-各流程节点人员信息表.xlsx'),
      rows: 0,
    })
  })

  test('never overwrites a sheet that somebody may be filling, unless told to', async () => {
    const output = await tempFolder()
    const args = ['systems', '--unit', '某某局', '--output', output, '--workspace', output]
    await runCommand(FormExport, args)
    const [name = ''] = await readdir(output)
    await writeFile(join(output, name), '填了一半')

    const refused = await runCommand(FormExport, [...args, '--json'])
    const kept = await readFile(join(output, name), 'utf8')
    const forced = await runCommand(FormExport, [...args, '--force'])

    expect(refused.exitCode).toBe(2)
    expect(refused.json?.error).toMatchObject({ code: 'HK-FORM-001' })
    expect(kept).toBe('填了一半')
    expect(forced.exitCode).toBe(0)
    expect((await readBook(join(output, name))).format).toBe('xlsx')
  })

  test('outside a workspace a unit is taken by the name given, and none leaves the line open', async () => {
    const output = await tempFolder()
    const args = ['--output', output, '--workspace', output]
    const named = await runCommand(FormExport, [
      'contacts',
      '--unit',
      '西夏区民政局',
      ...args,
      '--json',
    ])
    const open = await runCommand(FormExport, ['contacts', ...args, '--json'])

    const units = await Promise.all(
      ['西夏区民政局-相关人员登记表.xlsx', '相关人员登记表.xlsx'].map(async (name) => {
        const book = await readBook(join(output, name))
        const [sheet] = book.sheets
        if (sheet === undefined) return 'no sheet'
        return readForm(book, sheet, await loadForm('contacts')).unit
      }),
    )

    expect(units).toEqual(['西夏区民政局', null])
    expect(named.json?.result.files[0].unit).toEqual({ code: null, name: '西夏区民政局' })
    expect(open.json?.result.files[0].unit).toBeNull()
  })

  test.each([
    [['nothing'], 'HK-SHEET-020'],
    [['items', '--all'], 'HK-FORM-003'],
    [['items', '--filled'], 'HK-FORM-003'],
  ])('outside a workspace %j is refused', async (args, code) => {
    const output = await tempFolder()

    const { json, exitCode } = await runCommand(FormExport, [
      ...args,
      '--output',
      join(output, '下发'),
      '--workspace',
      output,
      '--json',
    ])

    expect(exitCode).toBe(2)
    expect(json?.error).toMatchObject({ code })
    expect(existsSync(join(output, '下发'))).toBe(false)
  })

  test.each([
    [['items', '--unit', '林叶局'], 'HK-INBOX-007'],
    [['participants', '--all', '--filled'], 'HK-FORM-002'],
  ])('inside a workspace %j is refused', async (args, code) => {
    const dir = await workspace()

    const { json, exitCode } = await runCommand(FormExport, [
      ...args,
      '--output',
      dir,
      '--workspace',
      dir,
      '--json',
    ])

    expect(exitCode).toBe(2)
    expect(json?.error).toMatchObject({ code })
  })
})

describe(`what the store holds (${sampleText})`, () => {
  let dir: string
  let folder: KeptFolder
  beforeAll(async () => {
    folder = await keptFolder()
    dir = await workspace(folder.path)
    await runCommand(Inbox, [...unitFiles.map(countyPath), '--workspace', dir, '--json'])
  })
  afterAll(() => folder.remove())

  test.each([
    ['items', 'item'],
    ['node-staff', 'person'],
    ['articles', 'article'],
  ])(
    'goes out as %s and comes back unchanged without a question, for every unit',
    async (form, kind) => {
      const output = await tempFolder()

      const args = ['--all', '--filled', '--output', output, '--workspace', dir, '--json']
      const { json } = await runCommand(FormExport, [form, ...args])
      const filled = json?.result.files.filter(({ rows }: { rows: number }) => rows > 0)
      const paths = filled.map(({ path }: { path: string }) => path)
      const again = await runCommand(Inbox, [...paths, '--workspace', dir, '--json'])

      const { read, stored, unchanged, quarantined } = again.json?.result.totals[kind] ?? {}
      expect(json?.result.files).toHaveLength(28)
      expect(filled).toHaveLength(unitCount)
      expect(again.json?.result.files.map(({ error }: { error: unknown }) => error)).toEqual(
        filled.map(() => null),
      )
      expect(read).toBeGreaterThanOrEqual(2 * unitCount)
      expect({ stored, quarantined, unchanged }).toEqual({
        stored: 0,
        quarantined: 0,
        unchanged: read,
      })
    },
  )
})

test(`the other forms do not change how the sheets of a county are recognised (${sampleText})`, async () => {
  const all = await Promise.all((await listForms()).map((id) => loadForm(id)))
  const three = all.filter(({ id }) => ['items', 'node-staff', 'articles'].includes(id))

  for (const name of unitFiles) {
    const { sheets } = await readBook(countyPath(name))
    for (const sheet of sheets) {
      const known = recogniseForm(sheet, three)?.form.id
      if (known !== undefined) expect(recogniseForm(sheet, all)?.form.id, name).toBe(known)
    }
  }
})
