/** What the `yaml` room reports: problems stop the command, findings belong to a record. */
export const yamlProblems = {}

export const yamlFindings = {}
