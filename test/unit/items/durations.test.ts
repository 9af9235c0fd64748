import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unitOfHeader } from '../../../src/lib/items/durations.js'
import {
  type Duration,
  isLonger,
  loadItemProfile,
  readDuration,
  sumOf,
} from '../../../src/lib/items/index.js'

const { durations } = await loadItemProfile()
const read = (text: string) => {
  const limit = readDuration(text, durations)
  return limit === null ? null : `${limit.value} ${limit.unit}`
}

describe('a time limit', () => {
  test.each([
    ['20个工作日', '20 workday'],
    ['２０ 个工作日', '20 workday'],
    ['20工作日', '20 workday'],
    ['20 个 工作 日', '20 workday'],
    ['二十个工作日', '20 workday'],
    ['一百二十个工作日', '120 workday'],
    ['自受理之日起20个工作日内', '20 workday'],
    ['不超过15个工作日', '15 workday'],
    ['20个工作日（法定期限不含公示）', '20 workday'],
    ['20个工作日，不含专家评审时间', '20 workday'],
    ['（20个工作日）', '20 workday'],
    ['20', '20 workday'],
    ['2.5个工作日', '2.5 workday'],
    ['1-3天', '3 day'],
    ['1—3个工作日', '3 workday'],
    ['3至5日', '5 day'],
    ['即办', '0 instant'],
    ['即办（材料齐全）', '0 instant'],
    ['当场办结', '0 instant'],
    ['當場辦結', '0 instant'],
    ['材料齐全后当场办结', '0 instant'],
    ['当日', '0 instant'],
    ['一个月', '1 month'],
    ['1個月', '1 month'],
    ['三十日', '30 day'],
    ['30日', '30 day'],
    ['30个自然日', '30 day'],
    ['半年', '0.5 year'],
    ['24小时', '24 hour'],
    ['十五日内', '15 day'],
    ['0个工作日', '0 instant'],
    ['10年', '10 year'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  test.each([
    '法定期限不含公示',
    '不包含在承诺办结时限内',
    '视情',
    '待定',
    '1个月15天',
    '近期',
    '第3日',
    '',
    '工作日',
    '20个工作',
    '-5个工作日',
    '9999999个工作日',
    '详见指南',
  ])('does not guess %s', (text) => {
    expect(read(text)).toBeNull()
  })

  test('keeps the text of the cell', () => {
    expect(readDuration(' 20个工作日（不含公示） ', durations)?.raw).toBe('20个工作日（不含公示）')
  })

  test('takes the unit of a bare number from the header', () => {
    expect(unitOfHeader('承诺期限（工作日）', durations)).toBe('workday')
    expect(unitOfHeader('法定期限(单位：天)', durations)).toBe('day')
    expect(unitOfHeader('承诺期限（从受理起算）', durations)).toBeNull()
    expect(unitOfHeader('承诺期限', durations)).toBeNull()
  })

  test('any number and unit written any way is read back', () => {
    const units = Object.entries(durations.units).flatMap(([unit, names]) =>
      names.map((name) => ({ unit, name })),
    )
    const wide = (text: string) =>
      text.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom(...units),
        fc.constantFrom('', ...durations.lead),
        fc.constantFrom('', '内', '以内', '（不含公示）'),
        fc.boolean(),
        fc.constantFrom('', ' ', '\u3000', '\n'),
        (value, { unit, name }, lead, tail, isWide, gap) => {
          const digits = isWide ? wide(String(value)) : String(value)
          const text = `${lead}${digits}${gap}${name}${tail}`
          expect(readDuration(text, durations)).toMatchObject({ value, unit })
        },
      ),
    )
  })

  test('never throws and never gives a number without a unit, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const limit = readDuration(text, durations)
        expect(limit === null || (Number.isFinite(limit.value) && limit.value >= 0)).toBe(true)
      }),
    )
  })
})

describe('two limits', () => {
  const of = (value: number, unit: Duration['unit']): Duration => ({ value, unit, raw: '' })

  test('compare surely when they count the same sort of day', () => {
    expect(isLonger(of(30, 'workday'), of(20, 'workday'))).toBe('surely')
    expect(isLonger(of(20, 'workday'), of(20, 'workday'))).toBe('no')
    expect(isLonger(of(2, 'month'), of(45, 'day'))).toBe('surely')
    expect(isLonger(of(1, 'workday'), of(0, 'instant'))).toBe('surely')
    expect(isLonger(of(0, 'instant'), of(1, 'hour'))).toBe('no')
  })

  test('compare only perhaps when working days meet calendar days', () => {
    expect(isLonger(of(20, 'workday'), of(20, 'day'))).toBe('maybe')
    expect(isLonger(of(20, 'workday'), of(30, 'day'))).toBe('no')
  })

  test('are never longer than each other both ways', () => {
    const limit = fc.record({
      value: fc.integer({ min: 0, max: 400 }),
      unit: fc.constantFrom('workday', 'day', 'hour', 'month', 'year') as fc.Arbitrary<
        Duration['unit']
      >,
      raw: fc.constant(''),
    })
    fc.assert(
      fc.property(limit, limit, (a, b) => {
        expect(isLonger(a, b) === 'no' || isLonger(b, a) === 'no').toBe(true)
      }),
    )
  })

  test('add up', () => {
    expect(sumOf([of(2, 'workday'), of(3, 'workday'), of(0, 'instant')])).toMatchObject({
      value: 5,
      unit: 'workday',
    })
  })
})
