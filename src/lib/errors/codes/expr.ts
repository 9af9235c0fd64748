/** What the `expr` room reports: problems stop the command, findings belong to a record. */
export const exprProblems = {}

export const exprFindings = {}
