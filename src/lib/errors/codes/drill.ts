/** What the `drill` room reports: problems stop the command, findings belong to a record. */
export const drillProblems = {}

export const drillFindings = {}
