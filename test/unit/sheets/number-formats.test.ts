import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readBytes } from '../../../src/lib/sheets/index.js'
import { type Cell, workbook, xlsxParts } from './books.js'

const formatted = (v: number, z: string): Cell => ({ t: 'n', v, z })

describe('a number is shown as a person sees it', () => {
  const samples: readonly (readonly [number, string, string])[] = [
    [0.85, '0%', '85%'],
    [1234567.891, '#,##0.00', '1,234,567.89'],
    [7, '0000', '0007'],
    [-12.5, '0', '-13'],
    [20, '0"个工作日"', '20个工作日'],
    [20, 'General"天"', '20天'],
    [20, 'G/通用格式"天"', '20天'],
    [1234.5, '¥#,##0.00', '¥1,234.50'],
    [1234.5, '[$¥-804]#,##0.00', '¥1,234.50'],
    [3, '[$-804]0', '3'],
    [3, '[DBNum1][$-804]General', '3'],
    [12, '0元', '12元'],
    [42103, 'yyyy"年"m"月"d"日"', '2015年4月9日'],
    [42103, '[$-804]yyyy"年"m"月"d"日";@', '2015年4月9日'],
    [42103, 'yyyy.m.d', '2015.4.9'],
    [42103, 'aaaa', '2015-04-09'],
    [0.85, '上午/下午h"时"mm"分"', '下午8时24分'],
    [1.5, '[h]:mm', '36:00'],
    [42103, ';;;', '42103'],
    [23456, '0!.0,"万"', '23456'],
  ]

  test.each(['xlsx', 'xlsb', 'biff8'] as const)(
    'whatever sign stands unquoted in its format, in .%s',
    async (kind) => {
      const rows = samples.map(([value, format]) => [formatted(value, format)])
      const book = await readBytes(workbook([{ rows }], kind), '数.xls')
      const texts = book.sheets[0]?.rows.map(({ cells }) => cells[0])

      expect(texts).toEqual(samples.map(([, , shown]) => shown))
    },
  )

  test('by the formats that Chinese Excel names by number and does not write down', async () => {
    const shown = new Map([
      [14, '2015/4/9'],
      [27, '2015年4月'],
      [28, '2015-04-09'],
      [31, '2015年4月9日'],
      [57, '2015年4月'],
      [58, '2015-04-09'],
      [41, '42,103'],
      [43, '42,103.00'],
      [7, '¥42,103.00'],
    ])
    const ids = [...shown.keys()]
    const styles = ids.map((id) => `<xf numFmtId="${id}"/>`).join('')
    const cells = ids.map((_, at) => `<row><c s="${at}"><v>42103</v></c></row>`).join('')
    const parts = xlsxParts(`<sheetData>${cells}</sheetData>`)
    const types = new TextDecoder().decode(parts['[Content_Types].xml'])
    const part =
      '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    const bytes = zipSync({
      ...parts,
      '[Content_Types].xml': strToU8(types.replace('</Types>', `${part}</Types>`)),
      'xl/styles.xml': strToU8(
        `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>${styles}</cellXfs></styleSheet>`,
      ),
    })
    const book = await readBytes(bytes, '日期.xlsx')

    expect(book.sheets[0]?.rows.map(({ cells: one }) => one[0])).toEqual([...shown.values()])
  })
})
