import { describe, expect, test } from 'vitest'
import { findings } from '../../../src/lib/errors/index.js'
import { itemRules } from '../../../src/lib/items/index.js'
import { clean, codes, draft, unit } from './sheet-of.js'

/** What the rules say of the clean record with some cells changed. */
const said = (changes: Readonly<Record<string, string>>) =>
  codes(draft([{ ...clean, ...changes }]))[0]

describe('a record in order', () => {
  test('becomes an item, and no rule speaks', () => {
    const [only] = draft([clean])

    expect(only?.findings).toEqual([])
    expect(only?.key).toBe(clean['code'])
    expect(only?.source).toEqual({ file: '水务局.xlsx', sha256: 'abc', sheet: '梳理表', row: 4 })
    expect(only?.data).toEqual({
      unit,
      code: '11440100007482575H3440118009000',
      name: '取水许可审批',
      type: { code: '01', label: '行政许可' },
      caseType: '承诺件',
      statutory: { value: 20, unit: 'workday', raw: '20个工作日' },
      promised: { value: 10, unit: 'workday', raw: '10个工作日' },
      depth: 3,
      basis: '《中华人民共和国水法》第七条',
      conditions: '有取水口',
      materials: ['申请书', '身份证'],
      fee: { charged: false, raw: '不收费' },
      office: '水政股',
      nodes: [],
      supervision: '0691-5550001',
    })
  })

  test('what the sheet does not say is null', () => {
    const [only] = draft([{ name: '取水许可审批', type: '行政许可' }])

    expect(only?.data).toMatchObject({ code: null, statutory: null, depth: null, basis: null })
    expect(only?.key).toBe('11440100007482575H/取水许可审批')
  })
})

describe('each rule speaks when it should', () => {
  test.each([
    ['HK-ITEM-010', { basis: '' }],
    ['HK-ITEM-010', { statutory: '/' }],
    ['HK-ITEM-011', { promised: '详见指南' }],
    ['HK-ITEM-012', { promised: '25个工作日' }],
    ['HK-ITEM-013', { statutory: '10日' }],
    ['HK-ITEM-015', { statutory: '20个工作日（不含公示时间）' }],
    ['HK-ITEM-016', { 'accept.limit': '1个工作日', 'approve.limit': '10个工作日' }],
    ['HK-ITEM-011', { 'accept.limit': '很快' }],
    ['HK-ITEM-017', { depth: '较深' }],
    ['HK-ITEM-018', { type: '审改事项' }],
    ['HK-ITEM-019', { caseType: '加急' }],
    ['HK-ITEM-022', { code: '11440100007482575H344011800900' }],
    ['HK-ITEM-023', { code: '11440100007482575K3440118009000' }],
    ['HK-ITEM-024', { code: '12441500196720244T3440118009000' }],
    ['HK-ITEM-025', { code: '11440100007482575H3990118009000' }],
    ['HK-ITEM-026', { code: '11440100007482575H3442018009000' }],
    ['HK-ITEM-027', { conditions: '视情办理' }],
    ['HK-ITEM-028', { promised: '即办' }],
    ['HK-ITEM-029', { unit: '气象局' }],
    ['HK-ITEM-030', { conditions: '' }],
    ['HK-ITEM-033', { code: '11440100007482575H9440118009000' }],
  ])('%s', (code, changes) => {
    expect(said(changes as Readonly<Record<string, string>>)).toEqual([code])
  })

  test('a long statutory limit without a basis, where the basis is not required anyway', () => {
    expect(said({ type: '行政裁决', basis: '', statutory: '60个工作日', code: '' })).toEqual([
      'HK-ITEM-030',
      'HK-ITEM-014',
    ])
  })

  test('every rule names codes that exist', () => {
    for (const rule of itemRules)
      for (const code of rule.codes) expect(findings).toHaveProperty(code)
  })
})

test('a node has its label, and only nodes that say something are kept', () => {
  const [only] = draft([{ ...clean, 'accept.limit': '1个工作日' }])

  expect(only?.data.nodes).toEqual([
    {
      node: 'accept',
      label: '受理',
      post: null,
      people: [],
      limit: { value: 1, unit: 'workday', raw: '1个工作日' },
    },
  ])
})

test('a finding names the file, sheet, row, column, cell and text', () => {
  const [finding] = draft([{ ...clean, promised: '详见指南' }])[0]?.findings ?? []

  expect(finding).toMatchObject({
    code: 'HK-ITEM-011',
    level: 'error',
    file: '水务局.xlsx',
    sheet: '梳理表',
    row: 4,
    column: '承诺时限',
    cell: 'G4',
    value: '详见指南',
    params: { field: '承诺时限', text: '详见指南' },
  })
})

test('a profile may set a rule to another level or off', () => {
  const broken = { ...clean, depth: '较深' }

  expect(draft([broken], [], { 'HK-ITEM-017': 'hint' })[0]?.findings[0]?.level).toBe('hint')
  expect(draft([broken], [], { 'HK-ITEM-017': 'off' })[0]?.findings).toEqual([])
})

describe('repeats', () => {
  const second = { ...clean, code: '11440100007482575H3440118009001', name: '河道采砂许可' }

  test('the second row of an item is an error that names the first', () => {
    const drafts = draft([clean, second, clean])

    expect(codes(drafts)).toEqual([[], [], ['HK-ITEM-020']])
    expect(drafts[2]?.findings[0]).toMatchObject({
      level: 'error',
      row: 6,
      params: { row: 4, file: '水务局.xlsx', sheet: '梳理表' },
    })
  })

  test('without a code the name decides, whatever its width and punctuation', () => {
    const wide = { ...clean, code: '', name: '取水许可（审批）' }
    const narrow = { ...clean, code: '', name: ' 取水许可(审批)' }

    expect(codes(draft([wide, narrow]))[1]).toEqual(['HK-ITEM-030', 'HK-ITEM-020'])
  })

  test('a damaged code does not make two items of one', () => {
    const damaged = { ...clean, code: '11440100007482575K3440118009000' }

    expect(codes(draft([damaged, clean]))[1]).toEqual(['HK-ITEM-020'])
  })

  test('a name shared by two codes only warns', () => {
    expect(codes(draft([clean, { ...second, name: clean['name'] ?? '' }]))[1]).toEqual([
      'HK-ITEM-034',
    ])
  })

  test("another unit's item of the same name warns, of the same code is an error", () => {
    const stored = draft([clean]).map(({ data }) => ({
      ...data,
      unit: { code: '12441500196720244T', name: '林业局' },
    }))

    expect(codes(draft([clean], stored))).toEqual([['HK-ITEM-031']])
    expect(codes(draft([{ ...second, name: clean['name'] ?? '' }], stored))).toEqual([
      ['HK-ITEM-021'],
    ])
  })

  test('the same item of the same unit in the store is an update, not a repeat', () => {
    expect(
      codes(
        draft(
          [clean],
          draft([clean]).map(({ data }) => data),
        ),
      ),
    ).toEqual([[]])
  })
})
