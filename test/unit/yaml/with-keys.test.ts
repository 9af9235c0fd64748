import { expect, test } from 'vitest'
import { withKeys } from '../../../src/lib/yaml/index.js'

test('keys are set, taken out and added; comments and all other text stay', () => {
  const text = '# 首行\na: 1 # 一\nb: [1, 2]\nc: {x: 1}\n'
  expect(withKeys(text, { b: [{ id: '010', day: '2015-04-08' }], c: undefined, d: '是' })).toBe(
    '# 首行\na: 1 # 一\nb:\n  - id: "010"\n    day: 2015-04-08\nd: 是\n',
  )
})
