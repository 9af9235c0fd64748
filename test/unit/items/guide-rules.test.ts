import { describe, expect, test } from 'vitest'
import { findings } from '../../../src/lib/errors/index.js'
import { itemRules, loadItemProfile } from '../../../src/lib/items/index.js'
import { clean, codes, draft } from './sheet-of.js'

type Cells = Readonly<Record<string, string>>

/** A record that fills in every column of the guide, and about which no rule has anything to say. */
const whole: Cells = {
  ...clean,
  visits: '1次',
  onsiteReason: '核验原件',
  online: '是',
  channels: '窗口办理、网上办理',
  feeBasis: '',
  onlinePay: '否',
  consult: '0691-5550002',
  hours: '工作日 8:30—12:00，15:00—17:30',
  place: '县政务服务中心二楼5号窗口',
  resultName: '取水许可证',
  resultType: '证照',
  audience: '自然人、企业法人',
  personTheme: '其他',
  orgTheme: '水务',
  faq: '问：多久办结？答：10个工作日。',
  region: '532822',
  level: '市级、县级',
  review: '前审后批',
  feeItem: '',
  resultSample: '样本.jpg',
  consultPlace: '县政务服务中心二楼',
  complaintPlace: '县纪委二楼',
  'accept.limit': '1个工作日',
  'approve.limit': '3个工作日',
  'settle.limit': '1个工作日',
}
const charged = {
  fee: '收费，100元/证',
  feeBasis: '价费〔2010〕1号',
  feeItem: '水资源费',
  onlinePay: '是',
}
const said = (changes: Cells) => codes(draft([{ ...whole, ...changes }]))[0]

test('a record that fills in the whole guide in order is left alone, and is kept as it was read', () => {
  const [only] = draft([whole])

  expect(only?.findings).toEqual([])
  expect(only?.data.guide).toEqual({
    visits: 1,
    onsiteReason: '核验原件',
    online: true,
    channels: ['窗口办理', '网上办理'],
    feeBasis: null,
    onlinePay: false,
    consult: '0691-5550002',
    hours: '工作日 8:30—12:00，15:00—17:30',
    place: '县政务服务中心二楼5号窗口',
    resultName: '取水许可证',
    resultType: '证照',
    audience: ['自然人', '企业法人'],
    personTheme: '其他',
    orgTheme: '水务',
    faq: '问：多久办结？答：10个工作日。',
    region: '532822',
    level: '市级、县级',
    review: '前审后批',
    feeItem: null,
    resultSample: '样本.jpg',
    consultPlace: '县政务服务中心二楼',
    complaintPlace: '县纪委二楼',
  })
  expect(draft([{ ...whole, ...charged }])[0]?.findings).toEqual([])
})

describe('each rule speaks alone on the record that breaks it alone', () => {
  test.each<[string, Cells]>([
    ['HK-ITEM-032', { onlinePay: '再说' }],
    ['HK-ITEM-036', { depth: '四级' }],
    ['HK-ITEM-037', { onsiteReason: '' }],
    ['HK-ITEM-038', { visits: '0次' }],
    ['HK-ITEM-039', { visits: '若干' }],
    ['HK-ITEM-040', { visits: '0', onsiteReason: '', online: '否', channels: '窗口办理' }],
    ['HK-ITEM-041', { ...charged, feeBasis: '' }],
    ['HK-ITEM-042', { ...charged, onlinePay: '' }],
    ['HK-ITEM-043', { onlinePay: '是' }],
    ['HK-ITEM-044', { consult: '0691－5550001' }],
    ['HK-ITEM-045', { consult: '5550002' }],
    ['HK-ITEM-046', { hours: '8:30—12:00' }],
    ['HK-ITEM-047', { place: '县城' }],
    ['HK-ITEM-048', { resultType: '' }],
    ['HK-ITEM-049', { resultName: '关于同意取水的批复' }],
    ['HK-ITEM-050', { audience: '自然人' }],
    ['HK-ITEM-051', { faq: '' }],
    ['HK-ITEM-052', { 'settle.limit': '' }],
    ['HK-ITEM-053', { materials: '申请书、其他材料' }],
    ['HK-ITEM-054', { region: '532899' }],
    ['HK-ITEM-054', { code: '11440199007482575B3440118009000' }],
    ['HK-ITEM-055', { conditions: '联系人证号532822199001011233' }],
    ['HK-ITEM-030', { visits: '' }],
    ['HK-ITEM-030', { consult: '' }],
    ['HK-ITEM-030', { complaintPlace: '——' }],
    ['HK-ITEM-060', { review: '即审即办' }],
    ['HK-ITEM-061', { resultSample: '' }],
    ['HK-ITEM-062', { ...charged, feeItem: '' }],
    ['HK-ITEM-063', { orgTheme: '' }],
    ['HK-ITEM-064', { level: '省级' }],
    ['HK-ITEM-064', { code: '11440100007482575H2440118009000', level: '' }],
    ['HK-ITEM-057', { depth: '二级', visits: '0', onsiteReason: '' }],
  ])('%s', (code, changes) => {
    expect(said(changes)?.filter((one) => one !== 'HK-ITEM-024' && one !== 'HK-ITEM-023')).toEqual([
      code,
    ])
  })

  test('a column that the sheet does not have is not asked for', () => {
    const { onsiteReason: _, faq: __, resultType: ___, 'settle.limit': ____, ...rest } = whole

    expect(codes(draft([rest]))[0]).toEqual([])
  })

  test('every finding code of items that a rule can give is in a rule, once, or across items', async () => {
    const inRules = itemRules.flatMap((rule) => rule.codes)
    const across = ['020', '021', '029', '031', '034', '035', '056', '058', '059', '065'].map(
      (n) => `HK-ITEM-${n}`,
    )
    const all = Object.keys(findings).filter((code) => code.startsWith('HK-ITEM-'))

    expect(new Set([...inRules, ...across])).toEqual(new Set(all))
  })
})

describe('an identity number in a text cell', () => {
  const number = '532822199001011233'

  test('is told masked, and no finding about that cell shows it', () => {
    const found = draft([{ ...whole, materials: `其他材料（${number}）` }])[0]?.findings ?? []

    expect(found.map(({ code }) => code)).toEqual(['HK-ITEM-053', 'HK-ITEM-055'])
    expect(JSON.stringify(found)).not.toContain(number)
    expect(found[1]?.params).toEqual({ field: '申请材料', masked: '532822********1233' })
  })

  test.each([
    ['a unit code', '11532822999700052M'],
    ['a serial number of eighteen figures', '202206230068123456'],
    ['a number with an impossible birthday', '532822199013011230'],
    ['a number of no division', '539922199001011230'],
  ])('%s is none', (_, text) => {
    expect(said({ conditions: `见 ${text}` })).toEqual([])
  })
})

describe('names of one unit that are almost the same', () => {
  const pair = (one: string, other: string) =>
    codes(draft([one, other].map((name) => ({ ...clean, code: '', name }))))[1]?.filter(
      (code) => code !== 'HK-ITEM-030',
    )

  test.each([
    ['公益性岗位申报', '公益性岗位申请'],
    ['林木采伐许可', '林木采伐许可审批'],
    ['建设项目环境影响评价审批', '建设项目的环境影响评价审批'],
    ['食品经营许可证核发', '食品经营许可证补核发'.replace('补', '之')],
  ])('%s and %s', (one, other) => {
    expect(pair(one, other)).toEqual(['HK-ITEM-035'])
  })

  test.each([
    ['一级注册建造师执业资格认定', '二级注册建造师执业资格认定'],
    ['结婚登记预约', '离婚登记预约'],
    ['林木采伐许可', '取水许可审批'],
    ['河道采砂许可证变更', '河道采砂许可证注销'],
  ])('%s and %s are two', (one, other) => {
    expect(pair(one, other)).toEqual([])
  })

  test('a name corrected under its code is not near itself', () => {
    const before = draft([{ ...clean, name: '取水许可审比' }]).map(({ data }) => data)

    expect(codes(draft([{ ...clean, name: '取水许可审批' }], before))).toEqual([[]])
  })
})

describe('division codes', () => {
  test.each(['110000', '440100', '440101', '532822', '710000', '100000', '500101'])(
    '%s is one',
    async (code) => {
      expect((await loadItemProfile()).regions.has(code)).toBe(true)
    },
  )

  test.each(['990000', '532899', '539900', '000001'])('%s is none', async (code) => {
    const { regions } = await loadItemProfile()

    expect(regions.has(code)).toBe(false)
    expect(regions.nameOf('532822')).toBe('勐海县')
  })
})
