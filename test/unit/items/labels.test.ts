import { describe, expect, test } from 'vitest'
import {
  loadItemProfile,
  readCaseType,
  readDepth,
  readFee,
  readType,
  readYesNo,
} from '../../../src/lib/items/index.js'

const profile = await loadItemProfile()

describe('an item type', () => {
  test.each([
    ['行政许可', '01'],
    [' 行政 许可 ', '01'],
    ['许可', '01'],
    ['01', '01'],
    ['1', '01'],
    ['０１', '01'],
    ['01行政许可', '01'],
    ['01-行政许可', '01'],
    ['行政许可类', '01'],
    ['行政许可事项', '01'],
    ['行政许可（县级）', '01'],
    ['非行政许可审批', '11'],
    ['非行政许可', '11'],
    ['非行政许可审批事项', '11'],
    ['其他行政权力', '10'],
    ['公共服务', '20'],
    ['公共服务事项', '20'],
    ['行政确认', '07'],
  ])('reads %s', (text, code) => {
    expect(readType(text, profile).code).toBe(code)
  })

  test('keeps a label that the table does not hold, without a code', () => {
    expect(readType('行政审批备案', profile)).toEqual({ code: null, label: '行政审批备案' })
  })
})

describe('a depth', () => {
  test.each([
    ['三级', 3],
    ['3级', 3],
    ['Ⅲ级', 3],
    ['III级', 3],
    ['３', 3],
    ['三级（网上预审）', 3],
    ['全程网办（Ⅳ级）', 4],
    ['第三级', 3],
    ['三', 3],
    ['三级深度', 3],
    ['网上预审', 3],
    ['一级', 1],
    ['Ⅱ级', 2],
  ])('reads %s', (text, level) => {
    expect(readDepth(text, profile)).toBe(level)
  })

  test.each(['五级', '5', '13级', '十三级', '三级或四级', '较深', ''])(
    'does not guess %s',
    (text) => {
      expect(readDepth(text, profile)).toBeNull()
    },
  )
})

describe('small choices', () => {
  test.each([
    ['是', true],
    ['√', true],
    ['否', false],
    ['Ｎ', false],
    ['收费（每证10元）', true],
    ['不收费', false],
    ['视情', null],
  ])('yes or no: %s', (text, expected) => {
    expect(readYesNo(text, profile)).toBe(expected)
  })

  test.each([
    ['不收费', false],
    ['无', false],
    ['免费办理', false],
    ['工本费每证10元', true],
    ['', null],
    ['见附件', null],
  ])('fee: %s', (text, charged) => {
    expect(readFee(text, profile)).toEqual({ charged, raw: text })
  })

  test('case type', () => {
    expect(readCaseType('即办', profile)).toBe('即办件')
    expect(readCaseType('承诺件', profile)).toBe('承诺件')
    expect(readCaseType('加急', profile)).toBeNull()
  })
})
