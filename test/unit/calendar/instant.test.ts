import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkdays,
  at,
  compareInstants,
  dayOf,
  epochMs,
  instantFrom,
  isOpen,
  nextOpening,
  type OfficeHours,
  officeSecondsBetween,
  offsetOf,
  plusSeconds,
  secondsBetween,
  timeOf,
} from '../../../src/lib/calendar/index.js'

const hours: OfficeHours = [
  ['08:30', '12:00'],
  ['15:00', '17:30'],
]
const daySeconds = 6 * 3600
const anyInstant = fc
  .integer({ min: epochMs('2015-01-01T00:00:00+08:00'), max: epochMs('2015-12-01T00:00:00+08:00') })
  .map((ms) => instantFrom(ms - (ms % 1000)))

describe('local time with offset', () => {
  test('a day and a time make a moment', () => {
    expect(at('2015-04-08', '08:30')).toBe('2015-04-08T08:30:00+08:00')
    expect(at('2015-04-08', '08:30:15', '+00:00')).toBe('2015-04-08T08:30:15+00:00')
  })

  test('seconds carry over midnight, months and years, and keep the offset', () => {
    expect(plusSeconds('2015-12-31T23:59:59+08:00', 1)).toBe('2016-01-01T00:00:00+08:00')
    expect(plusSeconds('2015-03-01T00:00:00-05:30', -1)).toBe('2015-02-28T23:59:59-05:30')
    expect(plusSeconds('2015-04-08T08:30:00+08:00', 0.25)).toBe('2015-04-08T08:30:00.250+08:00')
  })

  test('moments at different offsets are compared as moments', () => {
    expect(secondsBetween('2015-04-08T08:30:00+08:00', '2015-04-08T00:30:00+00:00')).toBe(0)
    expect(compareInstants('2015-04-08T08:30:00+08:00', '2015-04-08T08:30:00+00:00')).toBeLessThan(
      0,
    )
  })

  test('the day is the local day', () => {
    expect(dayOf('2015-04-08T00:10:00+08:00')).toBe('2015-04-08')
    expect(timeOf('2015-04-08T00:10:00+08:00')).toBe('00:10:00')
    expect(offsetOf('2015-04-08T00:10:00+08:00')).toBe('+08:00')
  })

  test.each([
    '2015-04-08T08:30:00Z',
    '2015-04-08T08:30:00',
    '2015-02-30T08:30:00+08:00',
    '2015-04-08T24:00:00+08:00',
    '2015-04-08',
    '',
  ])('%j is refused', (text) => {
    expect(() => epochMs(text)).toThrow(expect.objectContaining({ code: 'HK-CAL-002' }))
  })

  test('a moment survives the way through milliseconds', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: -1e6, max: 1e6 }), (instant, n) => {
        expect(instantFrom(epochMs(instant))).toBe(instant)
        expect(secondsBetween(instant, plusSeconds(instant, n))).toBe(n)
      }),
    )
  })
})

describe('office hours', () => {
  test.each([
    ['2015-04-08T08:29:59+08:00', false],
    ['2015-04-08T08:30:00+08:00', true],
    ['2015-04-08T12:00:00+08:00', false],
    ['2015-04-08T15:00:00+08:00', true],
    ['2015-04-06T09:00:00+08:00', false],
    ['2015-09-06T09:00:00+08:00', true],
  ])('open at %s: %s', (instant, open) => {
    expect(isOpen(instant, hours)).toBe(open)
  })

  test.each([
    ['2015-04-08T09:00:00+08:00', '2015-04-08T09:00:00+08:00'],
    ['2015-04-08T12:00:00+08:00', '2015-04-08T15:00:00+08:00'],
    ['2015-04-03T17:30:00+08:00', '2015-04-07T08:30:00+08:00'],
  ])('after %s the office opens at %s', (from, opens) => {
    expect(nextOpening(from, hours)).toBe(opens)
  })

  test('lunch, evenings and days off do not count', () => {
    const from = at('2015-04-03', '17:00')
    expect(officeSecondsBetween(from, at('2015-04-07', '09:00'), hours)).toBe(3600)
    expect(officeSecondsBetween(at('2015-04-08', '11:00'), at('2015-04-08', '15:30'), hours)).toBe(
      5400,
    )
  })

  test('hours that never open are refused', () => {
    const instant = at('2015-04-08', '09:00')
    expect(() => isOpen(instant, [])).toThrow(expect.objectContaining({ code: 'HK-CAL-003' }))
    expect(() => nextOpening(instant, [['12:00', '08:30']])).toThrow(
      expect.objectContaining({ code: 'HK-CAL-003' }),
    )
  })

  test('office time adds up, never exceeds the clock, and is 6 hours a working day', () => {
    const gap = fc.integer({ min: 0, max: 5 * 86_400 })
    fc.assert(
      fc.property(anyInstant, gap, gap, (a, first, second) => {
        const b = plusSeconds(a, first)
        const c = plusSeconds(b, second)
        const ab = officeSecondsBetween(a, b, hours)
        expect(ab).toBeLessThanOrEqual(first)
        expect(officeSecondsBetween(a, c, hours)).toBe(ab + officeSecondsBetween(b, c, hours))
        expect(officeSecondsBetween(b, a, hours)).toBe(0 - ab)
      }),
    )
    const wholeDay = [at('2015-04-08', '00:00'), at('2015-04-09', '00:00')] as const
    expect(officeSecondsBetween(...wholeDay, hours)).toBe(daySeconds)
  })

  test('the next opening is open and no office time lies before it', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const opens = nextOpening(instant, hours)
        expect(isOpen(opens, hours)).toBe(true)
        expect(officeSecondsBetween(instant, opens, hours)).toBe(0)
      }),
    )
  })
})

describe('the zone of the machine', () => {
  test.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'])(
    '%s changes nothing',
    (zone) => {
      const before = process.env['TZ']
      process.env['TZ'] = zone
      try {
        expect(new Date(2015, 0, 1).getTimezoneOffset()).toBe(zoneMinutes(zone))
        expect(addWorkdays('2015-04-03', 20)).toBe('2015-05-05')
        expect(plusSeconds('2015-03-08T01:59:59-05:00', 1)).toBe('2015-03-08T02:00:00-05:00')
        expect(instantFrom(0)).toBe('1970-01-01T08:00:00+08:00')
        expect(dayOf(at('2015-04-08', '00:00'))).toBe('2015-04-08')
        expect(nextOpening('2015-04-03T17:30:00+08:00', hours)).toBe('2015-04-07T08:30:00+08:00')
      } finally {
        if (before === undefined) delete process.env['TZ']
        else process.env['TZ'] = before
      }
    },
  )
})

function zoneMinutes(zone: string): number {
  return { UTC: 0, 'Asia/Shanghai': -480, 'America/New_York': 300, 'Pacific/Kiritimati': -840 }[
    zone
  ] as number
}
