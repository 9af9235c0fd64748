/** What the `report` room reports: problems stop the command, findings belong to a record. */
export const reportProblems = {}

export const reportFindings = {}
