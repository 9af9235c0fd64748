/**
 * report: from facts (journal, stores) to metrics, from metrics to one paper, from the paper to
 * .docx, .xlsx, .html and .json. It reads journals and stores, never a hall, and invents no number:
 * what was not measured is shown as such.
 */
export { type Audit, writeAuditSheet } from './audit-sheet.js'
export { buildReport, type Report, type ReportFile } from './build-report.js'
export type { FactSources } from './collect.js'
export {
  type DutyPaper,
  dutyPapers,
  writeAttendance,
  writeDutyPapers,
} from './duty-papers/write.js'
export type { HallAbilities, ReportFacts, ReturnedRecord } from './facts.js'
export { itemWorkbook } from './item-workbook.js'
export type { Metric, Paper } from './model.js'
export { paperDocx } from './paper-file.js'
export type { Problem } from './problems.js'
export { type ReportOrder, type WrittenReport, writeReport } from './write-report.js'
