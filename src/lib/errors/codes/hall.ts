/** What the `hall` room reports: problems stop the command, findings belong to a record. */
export const hallProblems = {}

export const hallFindings = {}
