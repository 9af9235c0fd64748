import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import type { Book } from '../../../src/lib/sheets/index.js'
import type { PlayedDemo } from '../../support/e2e/county.js'

/** The workbook and the demo that it tells of. */
export interface XlsxSuite {
  readonly demo: () => PlayedDemo
  readonly book: () => Promise<Book>
}

/** The report's workbook, read with our own reader. */
export function xlsxSuite({ demo, book }: XlsxSuite): void {
  const rowsOf = async (name: string) => {
    const sheet = (await book()).sheets.find((one) => one.name === name)
    if (!sheet) throw new Error(`the workbook has no sheet ${name}`)
    const [title, header, ...rows] = sheet.rows.map(({ cells }) => cells)
    return { title, header: header ?? [], rows }
  }

  it('holds the tables that the issue names, each with its header row', async () => {
    const names = ['单位', '办件', '达标', '问题台账', '记事', '性能', '口径', '演练日志']
    expect((await book()).sheets.map(({ name }) => name)).toEqual(names)
    for (const name of names) {
      const { header, rows } = await rowsOf(name)
      expect([name, header.filter((cell) => cell === '')]).toEqual([name, []])
      expect([name, rows.length > 0]).toEqual([name, name !== '记事']) // nobody spoke in the demo
    }
  })

  it('has a row for every unit, case, verdict and line of the journal', async () => {
    const { result, lines } = demo()
    const { met, late, missed, exempt, disputed } = result.drill.requirements
    expect((await rowsOf('单位')).rows).toHaveLength(result.units)
    expect((await rowsOf('办件')).rows).toHaveLength(result.hall.cases)
    expect((await rowsOf('达标')).rows).toHaveLength(met + late + missed + exempt + disputed)
    expect((await rowsOf('演练日志')).rows).toHaveLength(lines.length)
  })

  it('adds up to the counts of the import', async () => {
    const { header, rows } = await rowsOf('单位')
    const sum = (title: string) => {
      const at = header.indexOf(title)
      return rows.reduce((all, cells) => all + Number(cells[at]), 0)
    }
    const { items, people, articles, gaps } = demo().result
    expect(sum('入库事项')).toBe(items.stored)
    expect(sum('退回待改')).toBe(items.quarantined + people.quarantined + articles.quarantined)
    expect(sum('无人环节')).toBe(gaps)
  })

  it('names every case once', async () => {
    const { header, rows } = await rowsOf('办件')
    const numbers = rows.map((cells) => cells[header.indexOf('办件编号')])
    expect(new Set(numbers).size).toBe(rows.length)
  })

  it('holds no formula and no text that begins one', async () => {
    const path = demo().result.reports.find((one: string) => one.endsWith('.xlsx'))
    const parts = Object.entries(unzipSync(await readFile(path)))
    const sheets = parts.filter(([name]) => name.startsWith('xl/worksheets/sheet'))
    expect(
      sheets.filter(([, bytes]) => /<f[ >]/.test(strFromU8(bytes))).map(([name]) => name),
    ).toEqual([])
    const cells = (await book()).sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells))
    expect(cells.filter((cell) => /^[=+@\t\r]|^-[^\d.]/.test(cell))).toEqual([])
  })
}
