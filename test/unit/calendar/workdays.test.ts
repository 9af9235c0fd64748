import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addWorkdays,
  calendarVersion,
  coveredYears,
  daysBetween,
  isWorkday,
  workdaysBetween,
} from '../../../src/lib/calendar/index.js'
import { isProblem } from '../../../src/lib/errors/index.js'

const span = daysBetween('2013-01-01', '2026-12-31')
const anyDay = fc.integer({ min: 0, max: span }).map((n) => addDays('2013-01-01', n))

describe('working days', () => {
  test.each([
    ['2015-04-06', false, '清明 falls on Sunday, Monday is off'],
    ['2015-05-01', false, '劳动节'],
    ['2015-09-03', false, 'the day added by the second paper of 2015'],
    ['2015-09-04', false, 'bridged'],
    ['2015-09-05', false, 'Saturday'],
    ['2015-09-06', true, 'Sunday made up'],
    ['2026-02-14', true, 'Saturday made up for 春节'],
    ['2015-04-08', true, 'an ordinary Wednesday'],
    ['2015-04-11', false, 'an ordinary Saturday'],
  ])('%s works: %s (%s)', (day, works) => {
    expect(isWorkday(day)).toBe(works)
  })

  test('every covered year has 清明 and National Day off and 242 to 253 working days', () => {
    for (const year of coveredYears()) {
      expect(isWorkday(`${year}-10-01`)).toBe(false)
      const count = workdaysBetween(`${year}-01-01`, `${year}-12-31`)
      expect(count, String(year)).toBeGreaterThanOrEqual(242)
      expect(count, String(year)).toBeLessThanOrEqual(253)
    }
  })

  test('20 working days after 2015-04-03 end on 2015-05-05, over 清明 and 劳动节', () => {
    // By hand: Apr 7-10 = 4, 13-17 = 9, 20-24 = 14, 27-30 = 18, May 4 = 19, May 5 = 20.
    expect(addWorkdays('2015-04-03', 20)).toBe('2015-05-05')
    expect(workdaysBetween('2015-04-03', '2015-05-05')).toBe(20)
  })

  test('a term that starts on a day off starts with the next working day', () => {
    expect(addWorkdays('2015-04-04', 1)).toBe('2015-04-07')
  })

  test('counting back finds the working day before', () => {
    expect(addWorkdays('2015-04-07', -1)).toBe('2015-04-03')
  })

  test.each(['2012-12-31', '2027-01-01'])('%s is refused, not guessed', (day) => {
    expect(() => isWorkday(day)).toThrow(expect.objectContaining({ code: 'HK-CAL-001' }))
  })

  test('a term that runs out of the covered years is refused', () => {
    expect(() => addWorkdays('2026-12-30', 5)).toThrow(
      expect.objectContaining({ code: 'HK-CAL-001' }),
    )
    expect(() => workdaysBetween('2012-12-31', '2013-01-10')).toThrow(
      expect.objectContaining({ code: 'HK-CAL-001' }),
    )
  })

  test.each(['2015-02-29', '2015-13-01', '2015-4-8', '', '2015-04-08T00:00'])(
    '%j is no day',
    (text) => {
      let caught: unknown
      try {
        isWorkday(text)
      } catch (error) {
        caught = error
      }
      expect(isProblem(caught, 'HK-CAL-002')).toBe(true)
    },
  )

  test('the version names source and span', () => {
    expect(calendarVersion()).toMatch(/^chinese-days@\d+\.\d+\.\d+\/2013-2026$/)
  })

  test('n working days later are n working days between, and a working day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, n) => {
        fc.pre(day < '2026-08-01')
        const end = addWorkdays(day, n)
        expect(isWorkday(end)).toBe(true)
        expect(workdaysBetween(day, end)).toBe(n)
        expect(workdaysBetween(end, day)).toBe(-n)
      }),
    )
  })

  test('working days add up over any day between', () => {
    const near = fc.integer({ min: 0, max: 90 })
    fc.assert(
      fc.property(anyDay, near, near, (a, first, second) => {
        const b = addDays(a, first)
        const c = addDays(b, second)
        fc.pre(c <= '2026-12-31')
        expect(workdaysBetween(a, c)).toBe(workdaysBetween(a, b) + workdaysBetween(b, c))
      }),
    )
  })
})
