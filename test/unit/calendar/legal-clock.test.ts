import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addWorkdays,
  at,
  type ClockFacts,
  type ClockStop,
  countyCalendar,
  dayOf,
  explainClock,
  officeDaysBetween,
  officialCalendar,
  readClock,
  workdaysBetween,
} from '../../../src/lib/calendar/index.js'

const calendar = countyCalendar()
const read = (facts: Partial<ClockFacts>) => {
  const base = { start: '2015-04-03', now: '2015-04-08', days: 20, extension: 0, stops: [] }
  return readClock({ ...base, ...facts }, calendar)
}

test('2015-04-03 (Friday) and 20 working days end on 2015-05-05: 清明 and 劳动节 are rest days', () => {
  expect(read({})).toMatchObject({ due: '2015-05-05', used: 2, remaining: 18, stopped: 0 })
  const facts = { start: '2015-04-03', now: '2015-04-08', days: 20, extension: 0, stops: [] }
  expect(explainClock(facts, calendar)).toEqual([
    { what: 'start', day: '2015-04-03', first: '2015-04-07' },
    { what: 'off', from: '2015-04-04', to: '2015-04-06', name: '清明' },
    { what: 'off', from: '2015-04-11', to: '2015-04-12', name: null },
    { what: 'off', from: '2015-04-18', to: '2015-04-19', name: null },
    { what: 'off', from: '2015-04-25', to: '2015-04-26', name: null },
    { what: 'off', from: '2015-05-01', to: '2015-05-03', name: '劳动节' },
    { what: 'due', day: '2015-05-05', days: 20 },
  ])
})

test('a stop of five working days and an extension of ten move the end, holidays inside the stop cost nothing', () => {
  const stop: ClockStop = { from: '2015-04-03', to: '2015-04-13', asked: null }
  const { due, stopped, used } = read({ stops: [stop], now: '2015-04-14' })
  expect([stopped, due, used]).toEqual([5, '2015-05-12', 1])
  expect(read({ extension: 10 }).due).toBe('2015-05-19')
})

test('a stop counts at most what was asked for, and at least one day; the rest of an overlong one is used time', () => {
  const long: ClockStop = { from: '2015-04-03', to: null, asked: 3 }
  expect(read({ stops: [long], now: '2015-04-14' })).toMatchObject({ stopped: 3, used: 3 })
  const moment: ClockStop = { from: '2015-04-08', to: '2015-04-08', asked: null }
  expect(read({ stops: [moment], now: '2015-04-14' })).toMatchObject({ stopped: 1, used: 5 })
})

test('a county may close a day or work one; beyond the published years the clock goes on and says it is provisional', () => {
  const local = { off: { '2015-04-15': '泼水节' }, work: { '2015-04-11': '调休' } }
  const own = countyCalendar(local)
  const facts = { start: '2015-04-09', now: '2015-04-09', days: 5, extension: 0, stops: [] }
  expect(readClock(facts, own)).toMatchObject({
    due: '2015-04-16',
    calendarVersion: `${officialCalendar.version}+local.2`,
  })
  expect(explainClock(facts, own)).toContainEqual({
    what: 'off',
    from: '2015-04-15',
    to: '2015-04-15',
    name: '泼水节',
  })
  const late = { ...facts, start: '2026-12-30', now: '2026-12-30' }
  expect(readClock(late, own).due).toBe('2027-01-07')
  expect(explainClock(late, own)).toContainEqual({ what: 'provisional', from: '2027-01-01' })
})

const day = fc.integer({ min: 0, max: 250 }).map((n) => addDays('2014-06-01', n))
const stop = fc
  .tuple(day, fc.option(fc.nat(40)), fc.option(fc.integer({ min: 1, max: 30 })))
  .map(([from, length, asked]): ClockStop => {
    return { from, to: length === null ? null : addDays(from, length), asked }
  })
const facts = fc
  .record({
    start: day,
    length: fc.nat(90),
    days: fc.integer({ min: 1, max: 45 }),
    extension: fc.constantFrom(0, 10, 15),
    stops: fc.array(stop, { maxLength: 3 }),
  })
  .map(({ length, ...rest }): ClockFacts => ({ ...rest, now: addDays(rest.start, length) }))

test('adding a stop never makes a case more overdue', () => {
  fc.assert(
    fc.property(facts, stop, (before, more) => {
      const after = readClock({ ...before, stops: [...before.stops, more] }, calendar)
      const without = readClock(before, calendar)
      expect(after.remaining).toBeGreaterThanOrEqual(without.remaining)
      expect(after.due >= without.due).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('a stop takes exactly the working days in it: rest days inside cost nothing', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 40 }), (from, length) => {
      const to = addDays(from, length)
      const worked = workdaysBetween(from, to)
      const { stopped } = read({ start: from, now: to, stops: [{ from, to, asked: null }] })
      expect(stopped).toBe(Math.max(1, worked))
    }),
    { numRuns: 100 },
  )
})

test('cutting a stop in two gains at most one day, overlapping stops count once', () => {
  fc.assert(
    fc.property(facts, day, fc.nat(40), fc.nat(40), (base, from, a, b) => {
      const middle = addDays(from, a)
      const to = addDays(middle, b)
      const stopped = (stops: readonly ClockStop[]) =>
        readClock({ ...base, start: '2014-05-30', stops }, calendar).stopped
      const whole = stopped([{ from, to, asked: null }])
      const halves = [
        { from, to: middle, asked: null },
        { from: middle, to, asked: null },
      ]
      expect(stopped(halves) - whole).toBeLessThanOrEqual(1)
      expect(stopped(halves)).toBeGreaterThanOrEqual(whole)
      expect(stopped([...halves, { from, to, asked: null }])).toBeLessThanOrEqual(whole + 1)
    }),
    { numRuns: 100 },
  )
})

test('without stops, what is left is the working days from today to the due day', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const { due, remaining } = readClock({ ...given, stops: [] }, calendar)
      expect(remaining).toBe(workdaysBetween(given.now, due))
    }),
    { numRuns: 100 },
  )
})

test('counting by days (T+1) and by office hours differ by at most one day', () => {
  const hours = [
    ['08:30', '12:00'],
    ['15:00', '17:30'],
  ] as const
  const clock = fc.integer({ min: 0, max: 1439 }).map((minute) => {
    const text = (n: number) => String(n).padStart(2, '0')
    return `${text(Math.floor(minute / 60))}:${text(minute % 60)}`
  })
  fc.assert(
    fc.property(day, clock, fc.nat(40), clock, (from, open, length, close) => {
      const [a, b] = [at(from, open), at(addDays(from, length), close)]
      fc.pre(a <= b)
      const byDays = workdaysBetween(dayOf(a), dayOf(b))
      expect(Math.abs(officeDaysBetween(a, b, hours) - byDays)).toBeLessThanOrEqual(1)
    }),
    { numRuns: 100 },
  )
  expect(officeDaysBetween(at('2015-04-07', '17:20'), at('2015-04-08', '17:30'), hours)).toBe(2)
  expect(addWorkdays('2015-04-07', 1)).toBe('2015-04-08')
})
