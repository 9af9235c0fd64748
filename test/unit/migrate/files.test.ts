import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { targetFindings } from '../../../src/lib/migrate/doctor/target.js'
import {
  everything,
  listQuarantine,
  loadMapping,
  planMigration,
  rollBack,
} from '../../../src/lib/migrate/index.js'
import {
  header,
  nonZero,
  oldCase,
  oldSystem,
  opened,
  people,
  reconciled,
  run,
  writeTable,
} from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

async function folderWith(
  cases: readonly string[],
  encoding = 'utf-8',
  change = (text: string) => text,
) {
  const folder = await tempFolder()
  const target = `{ driver: files, path: 前置/交换, encoding: ${encoding} }`
  const mapping = (text: string) =>
    change(text.replace('{ driver: sqlite, path: hall.sqlite }', target))
  const file = await oldSystem(folder, { people, cases, mapping })
  const out = join(folder, '前置/交换')
  const bytes = (name: string) => readFile(join(out, `${name}.csv`))
  const lines = async (name: string) =>
    iconv
      .decode(await bytes(name), encoding)
      .split('\r\n')
      .slice(0, -1)
  const edit = async (name: string, by: (text: string) => string) =>
    writeFile(
      join(out, `${name}.csv`),
      iconv.encode(by(iconv.decode(await bytes(name), encoding)), encoding),
    )
  return { folder, file, out, bytes, lines, edit }
}

const counts = async (file: string) => (await run(file)).entities.map(nonZero)
const back = (run: number) => ({
  ...{ run, entities: null, dryRun: false, at: '2026-11-22T12:00:00+08:00' },
})
const differences = async (file: string) =>
  (await reconciled(file)).differences.map(({ entity, level, what, where }) =>
    [entity, level, what, where].join(' '),
  )

describe('a folder of files as a target', () => {
  test.each(['utf-8', 'gb18030'])(
    'gets every row in %s, once, and only what changed after that',
    async (encoding) => {
      const unit = '"民政,\n局\t"" "'
      const { folder, file, lines, bytes, out } = await folderWith(
        [oldCase('A1', { unit }), oldCase('A2', { fee: '' }), oldCase('A3', { state: '废' })],
        encoding,
      )
      expect(await counts(file)).toEqual([
        { read: 3, created: 2, merged: 1 },
        { read: 3, created: 2, quarantined: 1 },
      ])
      expect(await readdir(out)).toEqual(['cases.csv', 'persons.csv'])
      expect(await lines('cases')).toEqual([
        'legacy_key,case_no,applicant,unit,status,accepted_on,fee_fen',
        'lsp-2014/case/A1,A1,532822185001010010,"民政,\n局\t""",closed,2014-03-05,1050',
        'lsp-2014/case/A2,A2,532822185001010010,民政局,closed,2014-03-05,',
      ])
      expect(await lines('persons')).toContain('532822185001010010,张㐂娜,13800000001')
      expect((await reconciled(file)).differences).toEqual([])
      const before = await bytes('cases')

      expect(await counts(file)).toEqual([
        { read: 3, same: 2, merged: 1 },
        { read: 3, same: 2, quarantined: 1 },
      ])
      expect(await bytes('cases')).toEqual(before)
      const first = oldCase('A1', { unit })
      await writeTable(folder, '办件', [
        header,
        ...[first, oldCase('A2', { fee: '11' }), oldCase('A4')],
      ])
      expect((await counts(file))[1]).toEqual({ read: 3, created: 1, updated: 1, same: 1 })
      expect((await lines('cases')).map((line) => line.slice(-5))).toContain(',1100')
      expect(await differences(file)).toEqual([])
    },
  )

  test('is planned to the row, and nothing is written there', async () => {
    const { file, out } = await folderWith([oldCase('A1'), oldCase('A2', { state: '废' })])
    const request = {
      ...{ scope: everything, now: () => '2026-11-22T10:00:00+08:00', clock: Date.now },
      ...{ signal: new AbortController().signal, resume: () => '', mark: 'm' },
    }
    const plan = await planMigration(await loadMapping(file), request)

    expect(plan.entities.map(nonZero)[1]).toEqual({ read: 2, created: 1, quarantined: 1 })
    expect(existsSync(out)).toBe(false)
  })

  test('in an encoding that lacks a character keeps the row out and names it', async () => {
    const cases = [oldCase('A1', { by: '2' }), oldCase('A2', { by: '2', unit: '㐂洲局' })]
    const { file, lines } = await folderWith(cases, 'gbk')
    expect((await counts(file))[1]).toEqual({ read: 2, created: 1, quarantined: 1 })

    const kept = await listQuarantine(await loadMapping(file), { entities: ['case'], all: false })
    expect(kept.flatMap(({ flaws }) => flaws)).toMatchObject([
      { code: 'HK-MIG-328', params: { encoding: 'gbk', signs: '㐂' } },
    ])
    expect(await lines('cases')).toEqual([
      expect.stringContaining('legacy_key'),
      expect.stringContaining('民政局'),
    ])
  })

  test('whose file is somebody else’s is not begun; the doctor says so before', async () => {
    const { file, out } = await folderWith([oldCase('A1')])
    await mkdir(out, { recursive: true })
    await writeFile(join(out, 'cases.csv'), '别人的')
    const doctor = async () =>
      (await targetFindings(await loadMapping(file), { clock: Date.now })).map(
        ({ code, params }) => [code, Object.values(params).join(' ')],
      )

    expect(await doctor()).toEqual([
      ['HK-MIG-526', expect.stringMatching(/^files case HK-MIG-019 .*cases\.csv/)],
    ])
    await expect(run(file)).rejects.toMatchObject({ code: 'HK-MIG-019', exit: 2 })
    expect(await readFile(join(out, 'cases.csv'), 'utf8')).toBe('别人的')
    await rm(join(out, 'cases.csv'))
    await run(file)
    expect(await doctor()).toEqual([])
  })

  test('is read back from the files: a changed, a lost, an added and a doubled line are found', async () => {
    const { file, edit } = await folderWith(['A1', 'A2', 'A3'].map((no) => oldCase(no)))
    await run(file)
    await edit('cases', (text) => {
      const [head = '', first = '', second = '', ...rest] = text.split('\r\n')
      const added = first.replaceAll('A1', 'B9').replace('lsp-2014', '手工')
      return [
        head,
        first.replace('1050', '1051'),
        ...rest.slice(0, 1),
        second,
        second,
        added,
        '',
      ].join('\r\n')
    })
    expect((await differences(file)).filter((line) => line.includes(' 3 ')).sort()).toEqual([
      'case 3 changed-in-target A1',
      'case 3 not-in-source A2',
      'case 3 not-in-source 手工/case/B9',
    ])
    await edit('cases', (text) => text.replace(/.*A3.*\r\n/, ''))
    expect(await differences(file)).toContain('case 3 gone-from-target A3')
  })

  test('that was cut off in the middle of a line, or is gone, is different and no error', async () => {
    const { file, out, edit } = await folderWith(['A1', 'A2'].map((no) => oldCase(no)))
    await run(file)
    await edit('persons', (text) => text.slice(0, text.indexOf('5328') + 8))
    await edit('cases', (text) => text.slice(0, -12))
    const told = await differences(file)

    expect(told).toContain('case 3 changed-in-target A2')
    expect(told.filter((line) => line.startsWith('person 3 gone-from-target'))).toHaveLength(2)
    expect(told).toContain('case 4 applicant -> person 532822185001010010')
    await rm(join(out, 'cases.csv'))
    expect(await differences(file)).toContain('case 3 gone-from-target A1')
    await writeFile(join(out, 'persons.csv'), '')
    expect(await differences(file)).toContain('person 3 gone-from-target 1')
  })

  test('keeps what people changed in a file, tells of it, and takes back the rest', async () => {
    const { folder, file, edit, lines } = await folderWith(
      ['A1', 'A2', 'A3'].map((no) => oldCase(no)),
    )
    await run(file)
    await edit('cases', (text) => text.replace('A1,5', 'A1改,5'))
    await writeTable(folder, '办件', [
      header,
      ...['A1', 'A2', 'A3'].map((no) => oldCase(no, { fee: '11' })),
    ])

    expect((await counts(file))[1]).toEqual({ read: 3, updated: 2, quarantined: 1 })
    expect((await lines('cases'))[1]).toMatch(/A1改.*1050$/)
    expect((await lines('cases'))[2]).toMatch(/1100$/)
    expect(await opened(file, (migration) => rollBack(migration, back(2)))).toMatchObject([
      { name: 'case', restored: 2, kept: [] },
      { name: 'person' },
    ])
    expect((await lines('cases'))[2]).toMatch(/1050$/)
    const dry = { ...back(1), dryRun: true }
    expect(await opened(file, (migration) => rollBack(migration, dry))).toMatchObject([
      { name: 'case', removed: 2, kept: ['A1'] },
      { removed: 2 },
    ])
    expect(await lines('cases')).toHaveLength(4)
    await opened(file, (migration) => rollBack(migration, back(1)))
    expect(await lines('cases')).toEqual([expect.anything(), expect.stringContaining('A1改')])
  })

  test('with a file that was moved away gets it again, whole', async () => {
    const { file, out, bytes } = await folderWith([oldCase('A1')])
    await run(file)
    const before = await bytes('cases')
    await rm(join(out, 'cases.csv'))
    await opened(file, (migration) => rollBack(migration, { ...back(1), dryRun: true }))
    expect(existsSync(join(out, 'cases.csv'))).toBe(false)

    expect((await counts(file))[1]).toEqual({ read: 1, same: 1 })
    expect(await bytes('cases')).toEqual(before)
  })

  test.each([
    ['another header', 'header', (text: string) => text.replace('fee_fen', '收费')],
    ['a column more', 'header', (text: string) => text.replace(/\r\n/g, ',新\r\n')],
    ['a torn line', 'row', (text: string) => text.slice(0, text.indexOf('民政局'))],
    ['a line twice', 'twice', (text: string) => text + (text.split('\r\n')[1] ?? '')],
  ])('with %s, which could not be kept, is not written to', async (_, reason, change) => {
    const { file, edit, bytes } = await folderWith([oldCase('A1')])
    await run(file)
    await edit('cases', change)
    const edited = await bytes('cases')

    await expect(run(file)).rejects.toMatchObject({
      ...{ code: 'HK-MIG-029', exit: 5, params: { reason } },
    })
    expect(await bytes('cases')).toEqual(edited)
  })

  test('is written when the run is complete, and not before', async () => {
    const { file, out, lines } = await folderWith(['A1', 'A2', 'A3'].map((no) => oldCase(no)))
    const stop = new AbortController()
    stop.abort()
    await expect(run(file, { signal: stop.signal })).rejects.toMatchObject({ code: 'HK-INT-001' })
    expect(existsSync(out)).toBe(false)

    await run(file, { onlyResume: true })
    expect(await lines('cases')).toHaveLength(4)
  })

  test('that somebody changed under an interrupted run is left to people', async () => {
    const { folder, file, edit, out, lines } = await folderWith([oldCase('A1')])
    await run(file)
    await writeTable(folder, '办件', [header, oldCase('A1', { fee: '11' })])
    await writeTable(folder, '人员', ['编号,姓名,证件号,电话', ...people, people[0] ?? ''])
    const stop = new AbortController()
    stop.abort()
    const cut = { signal: stop.signal, scope: { ...everything, entities: ['case'] } }
    await expect(run(file, cut)).rejects.toMatchObject({ code: 'HK-INT-001' })
    await edit('cases', (text) => text.replace('民政局', '林业局'))

    await expect(run(file, { onlyResume: true })).rejects.toMatchObject({
      ...{ code: 'HK-MIG-029', params: { reason: 'interrupted' } },
    })
    await rm(join(out, 'cases.csv'))
    await run(file, { onlyResume: true })
    expect((await lines('cases'))[1]).toMatch(/民政局.*1100$/)
  })

  test('takes a column that the mapping has got since, and rows of several entities in one file', async () => {
    const both = (text: string) =>
      text.replace(
        'codes:',
        `  event:
    from: { table: 办件, key: [案号], ignore: [申请人, 单位, 状态, 收费, 备注] }
    to: { table: cases, unique: legacy_key }
    fields: { legacy_key: { key: true }, kind: { const: 受理 }, at: [{ get: 受理 }, date_cn] }
codes:`,
      )
    const { file, lines } = await folderWith([oldCase('A1')])
    await run(file)
    await writeFile(file, both(await readFile(file, 'utf8')))
    await run(file)

    expect(await lines('cases')).toEqual([
      'legacy_key,case_no,applicant,unit,status,accepted_on,fee_fen,kind,at',
      'lsp-2014/case/A1,A1,532822185001010010,民政局,closed,2014-03-05,1050,,',
      'lsp-2014/event/A1,,,,,,,受理,2014-03-05',
    ])
    expect(await differences(file)).toEqual([])
  })

  test('may lie elsewhere, and so may the old data: absolute paths are where they say', async () => {
    const { folder, file } = await folderWith([oldCase('A1')])
    const elsewhere = await tempFolder()
    const text = await readFile(file, 'utf8')
    await writeFile(
      file,
      text
        .replace('path: 前置/交换', `path: '${elsewhere}'`)
        .replace('path: data', `path: '${join(folder, 'data')}'`),
    )
    await run(file)
    expect(await readdir(elsewhere)).toEqual(['cases.csv', 'persons.csv'])
    await writeFile(
      file,
      text.replace(
        /^target: .*$/m,
        `target: { driver: sqlite, path: '${join(elsewhere, 'hall.sqlite')}' }`,
      ),
    )
    await run(file)
    expect(await readdir(elsewhere)).toContain('hall.sqlite')
  })

  test('in another folder or another encoding gets its files anew, and still none of somebody else', async () => {
    const { folder, file, out } = await folderWith([oldCase('A1')])
    await run(file)
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace('encoding: utf-8', 'encoding: gb18030'))
    expect((await counts(file))[1]).toEqual({ read: 1, same: 1 })
    expect(iconv.decode(await readFile(join(out, 'persons.csv')), 'gb18030')).toContain('张㐂娜')
    expect(await differences(file)).toEqual([])
    const before = await readFile(join(out, 'persons.csv'))
    await writeFile(file, text.replace('encoding: utf-8', 'encoding: gbk'))
    await expect(run(file)).rejects.toMatchObject({ params: { reason: 'gbk: 㐂' } })
    expect(await readFile(join(out, 'persons.csv'))).toEqual(before)
    await mkdir(join(folder, '新'))
    await writeFile(join(folder, '新', 'cases.csv'), '别人的')
    await writeFile(file, text.replace('path: 前置/交换', 'path: 新'))
    await expect(run(file)).rejects.toMatchObject({ code: 'HK-MIG-019' })
    await rm(join(folder, '新', 'cases.csv'))
    await run(file)
    expect(await readdir(join(folder, '新'))).toEqual(['cases.csv', 'persons.csv'])
  })

  test('has names of files, each written in one way, with one unique field', async () => {
    const { file } = await folderWith([oldCase('A1')])
    const text = await readFile(file, 'utf8')
    const refused = async (from: string, to: string) => {
      await writeFile(file, text.replace(from, to))
      return loadMapping(file).then(
        () => '',
        (error) => error.code,
      )
    }
    expect(await refused('table: cases', 'table: ../cases')).toBe('HK-YAML-005')
    expect(await refused('table: cases', 'table: Persons')).toBe('HK-YAML-006')
    expect(await refused('table: cases,', 'table: persons,')).toBe('HK-YAML-006')
  })
})
