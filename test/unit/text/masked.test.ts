import { expect, test } from 'vitest'
import { masked, maskedDeep } from '../../../src/lib/text/index.js'

test('ID numbers and telephones are masked, codes of units and items are not', () => {
  expect(masked('张三 532822199001011234，电话13800001234')).toBe(
    '张三 532822********1234，电话138****1234',
  )
  expect(masked('11530822000000001A 11530822000000001A3530100001000')).toBe(
    '11530822000000001A 11530822000000001A3530100001000',
  )
})

test('every text in plain data is masked, whatever it lies in', () => {
  expect(maskedDeep({ a: ['13800001234', 5], b: { c: '532822199001011234' } })).toEqual({
    a: ['138****1234', 5],
    b: { c: '532822********1234' },
  })
})
