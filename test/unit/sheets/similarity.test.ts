import fc from 'fast-check'
import { expect, test } from 'vitest'
import { similarity } from '../../../src/lib/sheets/similarity.js'

const header = fc
  .array(fc.constantFrom(...'法定办理承诺时限期事项名称'), { maxLength: 9 })
  .map((chars) => chars.join(''))

test('a measure cut short never hides what is near enough', () => {
  fc.assert(
    fc.property(header, header, fc.constantFrom(0.5, 0.62, 0.9), (a, b, least) => {
      const whole = similarity(a, b)
      const allowed = whole >= least ? [whole] : [whole, 0]
      expect(allowed).toContain(similarity(a, b, least))
    }),
    { numRuns: 500 },
  )
  expect(similarity('法定时限', '法定办理期限', 0.99)).toBe(0)
})
