import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDay } from '../../../src/lib/inbox/index.js'

describe('a day', () => {
  test.each([
    '2015-04-08',
    '2015/4/8',
    '2015.4.8',
    '20150408',
    '2015年4月8日',
    '２０１５年０４月０８日',
    '2015 年 4 月 8 日',
    '2015-04-08 09:30:00',
    '2015-04-08T00:00:00.000Z',
    '二〇一五年四月八日',
    '二○一五年四月八日',
  ])('is read from %s', (text) => {
    expect(readDay(text)).toBe('2015-04-08')
  })

  test('Chinese figures reach the end of a month', () => {
    expect(readDay('二〇一五年十二月三十一日')).toBe('2015-12-31')
    expect(readDay('二〇一五年十月二十日')).toBe('2015-10-20')
  })

  test.each(['2015年2月30日', '2015-13-01', '2015年4月', '近日', '4月8日', '', '42102'])(
    'is not made up from %s',
    (text) => {
      expect(readDay(text)).toBeNull()
    },
  )

  test('every day of the calendar comes back from every way of writing it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2050-12-31'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10)
          const [year, month, day] = iso.split('-').map(Number)
          const ways = [
            `${year}.${month}.${day}`,
            iso.replaceAll('-', ''),
            `${year}年${month}月${day}日`,
          ]
          expect(ways.map(readDay)).toEqual([iso, iso, iso])
        },
      ),
    )
  })
})
