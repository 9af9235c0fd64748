/** What the `calendar` room reports: problems stop the command, findings belong to a record. */
export const calendarProblems = {}

export const calendarFindings = {}
