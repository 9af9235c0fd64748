import { describe, expect, test } from 'vitest'
import {
  type Form,
  type FormReading,
  loadForm,
  type ReadFormOptions,
  readBytes,
  readForm,
  recogniseForm,
} from '../../../src/lib/sheets/index.js'
import { type Cell, workbook } from './books.js'

/** A sheet of some department: its rows, its merges, how a person helped, and what is to be understood. */
interface Shape {
  readonly rows: readonly (readonly Cell[])[]
  readonly merges?: readonly string[]
  readonly read?: ReadFormOptions
  readonly header: readonly number[]
  readonly unit?: string | null
  readonly skipped?: Partial<FormReading['skipped']>
  /** Values of each record, by field. */
  readonly records: readonly Readonly<Record<string, string>>[]
}

const HEADER = ['序号', '事项名称', '事项类型', '法定时限', '承诺时限']
const one = {
  name: '林木采伐许可',
  type: '行政许可',
  statutory: '20个工作日',
  promised: '10个工作日',
}
const two = { name: '林权登记', type: '行政确认', statutory: '30日', promised: '15日' }
const row = ({ name, type, statutory, promised }: typeof one, seq: Cell = 1) => [
  ...[seq, name, type, statutory, promised],
]

const shapes: Readonly<Record<string, Shape>> = {
  'limits under one heading, signature and notes below': {
    rows: [
      ['县林业局行政审批事项梳理表'],
      ['填报单位（盖章）：林业局', null, null, null, '填报时间：2015年4月9日'],
      ['序号', '事项名称', '事项类型', '办理时限', null],
      [null, null, null, '法定', '承诺'],
      row(one),
      row(two, 2),
      ['单位负责人（签字）：', null, '填表人：', null, '联系电话：0691'],
      ['填表说明：'],
      ['1、时限以工作日计。'],
    ],
    merges: ['A1:E1', 'A2:D2', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:E3'],
    header: [3, 4],
    unit: '林业局',
    skipped: { title: 2, header: 2, note: 3 },
    records: [one, two],
  },
  'the same without merges, as in a .csv': {
    rows: [
      ['序号', '事项名称', '事项类型', '办理时限', ''],
      ['', '', '', '法定', '承诺'],
      row(one),
    ],
    header: [1, 2],
    records: [one],
  },
  'three levels with the nodes side by side': {
    rows: [
      ['序号', '事项名称', '事项类型', '办理时限', null, '流程节点', null, null],
      [null, null, null, '法定', '承诺', '受理', null, null],
      [null, null, null, null, null, '岗位', '人员', '时限'],
      [...row(one), '窗口', '甲', '1'],
    ],
    merges: ['A1:A3', 'B1:B3', 'C1:C3', 'D1:E1', 'D2:D3', 'E2:E3', 'F1:H1', 'F2:H2'],
    header: [1, 2, 3],
    records: [{ ...one, 'accept.post': '窗口', 'accept.people': '甲', 'accept.limit': '1' }],
  },
  'department and section in merged columns, a total at the end': {
    rows: [
      ['单位', '科室', '事项名称', '类别', '法定期限', '承诺期限'],
      ['林业局', '林政股', ...row(one).slice(1)],
      [null, '资源股', ...row(two).slice(1)],
      ['合  计', null, '2项'],
    ],
    merges: ['A2:A3'],
    header: [1],
    skipped: { total: 1 },
    records: [
      { ...one, unit: '林业局', office: '林政股' },
      { ...two, unit: '林业局', office: '资源股' },
    ],
  },
  'sections numbered in Chinese, each with its count': {
    rows: [
      HEADER,
      ['一', '行政许可（1项）'],
      row(one),
      ['二', '行政确认（1项）'],
      row(two),
      ['小计', '2'],
    ],
    header: [1],
    skipped: { title: 2, total: 1 },
    records: [one, two],
  },
  'a second table below with its columns in another order': {
    rows: [
      HEADER,
      row(one),
      [],
      ['序号', '事项类型', '事项名称', '承诺时限', '法定时限'],
      [1, two.type, two.name, two.promised, two.statutory],
    ],
    header: [1],
    skipped: { header: 2, blank: 1 },
    records: [one, two],
  },
  'the header printed again on every page, with column numbers': {
    rows: [HEADER, ['1', '2', '3', '4', '5'], row(one), HEADER, row(two, 2)],
    header: [1],
    skipped: { header: 3 },
    records: [one, two],
  },
  'a cover of sixty lines above, the table away from the edge': {
    rows: [
      ...Array.from({ length: 60 }, (_, at) => [`封面第${at + 1}行`]),
      [null, null, ...HEADER],
      [null, null, ...row(one)],
    ],
    header: [61],
    skipped: { title: 60 },
    records: [one],
  },
  'the unit in a cell of its own beside its label': {
    rows: [['填报单位', '林业局', null, '填报日期', '2015.4.9'], HEADER, row(one)],
    header: [2],
    unit: '林业局',
    records: [one],
  },
  'white space and remarks in the header': {
    rows: [
      [
        '序 号',
        '* 事 项 名 称\n（与三定方案一致）',
        '事项类型（许可/确认）',
        '法定时限（工作日）',
        '承诺时限[必填]',
      ],
      row(one),
    ],
    header: [1],
    records: [one],
  },
  'traditional characters': {
    rows: [['序號', '事項名稱', '事項類型', '法定時限', '承諾時限'], row(one)],
    header: [1],
    records: [one],
  },
  'strange words in two rows, every column named by the person': {
    rows: [['表'], ['序号', '甲名', '乙类', '期限', ''], ['', '', '', '法', '诺'], row(one)],
    read: { map: { A: 'seq', B: 'name', C: 'type', D: 'statutory', E: 'promised' } },
    header: [2, 3],
    skipped: { title: 1, header: 2 },
    records: [one],
  },
  'the same by the words of the lower row, at the row that the person says': {
    rows: [['表'], ['序号', '甲名', '乙类', '期限', ''], ['', '', '', '法', '诺'], row(one)],
    read: {
      headerRow: 2,
      map: { 甲名: 'name', 乙类: 'type', 法: 'statutory', 诺: 'promised' },
    },
    header: [2, 3],
    records: [one],
  },
  'one strange column in a header of two rows': {
    rows: [
      ['序号', '甲名', '事项类型', '办理时限', null],
      [null, null, null, '法定', '承诺'],
      row(one),
    ],
    merges: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1'],
    read: { map: { 甲名: 'name' } },
    header: [1, 2],
    records: [one],
  },
  'a row for each material': {
    rows: [
      [...HEADER, '申请材料'],
      [...row(one), '申请表'],
      [null, null, null, null, null, '身份证'],
      [...row(two, 2), '申请书'],
    ],
    merges: ['A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:E3'],
    header: [1],
    records: [
      { ...one, materials: '申请表\n身份证' },
      { ...two, materials: '申请书' },
    ],
  },
}

async function readShape({ rows, merges = [], read = {} }: Shape, form: Form) {
  const book = await readBytes(workbook([{ rows, merges }]), '表.xlsx')
  const [sheet] = book.sheets
  if (sheet === undefined) throw new Error('no sheet')
  return { reading: readForm(book, sheet, form, read), sheet }
}

const filled = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).filter(([key, text]) => text !== '' && key !== 'seq'))

describe('sheets as departments make them', () => {
  test.each(Object.entries(shapes))('%s', async (_, shape) => {
    const form = await loadForm('items')
    const { reading, sheet } = await readShape(shape, form)

    expect(reading.headerRows).toEqual(shape.header)
    expect(reading.records.map(({ values }) => filled(values))).toEqual(shape.records)
    expect(reading.skipped).toMatchObject(shape.skipped ?? {})
    expect(reading.unit).toBe(shape.unit ?? null)
    const counted =
      reading.records.flatMap(({ rows }) => rows).length +
      Object.values(reading.skipped).reduce((sum, count) => sum + count, 0)
    expect(counted).toBe(sheet.rows.length)
    if (shape.read === undefined) expect(recogniseForm(sheet, [form])?.form.id).toBe('items')
  })

  test.each([
    ['of people', ['序号', '姓名', '职务', '联系电话'], ['1', '张某', '科长', '0691']],
    ['without required columns', ['序号', '事项名称', '事项类型', '备注'], ['1', '甲', '乙', '丙']],
  ])('a table %s below the items is told, not read as items', async (_, header, values) => {
    const shape = { rows: [HEADER, row(one), [], header, values], header: [1], records: [] }

    await expect(readShape(shape, await loadForm('items'))).rejects.toMatchObject({
      code: 'HK-SHEET-036',
      params: { row: 4 },
    })
  })
})
