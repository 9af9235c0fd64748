/** What the `sheets` room reports: problems stop the command, findings belong to a record. */
export const sheetsProblems = {}

export const sheetsFindings = {}
