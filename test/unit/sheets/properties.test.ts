import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../../src/lib/errors/index.js'
import { type FormReading, loadForm, readForm, type Sheet } from '../../../src/lib/sheets/index.js'
import { plainBook, plainSheet } from './plain-sheet.js'

const items = await loadForm('items')
const header = new Map([
  ['seq', '序号'],
  ['name', '事项名称'],
  ['type', '事项类型'],
  ['statutory', '法定办结时限'],
  ['promised', '承诺时限（工作日）'],
  ['basis', '法律依据'],
  ['office', '承办股室'],
  ['accept.people', '受理人员'],
  ['depth', '网上办理深度'],
])
const keys = [...header.keys()]

const title = fc.constantFrom(
  [] as string[],
  ['审批（服务）事项信息梳理表'],
  ['附件2'],
  ['填报单位：林业局', '', '填报时间：2015年4月9日'],
  ['说明：请如实填写'],
)
const record = fc.record({
  name: fc.constantFrom('采伐许可', '运输证', '林权登记'),
  days: fc.nat(60),
})

function cellOf(key: string, seq: number, { name, days }: { name: string; days: number }): string {
  const texts: Record<string, string> = { seq: `${seq}`, name, statutory: `${days}个工作日` }
  return texts[key] ?? `${key}${seq}`
}

function counted({ records, skipped }: FormReading): number {
  const taken = records.reduce((sum, { rows }) => sum + rows.length, 0)
  return Object.values(skipped).reduce((sum, count) => sum + count, taken)
}

test('the header is found under any titles and in any order of columns', () => {
  fc.assert(
    fc.property(
      fc.array(title, { maxLength: 12 }),
      fc.shuffledSubarray(keys, { minLength: keys.length }),
      fc.array(record, { minLength: 1, maxLength: 8 }),
      (titles, order, filled) => {
        const sheet = plainSheet([
          ...titles,
          order.map((key) => header.get(key) ?? ''),
          ...filled.map((one, at) => order.map((key) => cellOf(key, at + 1, one))),
        ])
        const reading = readForm(plainBook(sheet), sheet, items)

        expect(reading.headerRows).toEqual([titles.length + 1])
        expect(reading.header.map(({ field }) => field)).toEqual(order)
        expect(reading.records.map(({ values }) => values['name'])).toEqual(
          filled.map(({ name }) => name),
        )
        expect(counted(reading)).toBe(sheet.rows.length)
      },
    ),
    { numRuns: 60 },
  )
})

const text = fc.constantFrom(
  '',
  '',
  '甲',
  '1',
  '合计',
  '说明：',
  '事项名称',
  '序号',
  '20',
  '一、许可',
)
const merge = fc
  .record({ top: fc.nat(20), left: fc.nat(5), down: fc.nat(4), across: fc.nat(5) })
  .map(({ top, left, down, across }) => {
    const column = (index: number) => String.fromCharCode(65 + index)
    return `${column(left)}${top + 1}:${column(left + across)}${top + 1 + down}`
  })

/** A merge may hide the header; then the form is refused, which is no reading. */
function readOrRefuse(sheet: Sheet, headerRow: number): FormReading | null {
  try {
    return readForm(plainBook(sheet), sheet, items, { headerRow })
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

test('whatever stands in a sheet, every physical row is a record row or skipped, in order and once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(text, { maxLength: 7 }), { maxLength: 20 }),
      fc.array(merge, { maxLength: 3 }),
      fc.nat(5),
      (rows, merges, at) => {
        const heading = ['序号', '事项名称', '事项类型', '法定期限', '承诺期限', '备注']
        const sheet = plainSheet([...rows.slice(0, at), heading, ...rows.slice(at)], merges)
        const reading = readOrRefuse(sheet, Math.min(at, rows.length) + 1)
        if (reading === null) return
        const taken = reading.records.flatMap((one) => one.rows)

        expect(counted(reading)).toBe(sheet.rows.length)
        expect(taken).toEqual([...new Set(taken)].sort((a, b) => a - b))
      },
    ),
    { numRuns: 300 },
  )
})
