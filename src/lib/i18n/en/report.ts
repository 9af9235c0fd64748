import type { reportFindings, reportProblems } from '../../errors/codes/report.js'
import type { Words } from '../words.js'

export const report: Words<typeof reportProblems> & Words<typeof reportFindings> = {}
