import { expect, test } from 'vitest'
import { read, WATER } from './water-office.js'

const law = '《水法》第七条'

test('权责清单: main items and sub-items in two columns, no limits, no type of everything', async () => {
  const { items, form } = await read({
    rows: [
      ['水务局权责清单'],
      ['序号', '职权编码', '职权名称', '', '职权类型', '行使主体', '实施依据', '追责情形'],
      ['', '', '主项', '子项', '', '', '', ''],
      [1, 'A-1', '取水管理', '取水许可审批', '行政许可', '水务局', law, '略'],
      [2, 'A-2', '', '取水许可变更', '行政许可', '水务局', law, '略'],
      [3, 'A-3', '河道采砂许可', '', '其他行政权力', '水务局', law, '略'],
    ],
    merges: ['A1:H1', 'C2:D2', 'A2:A3', 'B2:B3', 'E2:E3', 'F2:F3', 'G2:G3', 'H2:H3', 'C4:C5'],
  })

  expect(items.map(({ name }) => name)).toEqual(['取水许可审批', '取水许可变更', '河道采砂许可'])
  expect(items[2]).toMatchObject({ code: 'A-3', type: { label: '其他类别' }, unit: WATER })
  expect(form?.mapping.find(({ text }) => text === '追责情形')?.field).toBeNull()
})

test('公共服务事项目录: one limit, of every way of writing, and the type in the name of the sheet', async () => {
  const limits = ['即办', '20 个工作日', '1-3天', '三十日', '一个月', '５个工作日', '当场', '当日']
  const { items } = await read({
    sheet: '公共服务事项',
    rows: [
      ['填报单位：县水务局（盖章）'],
      ['序号', '服务事项名称', '服务依据', '服务对象', '办理流程', '办结时限'],
      ...limits.map((limit, at) => [
        at + 1,
        `${at + 1}.节水咨询服务${'甲乙丙丁戊己庚辛'[at]}`,
        law,
        '公民',
        '受理—办结',
        limit,
      ]),
      ['合计', '8项'],
    ],
  })

  expect(items.map(({ promised }) => [promised?.value, promised?.unit])).toEqual([
    [0, 'instant'],
    [20, 'workday'],
    [3, 'day'],
    [30, 'day'],
    [1, 'month'],
    [5, 'workday'],
    [0, 'instant'],
    [0, 'instant'],
  ])
  expect(items[0]).toMatchObject({ name: '节水咨询服务甲', type: { code: '20' } })
})

test('实施清单 of C0109: number and unit in two columns, codes for labels, lists joined with ^', async () => {
  const { items } = await read({
    rows: [
      [
        '事项名称',
        '基本编码',
        '事项类型代码',
        '设定依据',
        '法定办结时限',
        '法定办结时限单位',
        '承诺办结时限',
        '承诺办结时限单位',
        '服务对象',
        '网上办理深度',
        '办理时间',
        '行使层级',
      ],
      [
        '取水许可审批',
        '44 0118 009000',
        '01',
        law,
        20,
        '日',
        10,
        '日',
        '自然人^企业法人',
        '3^4',
        '工作日8:30-17:00',
        '4',
      ],
    ],
  })

  expect(items[0]).toMatchObject({
    code: '440118009000',
    type: { code: '01', label: '行政许可' },
    statutory: { value: 20, unit: 'day' },
    promised: { value: 10, unit: 'day' },
    depth: 3,
    nodes: [],
    guide: { audience: ['自然人', '企业法人'], hours: '工作日8:30-17:00' },
  })
})

test('choices ticked in columns of their own are one field, under one heading or with remarks', async () => {
  const { items, file } = await read({
    rows: [
      [
        '事项名称',
        '事项类型',
        '设定依据',
        '法定期限',
        '承诺期限',
        '服务对象',
        '',
        '',
        '办理形式（窗口）',
        '办理形式（网上）',
        '是否收费',
        '',
      ],
      ['', '', '', '', '', '自然人', '企业法人', '事业法人', '', '', '是', '否'],
      ['取水许可审批', '行政许可', law, '20日', '7日', '√', '否', '有', '是', '1', '', '√'],
    ],
    merges: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'E1:E2', 'F1:H1', 'I1:I2', 'J1:J2', 'K1:L1'],
  })

  expect(items[0]).toMatchObject({
    name: '取水许可审批',
    guide: { audience: ['自然人', '事业法人'], channels: ['窗口', '网上'] },
    fee: { charged: false },
  })
  expect(file.findings.filter(({ code }) => code === 'HK-SHEET-106')).toEqual([])
})

test('whether, how much and by what: three columns about a fee are one fee and its basis', async () => {
  const head = ['事项名称', '事项类型', '设定依据', '法定期限', '承诺期限', '是否收费']
  const row = (name: string, said: string) => [name, '行政许可', law, '20日', '7日', said]
  const { items, file } = await read({
    rows: [
      [...head, '收费标准', '收费依据'],
      [...row('取水许可审批', '是'), '按水量计征', '价费〔2010〕1号'],
      [...row('取水许可变更', '否'), '', ''],
    ],
  })

  expect(items).toMatchObject([
    { fee: { charged: true, raw: '按水量计征' }, guide: { feeBasis: '价费〔2010〕1号' } },
    { fee: { charged: false, raw: '否' } },
  ])
  expect(file.findings.filter(({ code }) => code.startsWith('HK-SHEET'))).toEqual([])
})

test('three rows of header, types as headings between the rows, traditional characters', async () => {
  const { items } = await read({
    rows: [
      ['序號', '項目', '', '辦理時限', '', '流程', '', ''],
      ['', '名稱', '依據', '法定', '承諾', '受理', '', ''],
      ['', '', '', '', '', '崗位', '人員', '時限'],
      ['一、行政许可（1项）'],
      [1, '取水许可审批', law, '二十個工作日', '當場辦結', '窗口', '王某', '当日'],
      ['二、行政确认（1项）'],
      [1, '水库注册登记', law, '20', '法定期限（不含公示）', '窗口', '王某', '1天'],
    ],
    merges: [
      'A1:A3',
      'B1:C1',
      'D1:E1',
      'F1:H1',
      'B2:B3',
      'C2:C3',
      'D2:D3',
      'E2:E3',
      'F2:H2',
      'A4:H4',
      'A6:H6',
    ],
  })

  expect(items.map(({ name, type }) => [name, type.label])).toEqual([
    ['取水许可审批', '行政许可'],
    ['水库注册登记', '行政确认'],
  ])
  expect(items[0]).toMatchObject({ statutory: { value: 20 }, promised: { unit: 'instant' } })
  expect(items[1]?.promised).toEqual({ value: 20, unit: 'workday', raw: '法定期限（不含公示）' })
})

test('headers with remarks and units, numbers of every script, lists of every kind', async () => {
  const { items } = await read({
    rows: [
      [
        '*事项名称\n（与编办审定名称一致）',
        '*事项类别（许可/确认）',
        '依据',
        '法定办结时间（工作日）',
        '承诺办结时间\n(单位：天)',
        '网办深度（Ⅰ-Ⅳ级）',
        '需提交材料（逐项列明）',
      ],
      ['取水许可审批', '许可', law, '２０', '十', 'Ⅲ级', '①申请表②身份证③照片'],
      [
        '河道采砂许可',
        '01-行政许可',
        law,
        '20个',
        5,
        '全程网办（Ⅳ级）',
        '1、申请表 2、方案；3.承诺书',
      ],
    ],
  })

  expect(
    items.map(({ statutory, promised, depth }) => [
      statutory?.value,
      promised?.value,
      promised?.unit,
      depth,
    ]),
  ).toEqual([
    [20, 10, 'day', 3],
    [20, 5, 'day', 4],
  ])
  expect(items.map(({ materials }) => materials.length)).toEqual([3, 3])
})

test('boxes ticked inside a cell are read as what is ticked; a code typed as a number is sent back', async () => {
  const header = ['实施编码', '事项名称', '事项类型', '设定依据', '法定期限', '承诺期限']
  const { items, form } = await read({
    rows: [
      [...header, '是否收费', '服务对象', '办件类型'],
      ...[
        ['', '取水许可', '行政许可', law, '20日', '10日', '□是 ☑否'],
        [1.1532822e30, '河道采砂许可', '行政许可', law, '20日', '10日', '否'],
      ].map((row) => [...row, '☑自然人 ☑企业法人 □事业法人', '□即办件 ☑承诺件']),
    ],
  })

  expect(form).toMatchObject({ stored: 1, quarantined: 1 })
  expect(items[0]).toMatchObject({
    fee: { charged: false },
    caseType: '承诺件',
    guide: { audience: ['自然人', '企业法人'] },
  })
})

test('headers in two languages are named by their Chinese words', async () => {
  const { items } = await read({
    rows: [
      [
        'No.序号',
        'Item Name 事项名称',
        'Type\n事项类型',
        'Legal Basis 设定依据',
        'Promised Time Limit 承诺办结时限',
      ],
      [1, '取水许可', '行政许可', law, '5个工作日'],
    ],
  })

  expect(items).toMatchObject([
    { name: '取水许可', type: { label: '行政许可' }, basis: law, promised: { value: 5 } },
  ])
})

test('a table of several items turned on its side is told, not read as a guide of the first', async () => {
  const { file, items } = await read({
    rows: [
      ['事项名称', '取水许可', '河道采砂许可', '水土保持方案审批'],
      ['事项类型', '行政许可', '行政许可', '行政许可'],
      ['设定依据', law, '《水法》第三十九条', '《水土保持法》第二十五条'],
      ['法定办结时限', '20个工作日', '45个工作日', '20个工作日'],
      ['承诺办结时限', '5个工作日', '15个工作日', '7个工作日'],
    ],
  })

  expect(file.error?.code).toBe('HK-INBOX-021')
  expect(items).toEqual([])
})

test('a guide with remarks beside its values is one item', async () => {
  const { items } = await read({
    rows: [
      ['取水许可办事指南'],
      ['事项名称', '取水许可', '与权责清单一致'],
      ['事项类型', '行政许可', '见通知附件'],
      ['设定依据', law, '写到条款'],
      ['法定办结时限', '20个工作日', '写工作日'],
      ['承诺办结时限', '5个工作日', '不得超过法定时限'],
    ],
  })

  expect(items).toMatchObject([{ name: '取水许可', promised: { value: 5 } }])
})
