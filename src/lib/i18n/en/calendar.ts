import type { calendarFindings, calendarProblems } from '../../errors/codes/calendar.js'
import type { Words } from '../words.js'

const expected = {
  day: 'day (such as 2015-04-08)',
  time: 'time of day (such as 08:30)',
  instant: 'local time with offset (such as 2015-04-08T08:30:00+08:00)',
} as const

export const calendar: Words<typeof calendarProblems> & Words<typeof calendarFindings> = {
  'HK-CAL-001': ({ day, from, to }) => ({
    message: `${day} is outside the official working days known to hallkit (${from}-${to})`,
    fix: [
      'Check the date for a typing mistake',
      `Upgrade hallkit once the arrangement for years after ${to} is published`,
    ],
  }),
  'HK-CAL-002': ({ text, expected: kind }) => ({
    message: `"${text}" is not a valid ${expected[kind]}`,
    fix: [`Write a ${expected[kind]}`],
  }),
  'HK-CAL-003': ({ hours }) => ({
    message: `Office hours "${hours}" never open`,
    fix: ['Write each window as [start, end] with end after start, such as ["08:30", "12:00"]'],
  }),
}
