import type { calendarFindings, calendarProblems } from '../../errors/codes/calendar.js'
import type { Words } from '../words.js'

const expected = {
  day: '日期（如 2015-04-08）',
  time: '时刻（如 08:30）',
  instant: '带时区的时间（如 2015-04-08T08:30:00+08:00）',
} as const

export const calendar: Words<typeof calendarProblems> & Words<typeof calendarFindings> = {
  'HK-CAL-001': ({ day, from, to }) => ({
    message: `${day} 不在已收录的工作日历范围（${from}—${to} 年）内，无法判断是否工作日`,
    fix: ['核对日期是否填错', `${to} 年以后的放假安排公布后，请升级 hallkit`],
  }),
  'HK-CAL-002': ({ text, expected: kind }) => ({
    message: `「${text}」不是有效的${expected[kind]}`,
    fix: [`请改成${expected[kind]}`],
  }),
  'HK-CAL-003': ({ hours }) => ({
    message: `办公时间「${hours}」没有可用的时段`,
    fix: ['每个时段写成 [开始, 结束]，结束须晚于开始，如 ["08:30", "12:00"]'],
  }),
}
