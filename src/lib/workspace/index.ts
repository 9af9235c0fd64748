/**
 * workspace: the folder of one drill and its store. It opens SQLite (nobody else does), holds the one mechanism
 * by which records of any kind come in, change, and are kept out, and writes files whole or not at all.
 * It knows no domain: what an item or a person is, its callers say. It never reads a clock.
 */
export { listActs, type NewAct, type RecordAct, recordActs } from './acts.js'
export { copyStore } from './copy-store.js'
export { type Check, type CheckId, examine, type Surroundings } from './examine.js'
export { isAlive, type LockHolder, readLock, takeLock } from './lock.js'
export type {
  Draft,
  FieldChange,
  ImportEntry,
  IntakeCounts,
  IntakeFile,
  IntakeResult,
  QuarantinedRecord,
  RecordChange,
  RecordKind,
  RecordVersion,
  Source,
  StoredRecord,
} from './model.js'
export {
  countRecords,
  eachRecord,
  filesOfBytes,
  findRecord,
  findSameBytes,
  goneKeys,
  history,
  importsOf,
  listKeys,
  listQuarantine,
  listRecords,
  listStanding,
} from './record-queries.js'
export { allOrNothing, intake } from './records.js'
export { type DiskRisk, diskRisk } from './safe-disk.js'
export type { Settings } from './settings.js'
export { openStore, type Store } from './store.js'
export { withoutTrace } from './withdraw.js'
export {
  createWorkspace,
  findWorkspace,
  type NewWorkspace,
  openWorkspace,
  readMounts,
  readStore,
  type Workspace,
  type WorkspacePaths,
  workspacePaths,
  writeStore,
} from './workspace.js'
export { stageFile, type WrittenFile, writeFileAtomic, writeFileNew } from './write-file.js'
