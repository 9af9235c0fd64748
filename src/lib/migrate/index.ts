/**
 * migrate: an old system into a hall, every row accounted for, and a way back. Sources are read, never written; a mapping
 * (YAML) says what becomes of each row; a ledger remembers it. It never drops a row in silence, never guesses a value,
 * and knows no system by name: what an old system looks like stands in its mapping.
 *
 * The way of a row: `sources` reads it, `mapping` makes of it values for the target, a disposition or reasons to keep it out
 * (both in a thread of their own, `run/produce.ts`), `run/write-batch.ts` settles it against the `ledger` and hands it to
 * one of the `targets`, in one transaction with the checkpoint.
 */

export { openCodes } from './codes/scan.js'
export { codesSheet } from './codes/sheet.js'
export { type CodesTakenIn, takeInCodes } from './codes/take-in.js'
export { type Examination, examineSources } from './doctor/examine.js'
export { copyExample, type WrittenExample } from './example.js'
export { type Counts, dispositions, type Scope } from './ledger/index.js'
export {
  closeManually,
  type ManualQueue,
  manualQueue,
  openManually,
} from './manual/queue.js'
export { lintMapping, type MappingLint, type TestOutcome, testMapping } from './mapping/check.js'
export { loadMapping, type Mapping } from './mapping/load.js'
export type { ColumnProfile, Profile, Reference, TableProfile } from './profile/model.js'
export { profileFindings, profileSources } from './profile/profile.js'
export { fixRow, settleRow, waiveRow } from './quarantine/act.js'
export { type KeptRow, listQuarantine, saidOf } from './quarantine/list.js'
export { quarantineSheet } from './quarantine/sheet.js'
export { type AnswersTakenIn, takeInAnswers } from './quarantine/take-in.js'
export {
  conclusionOf,
  type Difference,
  type LevelResult,
  type Reconciliation,
} from './reconcile/model.js'
export { reconcile } from './reconcile/reconcile.js'
export { statementBook, statementPaper } from './reconcile/statement.js'
export { inMigration, type Migration } from './run/open.js'
export { type PlanResult, planMigration, type Reason } from './run/plan.js'
export { type RolledBack, rollBack } from './run/rollback.js'
export {
  type EntityResult,
  type Progress,
  type RunRequest,
  type RunResult,
  runMigration,
} from './run/run.js'
export { everything } from './run/scope.js'
export { type MigrationStatus, migrationStatus, type Standing } from './run/status.js'
export { openSource, type SourceOptions } from './sources/index.js'
export { type WrittenStarter, writeStarter } from './starter/file.js'
export { sourcesOf } from './survey.js'
export { oracleScripts } from './unload/oracle.js'
export { sqlserverScripts } from './unload/sqlserver.js'
export { type WrittenScripts, writeScripts } from './unload/write.js'
