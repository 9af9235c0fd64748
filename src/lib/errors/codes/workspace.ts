/** What the `workspace` room reports: problems stop the command, findings belong to a record. */
export const workspaceProblems = {}

export const workspaceFindings = {}
