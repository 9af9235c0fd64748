import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as geometry from '../../../src/lib/report/gongwen/geometry.js'
import { paperDate, signatureIndents } from '../../../src/lib/report/gongwen/signature.js'
import { columnTwips } from '../../../src/lib/report/gongwen/tables.js'

const { BODY, LINE_CHARS, MARGIN, PAGE, TEXT_WIDTH } = geometry

describe('the page of GB/T 9704', () => {
  test('holds 22 lines of 28 characters and not one more', () => {
    const height = PAGE.height - MARGIN.top - MARGIN.bottom
    const advance = BODY.size * 10 + BODY.spacing

    expect(Math.floor(height / BODY.line)).toBe(22)
    expect(Math.floor(TEXT_WIDTH / advance)).toBe(LINE_CHARS)
  })

  test('has its date two characters right of the name, or the name moved for a long date', () => {
    expect(signatureIndents('勐海县政务服务管理局', '2015年4月9日')).toEqual({ office: 2, date: 4 })
    const long = signatureIndents('县政府', '2015年12月30日')
    expect(long.date).toBe(2)
    expect(28 - long.office - 3 + 2).toBe(28 - long.date - 7)
  })

  test('writes dates without leading zeros', () => {
    expect(paperDate('2015-04-08')).toBe('2015年4月8日')
  })

  test('gives tables columns whose widths sum to the text width exactly', () => {
    const columns = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 14 })
    fc.assert(
      fc.property(columns, fc.integer({ min: 2000, max: 13_000 }), (widths, total) => {
        const specs = widths.map((width) => ({ title: '', width, align: 'left' as const }))
        const twips = columnTwips(specs, total)
        expect(twips.reduce((sum, one) => sum + one, 0)).toBe(total)
        expect(Math.min(...twips)).toBeGreaterThan(0)
      }),
    )
  })
})
