/**
 * roster: from people lists to users, roles and node assignments, each with its reason; gaps and conflicts before
 * the drill day. It never guesses who a namesake is, never picks between two people, and puts nothing
 * into a hall but the accounts of a plan.
 */
export { checkMapping } from './check.js'
export { claimOf } from './claims.js'
export {
  type Decisions,
  decisionsFile,
  type NodeDecision,
  noDecisions,
} from './decisions.js'
export { type DecisionsSheet, writeDecisionsSheet } from './decisions-sheet.js'
export { desiredHall } from './desired-hall.js'
export { type RoleOwed, roleDuties } from './duties.js'
export { type DynamicDuty, dynamicDuties, shippedDuties } from './dynamic-duties.js'
export { EXPORT_FORMATS, type ExportFormat, exportRoster } from './export.js'
export { type ExportSources, type RosterExport, roleTitle, rosterExport } from './export-model.js'
export { personKey } from './gather.js'
export { type GeneratedMapping, generateMapping, type MappingSources } from './generate.js'
export {
  emptyLock,
  type RosterLock,
  readRosterLock,
  saveRosterLock,
} from './lock.js'
export { type MappedWorkspace, mapStore, type StoreMapping } from './map-store.js'
export { type MappedItems, mapWorkspace } from './map-workspace.js'
export { maskFinding } from './mask.js'
export { listPeople } from './merge-people.js'
export type {
  Assignment,
  Gap,
  MappedItem,
  Mapping,
  Person,
  PersonRow,
  StaffLine,
  User,
} from './model.js'
export { claimPeople, draftPeople } from './people.js'
export { needsLook } from './provision-apply.js'
export {
  type AccountPlan,
  readAccountPlan,
  saveAccountPlan,
} from './provision-file.js'
export { type AppliedPlan, provisionPeople } from './provision-people.js'
export {
  type AccountCounts,
  accountViews,
  countAccounts,
  isDrift,
} from './provision-view.js'
export { planAccounts } from './provision-workspace.js'
export { type RosterReport, rosterReport, type UnitManning } from './report.js'
export { askGaps, type Resolved, resolveGaps } from './resolve.js'
export { loadRosterRules, type RosterRules, roleNamed } from './rules.js'
export { checkActs, dynamicSeparation, type ObjectAct } from './separation-acts.js'
export type { ActSeparation, Exemption, Separation } from './separation-rules.js'
export type { StaffSource, StaffUnit } from './staff-row.js'
export {
  listUsers,
  mappingByUnit,
  mappingRoles,
  needsDecision,
  type RoleShare,
  showUsers,
  type UnitShare,
  type UserDetail,
  type UserView,
} from './views.js'
export { ADDED_UNITS, addedUnitsFile, loadAddedUnits, packOf } from './workspace-pack.js'
