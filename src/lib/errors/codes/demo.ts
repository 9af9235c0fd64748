/** What the `demo` room reports: problems stop the command, findings belong to a record. */
export const demoProblems = {}

export const demoFindings = {}
