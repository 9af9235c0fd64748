import { cp, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { firstDifference, readBook, withoutReturnMarks } from '../../../src/lib/sheets/index.js'
import { countyPath, sampleText, unitCount, unitFiles } from '../../support/few-units.js'
import { tempFolder } from '../../support/temp-folder.js'
import { bring, freshWorkspace, returnedIn, totalsOf } from './bring.js'
import { MENGHAI } from './menghai.js'

/** Writes a text into a cell as a clerk would, in the file that came back. */
async function correct(path: string, cells: readonly (readonly [string, string, string])[]) {
  const { default: Excel } = await import('exceljs')
  const workbook = new Excel.Workbook()
  await workbook.xlsx.readFile(path)
  for (const [sheet, cell, text] of cells) {
    const target = workbook.getWorksheet(sheet)?.getCell(cell)
    if (target === undefined) throw new Error(`${path} has no ${sheet}`)
    target.value = text
  }
  await workbook.xlsx.writeFile(path)
}

test('a file from elsewhere is given back without the folder that it lay in, and taken for the one it was when it returns', async () => {
  const workspace = await freshWorkspace()
  const [folder, other] = [join(await tempFolder(), '各单位报送'), join(await tempFolder(), '另存')]
  for (const name of unitFiles.slice(0, 2)) await cp(countyPath(name), join(folder, name))
  const outcome = await bring(workspace, { paths: [folder] })
  const returned = outcome.files.filter(({ annotated }) => annotated !== null)
  const annotated = returned.flatMap((file) => file.annotated ?? [])
  const open = returnedIn(workspace)
  expect(open).toBeGreaterThan(0)

  for (const path of annotated) {
    const parts = unzipSync(await readFile(path))
    const texts = Object.values(parts).map((bytes) => strFromU8(bytes))
    expect(texts.some((text) => text.includes('校验码'))).toBe(true)
    expect(texts.filter((text) => text.includes(dirname(folder)))).toEqual([])
    await cp(path, join(other, basename(path)))
  }
  for (const paths of [annotated, [other]]) {
    const again = await bring(workspace, { paths })
    expect(again.files.map(({ replaces }) => replaces).toSorted()).toEqual(
      returned.map(({ file }) => file).toSorted(),
    )
    expect(returnedIn(workspace)).toBe(open)
  }
})

describe('the county gets its files back', () => {
  test(`every file with a returned record, every original value as it was, every mistake in its row (${sampleText})`, async () => {
    const workspace = await freshWorkspace()
    for (const name of unitFiles) await cp(countyPath(name), join(workspace.paths.inbox, name))

    const outcome = await bring(workspace)

    for (const { file, forms, annotated, findings } of outcome.files) {
      const isReturned = forms.some(({ quarantined }) => quarantined > 0)
      expect([file, annotated !== null]).toEqual([file, isReturned])
      if (annotated === null) continue
      const original = await readBook(join(workspace.paths.root, file))
      const produced = await readBook(annotated)
      expect([file, firstDifference(original, produced)]).toEqual([file, null])
      expect(produced.sheets[0]?.name).toBe('核验结果')
      const errors = findings.filter(({ level, row }) => level === 'error' && row !== undefined)
      for (const { sheet, row = 0 } of errors) {
        const own = produced.sheets.find(({ name }) => name === (sheet || '原表'))
        const cells = own?.rows[row - 1]?.cells ?? []
        expect([file, row, cells.at(-1)?.includes('改法：')]).toEqual([file, row, true])
      }
    }
    const units = outcome.files.flatMap(({ forms }) => forms.map(({ unit }) => unit.code))
    expect(outcome.messages).toHaveLength(new Set(units).size)
    const returned = outcome.files.flatMap(({ forms }) => forms.map((one) => one.quarantined))
    expect(returnedIn(workspace)).toBe(returned.reduce((sum, one) => sum + one, 0))
    expect(returnedIn(workspace)).toBeGreaterThan(unitCount)

    const again = await bring(workspace, {
      paths: outcome.files.flatMap(({ annotated }) => annotated ?? []),
    })

    const failed = again.files.filter(({ error }) => error !== null).map(({ file }) => file)
    expect(failed).toEqual([])
    expect(again.files.every(({ replaces }) => replaces?.startsWith('inbox/'))).toBe(true)
    expect(totalsOf(again)[1]).toBe(0)
    expect(returnedIn(workspace)).toBe(totalsOf(outcome)[3])
  }, 60_000)
})

describe('a unit corrects its file', () => {
  const WATER = '县水务局审批（服务）事项信息梳理表.csv'
  const INDUSTRY = '县发改工信局 审批（服务）事项信息梳理表(修订).xlsx'

  test('in the copy of a .csv, sends it, and nothing is left to correct', async () => {
    const workspace = await freshWorkspace()
    await cp(join(MENGHAI, 'inbox', WATER), join(workspace.paths.inbox, WATER))
    const first = await bring(workspace)
    const [path = ''] = first.files.flatMap(({ annotated }) => annotated ?? [])
    const errors = first.findings.filter(({ level }) => level === 'error')
    const texts: Record<string, string> = {
      'HK-ITEM-010': '《中华人民共和国水法》第四十八条',
      'HK-ITEM-012': '60个工作日',
    }
    await correct(
      path,
      errors.map(({ cell = '', code }) => ['原表', cell, texts[code] ?? ''] as const),
    )

    const second = await bring(workspace, { paths: [path] })

    expect(totalsOf(first)).toEqual([16, 14, 0, 2])
    expect(totalsOf(second)).toEqual([16, 2, 14, 0])
    expect(second.files[0]).toMatchObject({ replaces: `inbox/${WATER}`, annotated: null })
    expect(returnedIn(workspace)).toBe(0)
    expect(second.absent).toEqual([])

    const third = await bring(workspace)

    expect(totalsOf(third)).toEqual([16, 0, 16, 0])
    expect(returnedIn(workspace)).toBe(0)
  })

  test('by another sheet with other rows: the text for the unit names what is still to be corrected', async () => {
    const workspace = await freshWorkspace()
    const lines = [
      '事项名称,事项类型,设定依据,法定期限,承诺期限',
      '取水许可,行政许可,《水法》第七条,20日,30日',
      '河道采砂许可,行政许可,《水法》第三十九条,20日,10日',
    ]
    const path = join(workspace.paths.inbox, '水务局.csv')
    await writeFile(path, lines.join('\n'))
    await bring(workspace)
    const later = join(workspace.paths.inbox, '水务局补报.csv')
    await writeFile(later, [lines[0], lines[2]].join('\n'))

    const { messages } = await bring(workspace, { paths: [later] })

    const text = await readFile(messages[0] ?? '', 'utf8')
    expect(text).toContain('全部通过')
    expect(text).toContain('此前退回待改的还有1条未报回')
  })

  test('half of it: what is still wrong comes back again, the rest is white', async () => {
    const workspace = await freshWorkspace()
    await cp(join(MENGHAI, 'inbox', INDUSTRY), join(workspace.paths.inbox, INDUSTRY))
    const first = await bring(workspace)
    const [path = ''] = first.files.flatMap(({ annotated }) => annotated ?? [])

    const second = await bring(workspace, { paths: [path] })

    const again = second.files[0]?.annotated ?? ''
    expect(again).toBe(path)
    const [one, two] = [await readBook(path), withoutReturnMarks(await readBook(path))]
    expect(two.sheets.length).toBe(2)
    expect(one.sheets.filter(({ name }) => name.startsWith('核验结果'))).toHaveLength(1)
    expect(totalsOf(second)[3]).toBe(totalsOf(first)[3])
  })
})
