import type { noticeFindings, noticeProblems } from '../../errors/codes/notice.js'
import type { Words } from '../words.js'

export const notice: Words<typeof noticeProblems> & Words<typeof noticeFindings> = {}
