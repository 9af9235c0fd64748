/** What the `notice` room reports: problems stop the command, findings belong to a record. */
export const noticeProblems = {}

export const noticeFindings = {}
