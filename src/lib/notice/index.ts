/**
 * notice: a government notice as data: what is owed, by whom, until when, with the clause of every figure.
 * It never holds a county, a quota or a date in code, and never judges whether something was done.
 */
export { findUnit, type UnitMatch } from './find-unit.js'
export { lintPack, workingDue } from './lint.js'
export { listPacks, loadPack, type PackSummary } from './load.js'
export type {
  Annex,
  Batch,
  Choice,
  Day,
  NoticePack,
  Obligation,
  ReportDuty,
  Requirement,
  RoleDuty,
  Target,
  Theme,
  Unit,
} from './model.js'
export { inferredPoints, outlinePack } from './outline.js'
export { applyOverrides, batchIds } from './overrides.js'
