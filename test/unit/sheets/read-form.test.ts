import { describe, expect, test } from 'vitest'
import {
  type FormReading,
  loadForm,
  type ReadFormOptions,
  readBook,
  readForm,
  recogniseForm,
} from '../../../src/lib/sheets/index.js'
import { fileOf, type SheetPlan, workbook } from './books.js'
import { plainBook, plainSheet } from './plain-sheet.js'

const items = await loadForm('items')
const staff = await loadForm('node-staff')
const articles = await loadForm('articles')
const forms = [items, staff, articles]

const HEADER = ['序号', '事项名称', '事项类型', '法定期限', '承诺期限', '申报材料']
const row = (seq: string, name: string, materials = '申请表') => [
  seq,
  name,
  name === '' ? '' : '行政许可',
  name === '' ? '' : '20个工作日',
  name === '' ? '' : '10个工作日',
  materials,
]

function read(rows: readonly (readonly string[])[], options: ReadFormOptions = {}): FormReading {
  const sheet = plainSheet(rows)
  return readForm(plainBook(sheet), sheet, items, options)
}

async function readPlan(plan: SheetPlan, form = items): Promise<FormReading> {
  const book = await readBook(await fileOf('表.xlsx', workbook([plan])))
  const [sheet] = book.sheets
  if (sheet === undefined) throw new Error('no sheet')
  return readForm(book, sheet, form)
}

function names(reading: FormReading): readonly (string | undefined)[] {
  return reading.records.map(({ values }) => values['name'])
}

describe('the header', () => {
  test('is found below titles, with the unit above it', () => {
    const reading = read([
      ['附件2'],
      ['审批（服务）事项信息梳理表'],
      ['填报单位：勐海县林业局（盖章）        填报时间：2015年4月9日'],
      HEADER,
      row('1', '林木采伐许可'),
    ])

    expect(reading).toMatchObject({
      form: 'items',
      unit: '勐海县林业局',
      headerRows: [4],
      rows: 5,
      skipped: { blank: 0, title: 3, header: 1, total: 0, note: 0 },
    })
    expect(reading.records).toMatchObject([
      {
        row: 5,
        values: { name: '林木采伐许可', statutory: '20个工作日' },
        cells: { name: 'B5', statutory: 'D5' },
      },
    ])
  })

  test('is known in other words, in traditional characters, with remarks and white space', () => {
    const reading = read([
      [
        '編號',
        '事 項 名 稱*',
        '行政類別',
        '法定辦結時限（工作日）',
        '承諾時限\n(工作日)',
        '申請資料：',
      ],
      row('1', '林木采伐许可'),
    ])

    expect(reading.header.map(({ field, match }) => [field, match])).toEqual([
      ['seq', 'alias'],
      ['name', 'exact'],
      ['type', 'alias'],
      ['statutory', 'alias'],
      ['promised', 'alias'],
      ['materials', 'alias'],
    ])
  })

  test('is matched nearly, with a score, where no name fits', () => {
    const reading = read([
      ['序号', '事项名称', '事项类型', '法定办理的期限', '承诺期限', '所需申报材料'],
      row('1', '林木采伐许可'),
    ])

    const near = reading.header.filter(({ match }) => match === 'fuzzy')
    expect(near).toMatchObject([
      { address: 'D1', field: 'statutory' },
      { address: 'F1', field: 'materials' },
    ])
    for (const { score } of near) expect(score).toBeGreaterThan(0.6)
  })

  test('of two merged rows is joined', async () => {
    const reading = await readPlan({
      rows: [
        ['事项名称', '事项类型', '法定期限', '承诺期限', '受理环节', null, null, '审批', null],
        [null, null, null, null, '岗位', '人员姓名', '办理时限（工作日）', '岗位', '人员'],
        ['采伐许可', '行政许可', '20日', '10日', '窗口岗', '张三', '1', '审批岗', '李四'],
      ],
      merges: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'E1:G1', 'H1:I1'],
    })

    expect(reading.headerRows).toEqual([1, 2])
    expect(reading.records[0]?.values).toMatchObject({
      'accept.post': '窗口岗',
      'accept.people': '张三',
      'accept.limit': '1',
      'approve.post': '审批岗',
      'approve.people': '李四',
    })
  })

  test('of two rows without merges, as in a .csv, is joined too', () => {
    const reading = read([
      ['事项名称', '事项类型', '法定期限', '承诺期限', '审查/预审', '', '受理', ''],
      ['', '', '', '', '岗位', '人员', '岗位', '人员'],
      ['采伐许可', '行政许可', '20日', '10日', '综合岗', '王五', '窗口岗', '张三'],
    ])

    expect(reading.records[0]?.values).toMatchObject({
      'pre-review.post': '综合岗',
      'pre-review.people': '王五',
      'accept.post': '窗口岗',
    })
  })

  test('under a further heading is still known', () => {
    const reading = read([
      ['基本信息', '', '', '办理时限', ''],
      ['序号', '事项名称', '事项类型', '法定期限', '承诺期限'],
      ['1', '采伐许可', '行政许可', '20日', '10日'],
    ])

    expect(reading.records[0]?.values).toMatchObject({ name: '采伐许可', promised: '10日' })
  })
})

describe('columns that are unclear', () => {
  test('stop with the missing ones and the candidates', () => {
    const act = () =>
      read([['序号', '事项名称', '事项类型', '法定期限', '多久办好'], row('1', '甲')])

    expect(act).toThrow(
      expect.objectContaining({
        code: 'HK-SHEET-031',
        params: expect.objectContaining({
          missing: ['承诺期限'],
          candidates: ['E 多久办好（10个工作日）'],
        }),
      }),
    )
  })

  test('are settled by the person, by header or by letter', () => {
    const rows = [
      ['序号', '事项名称', '事项类型', '法定期限', '多久办好'],
      ['1', '甲', '行政许可', '20日', '3日'],
    ]

    expect(read(rows, { map: { 多久办好: 'promised' } }).records[0]?.values['promised']).toBe('3日')
    expect(read(rows, { map: { E: 'promised' } }).records[0]?.cells['promised']).toBe('E2')
  })

  test('stop when two claim one required field', () => {
    const act = () => read([[...HEADER, '事项名称'], row('1', '甲')])

    expect(act).toThrow(
      expect.objectContaining({
        code: 'HK-SHEET-032',
        params: expect.objectContaining({ candidates: ['B 事项名称（甲）', 'G 事项名称'] }),
      }),
    )
  })

  test('are reported when two claim a field that is not required', () => {
    const reading = read([
      [...HEADER, '备注', '说明'],
      [...row('1', '甲'), '一', '二'],
    ])

    expect(reading.records[0]?.values['remark']).toBe('一')
    expect(reading.findings).toMatchObject([{ code: 'HK-SHEET-106', cell: 'H1' }])
  })

  test.each([
    [{ map: { 没有: 'name' } }, 'HK-SHEET-033'],
    [{ map: { 事项名称: 'nonsense' } }, 'HK-SHEET-034'],
    [{ headerRow: 99 }, 'HK-SHEET-035'],
  ])('named wrongly %j are refused', (options, code) => {
    expect(() => read([HEADER, row('1', '甲')], options)).toThrow(expect.objectContaining({ code }))
  })

  test('a sheet with no header at all says what was expected', () => {
    expect(() => read([['今天天气'], ['很好']])).toThrow(
      expect.objectContaining({
        code: 'HK-SHEET-030',
        params: expect.objectContaining({
          expected: ['事项名称', '事项类型', '法定期限', '承诺期限'],
        }),
      }),
    )
  })

  test('the header row named by the person wins', () => {
    const rows = [HEADER, row('1', '旧'), HEADER, row('1', '新')]

    expect(names(read(rows, { headerRow: 3 }))).toEqual(['新'])
  })
})

describe('rows', () => {
  test('that are no record are skipped and counted by reason', () => {
    const reading = read([
      ['事项表'],
      [],
      HEADER,
      ['1', '2', '3', '4', '5', '6'],
      ['一、行政许可'],
      row('1', '甲'),
      [],
      HEADER,
      row('2', '乙'),
      ['3'],
      ['小计', '2项'],
      ['共2项'],
      ['填表说明：1.逐项填写；'],
      ['2.一式两份。'],
      ['填表人：张三', '', '审核人：李四'],
    ])

    expect(names(reading)).toEqual(['甲', '乙'])
    expect(reading.skipped).toEqual({ blank: 3, title: 2, header: 3, total: 2, note: 3 })
    expect(reading.rows).toBe(15)
  })

  test('of one item with a merged name are one record, its materials one below the other', async () => {
    const reading = await readPlan({
      rows: [
        HEADER,
        row('1', '甲', '申请表'),
        [null, null, null, null, null, '身份证'],
        [null, null, null, null, null, '证明'],
        row('2', '乙'),
      ],
      merges: ['A2:A4', 'B2:B4', 'C2:C4', 'D2:D4', 'E2:E4'],
    })

    expect(reading.records).toMatchObject([
      {
        row: 2,
        rows: [2, 3, 4],
        values: { name: '甲', statutory: '20个工作日', materials: '申请表\n身份证\n证明' },
        cells: { materials: 'F2' },
      },
      { row: 5, values: { name: '乙' } },
    ])
  })

  test('of one item with blank names below are one record too', () => {
    const reading = read([HEADER, row('1', '甲', '申请表'), row('', '', '身份证'), row('2', '乙')])

    expect(reading.records.map(({ rows }) => rows)).toEqual([[2, 3], [4]])
  })

  test('with a number of their own but no name are records of their own', () => {
    const reading = read([HEADER, row('1', '甲'), ['2', '', '行政许可', '20日', '10日', '']])

    expect(names(reading)).toEqual(['甲', ''])
  })

  test('of a staff sheet take the item from the row where it was written', () => {
    const sheet = plainSheet([
      ['事项名称', '流程节点', '岗位', '姓名'],
      ['采伐许可', '受理', '窗口岗', '张三'],
      ['', '审批', '审批岗', '李四'],
      ['运输证', '受理', '窗口岗', '张三'],
    ])
    const reading = readForm(plainBook(sheet), sheet, staff)

    expect(reading.records.map(({ values, cells }) => [values['item'], cells['item']])).toEqual([
      ['采伐许可', 'A2'],
      ['采伐许可', 'A2'],
      ['运输证', 'A4'],
    ])
  })

  test('that are hidden are read, and said to be', async () => {
    const reading = await readPlan({
      rows: [HEADER, row('1', '甲'), row('2', '乙')],
      hiddenRows: [2],
    })

    expect(names(reading)).toEqual(['甲', '乙'])
    expect(reading.findings).toMatchObject([{ code: 'HK-SHEET-104', row: 3, params: { count: 1 } }])
  })
})

describe('recognising', () => {
  test('tells the forms apart by their headers', () => {
    const sheets = [
      plainSheet([HEADER, row('1', '甲')]),
      plainSheet([['序号', '办理事项', '办理环节', '岗位', '姓名', '工号', '角色']]),
      plainSheet([['序号', '栏目名称', '信息标题', '摘要', '保密审查人']]),
    ]

    expect(sheets.map((sheet) => recogniseForm(sheet, forms)?.form.id)).toEqual([
      'items',
      'node-staff',
      'articles',
    ])
  })

  test('leaves other tables alone', () => {
    const sheet = plainSheet([
      ['车牌', '品牌', '里程', '备注'],
      ['云K00001', '甲', '100', ''],
    ])

    expect(recogniseForm(sheet, forms)).toBeNull()
  })
})

test.each([
  [['填报单位：', '', '林业局'], '林业局'],
  [['单位名称（盖章）：民政局  填表日期：2015-4-9'], '民政局'],
  [['填报部门:勐海县水务局'], '勐海县水务局'],
  [['填报单位：________'], null],
  [['审批事项表'], null],
])('the unit of %j', (line, unit) => {
  expect(read([line, HEADER, row('1', '甲')]).unit).toBe(unit)
})
