import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { type Column, renderTable } from '../../../src/lib/ui/index.js'

interface Unit {
  readonly name: string
  readonly items: number | null
  readonly remark: string
}

const columns: readonly Column<Unit>[] = [
  { header: '单位', get: (row) => row.name },
  { header: '事项', get: (row) => row.items, align: 'right' },
  { header: '说明', get: (row) => row.remark },
]
const rows: readonly Unit[] = [
  { name: '勐海县民政局', items: 12, remark: '已导入' },
  { name: 'A局', items: null, remark: '尚未报送' },
]
const terminal = { isTTY: true, columns: 80 }
const text = fc.string({ unit: fc.constantFrom('a', '事', 'Ａ', '😀', ' ', '\t', '\n', 'é', '0') })

describe('a table on a terminal', () => {
  test('aligns columns for full-width text and shows null as -', () => {
    expect(renderTable(rows, columns, terminal).split('\n')).toEqual([
      '单位          事项  说明',
      '------------  ----  --------',
      '勐海县民政局    12  已导入',
      'A局              -  尚未报送',
    ])
  })

  test('never is wider than the terminal, nor than 120', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text, text)),
        fc.integer({ min: 40, max: 200 }),
        (cells, width) => {
          const three = [0, 1, 2].map((at) => ({
            header: `列${at}`,
            get: (row: string[]) => row[at] ?? null,
          }))
          const table = renderTable(cells, three, { isTTY: true, columns: width })
          for (const line of table.split('\n')) {
            expect(stringWidth(line)).toBeLessThanOrEqual(Math.min(width, 120))
          }
        },
      ),
    )
  })

  test('wraps its last column instead of losing text', () => {
    const remark = '承诺时限长于法定时限，请改为不超过法定时限后重新报送'
    const table = renderTable([{ name: '勐海县民政局', items: 1, remark }], columns, {
      isTTY: true,
      columns: 40,
    })

    expect(table.split('\n').slice(2)).toEqual([
      '勐海县民政局     1  承诺时限长于法定时',
      '                    限，请改为不超过法定',
      '                    时限后重新报送',
    ])
  })

  test('takes 80 columns for a terminal that does not tell its width', () => {
    const table = renderTable(rows, columns, { isTTY: true, columns: 0 })

    expect(table).toContain('勐海县民政局    12  已导入')
  })

  test('draws no character whose width depends on the console', () => {
    const cut = renderTable(
      [{ name: '很'.repeat(80), items: 1, remark: '长'.repeat(80) }],
      columns,
      terminal,
    )

    expect(cut).not.toMatch(/[│─┌┐└┘●→…—·]/)
    expect(cut).toContain('..')
  })
})

describe('a table in a pipe', () => {
  test('is tab separated and uncut', () => {
    const long = '说'.repeat(200)
    const table = renderTable([{ name: '甲', items: 1, remark: long }], columns, {
      isTTY: false,
      columns: 80,
    })

    expect(table).toBe(`单位\t事项\t说明\n甲\t1\t${long}`)
  })

  test('keeps one record on one line whatever a cell holds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (cells) => {
        const two = [0, 1].map((at) => ({ header: 'h', get: (row: string[]) => row[at] ?? null }))
        const lines = renderTable(cells, two, { isTTY: false, columns: 80 }).split('\n')
        expect(lines).toHaveLength(cells.length + 1)
        for (const line of lines) expect(line.split('\t')).toHaveLength(2)
      }),
    )
  })
})
