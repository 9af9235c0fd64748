/** What the `items` room reports: problems stop the command, findings belong to a record. */
export const itemsProblems = {}

export const itemsFindings = {}
