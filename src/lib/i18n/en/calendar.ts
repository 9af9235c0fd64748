import type { calendarFindings, calendarProblems } from '../../errors/codes/calendar.js'
import type { Words } from '../words.js'

export const calendar: Words<typeof calendarProblems> & Words<typeof calendarFindings> = {}
