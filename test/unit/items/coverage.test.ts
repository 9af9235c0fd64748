import { describe, expect, test } from 'vitest'
import { depthShare, drillable, targetShare } from '../../../src/lib/items/index.js'
import { clean, draft } from './sheet-of.js'

const items = draft([
  clean,
  { ...clean, code: '', name: '甲', depth: '四级', type: '公共服务' },
  { ...clean, code: '', name: '乙', depth: '二级' },
  { ...clean, code: '', name: '丙', depth: '' },
]).map(({ data }) => data)

const counted = 'item.type.code in ["01", "11"] && item.depth != null && item.depth >= 3'

describe('shares', () => {
  test('depth counts an item without depth below', () => {
    expect(depthShare(items)).toEqual({ numerator: 2, denominator: 4 })
    expect(depthShare(items, items[0]?.unit.code)).toEqual({ numerator: 2, denominator: 4 })
  })

  test('nothing to share is 0 of 0', () => {
    expect(depthShare(items, 'nobody')).toEqual({ numerator: 0, denominator: 0 })
  })

  test("a target's numerator is counted among its denominator only", () => {
    const rule = {
      numerator: 'item.depth != null && item.depth >= 3',
      denominator: 'item.type.code in ["01", "11"]',
    }

    expect(targetShare(items, rule)).toEqual({ numerator: 1, denominator: 3 })
  })
})

describe('an item for the drill', () => {
  test('meets the condition of the requirement', () => {
    expect(items.filter(drillable(counted)).map(({ name }) => name)).toEqual(['取水许可审批'])
    expect(items.filter(drillable(null))).toHaveLength(4)
  })

  test('a condition over anything else is refused before an item is asked', () => {
    expect(() => drillable('itme.depth > 3')).toThrow(/HK-EXPR/u)
  })
})
