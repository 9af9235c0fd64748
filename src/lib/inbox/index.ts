/**
 * inbox: whatever the units send, recognised, routed to the room that reads it, and taken into the store: the one
 * mechanism behind `inbox`, `items import`, `roster import` and `demo`. It never guesses whose a file is, never lets one
 * broken file stop another, and judges nothing itself but article lists.
 */

export { packOf } from '../roster/index.js'
export { type ActedItems, actByName } from './act-by-name.js'
export { checkUnits, type ItemReport, type TargetVerdict, type UnitItems } from './check-units.js'
export { collectFiles } from './collect.js'
export { type CompareRequest, compareItems } from './compare-items.js'
export {
  type FormStanding,
  type FormState,
  formCoverage,
  type UnitStanding,
} from './coverage.js'
export { readDay } from './dates.js'
export {
  askedBy,
  columnAsker,
  type FormImport,
  type FormImportKind,
  formImport,
} from './form-import.js'
export { importInbox } from './import-inbox.js'
export { type ImportWords, importLines } from './import-lines.js'
export {
  followImport,
  type ImportOutcome,
  type ImportRequest,
  importPaths,
} from './import-paths.js'
export { type InboxRules, loadInboxRules } from './knowledge.js'
export type {
  AbsentRecords,
  Article,
  FileResult,
  FormResult,
  InboxEvent,
  InboxFile,
  InboxResult,
  UnitName,
} from './model.js'
export type { InboxOptions } from './options.js'
export { type ChangesRequest, type ItemChanges, itemChanges } from './preview-import.js'
export {
  type AskColumn,
  type ColumnQuestion,
  parseMap,
  type ReadingChoices,
} from './reading-choices.js'
export { isEntryOf, type RegisterEntry } from './registers.js'
export { type ReplayOutcome, replayReturned } from './replay.js'
export {
  type FileRow,
  type FindingRow,
  findingRows,
  type ImportReport,
  importReport,
  needsAttention,
  type Say,
} from './result-rows.js'
export type { ReturnWords } from './return-words.js'
export {
  exportReturned,
  type ReturnedItem,
  type ReturnedWords,
  returnedItems,
} from './returned-items.js'
export { isRegister, personForms, registerForms } from './routes.js'
export { fileColumns, standingColumns } from './tables.js'
export { type UnitFinder, unitNamed } from './units.js'
