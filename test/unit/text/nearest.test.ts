import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance, fold, nearest } from '../../../src/lib/text/index.js'

describe('near words', () => {
  test.each([
    ['import', 'imprt', 1],
    ['import', 'improt', 1],
    ['', 'abc', 3],
    ['县发改局', '县发改工信局', 2],
    ['𠮷野', '吉野', 1],
  ])('%s and %s are %i apart', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })

  test('the distance is symmetric and obeys the triangle inequality for one edit', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max([...a].length, [...b].length))
        expect(editDistance(a, a)).toBe(0)
      }),
    )
  })

  test('the closest comes first, the far ones not at all', () => {
    expect(nearest('itmes', ['items', 'item', 'drill', 'times'])).toEqual([
      'items',
      'times',
      'item',
    ])
    expect(nearest('xyz', ['items', 'drill'])).toEqual([])
    expect(nearest('DRIL', ['drill', 'drill'])).toEqual(['drill'])
    expect(nearest('', ['a'])).toEqual([])
  })

  test('folding forgets width, case and white space', () => {
    expect(fold(' 勐海县　ＡＢ１２（1）\u200b')).toBe('勐海县ab12(1)')
  })
})
