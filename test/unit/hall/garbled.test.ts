import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGarbled } from '../../../src/lib/hall/audit/garbled.js'

/** What a reader makes of UTF-8 that it takes for GBK. */
const misread = (text: string) => new TextDecoder('gb18030').decode(Buffer.from(text))

test.each(['演练申请人', '请补充身份证明、照片', '办结', 'ABC公司变更登记'])(
  '%s taken for GBK is seen, the text itself is not',
  (text) => {
    expect(isGarbled(misread(text))).toBe(true)
    expect(isGarbled(text)).toBe(false)
  },
)

test('ordinary sentences are never taken for garbled ones', () => {
  const words = [
    '民政局',
    '受理',
    '同意',
    '，',
    '社会团体',
    '2015',
    '龘',
    'OK',
    '补正',
    '联通',
    '勐海县',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 20 }), (some) => {
      expect(isGarbled(some.join(''))).toBe(false)
    }),
  )
})
