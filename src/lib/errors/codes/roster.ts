/** What the `roster` room reports: problems stop the command, findings belong to a record. */
export const rosterProblems = {}

export const rosterFindings = {}
