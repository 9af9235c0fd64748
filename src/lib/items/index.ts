/**
 * items: what a unit's sheet says about its service items, read into one shape, checked against rules that are data,
 * and counted. It never reads a file of the user, never writes the store, and knows no county.
 */

export { type ChangeLine, changeLines } from './change-lines.js'
export { changesBetween, changesSince, type ItemChange } from './changes.js'
export { checkStored, type ItemCheckBasis, type ItemStanding, standingOf } from './check-items.js'
export { type ActedItem, actOnChosen, type ItemChoice } from './choose.js'
export {
  basicCodeFault,
  type CodeFault,
  type ImplementationCode,
  idNumberFault,
  implementationCodeFault,
  splitImplementationCode,
  usccCheckDigit,
  usccFault,
} from './codes.js'
export {
  type ComparedField,
  type Comparison,
  compareSources,
  type ItemSheet,
} from './compare.js'
export { depthShare, drillable, type Share, type ShareRule, targetShare } from './coverage.js'
export { draftItems, type ItemSource, type ItemUnit } from './draft.js'
export { createDuplicateIndex, type DuplicateIndex } from './duplicates.js'
export { isLonger, type Longer, readDuration, sumOf } from './durations.js'
export { csvOf, type ItemTable, itemTable } from './export.js'
export {
  countStates,
  type FullCoverage,
  fullCoverage,
  leftUnapproved,
  type StateCounts,
} from './full-coverage.js'
export { type Identify, type Identity, identifier, type StandingItem } from './identity.js'
export { type HistoryAct, type ItemVersion, traceItem } from './item-history.js'
export { type ItemWords, itemLines, localMinute } from './item-lines.js'
export { readCaseType, readDepth, readFee, readType, readYesNo } from './labels.js'
export {
  type ItemAct,
  type ItemState,
  type ItemStatus,
  itemStatuses,
  type Signature,
  transferItem,
  type VersionReason,
} from './lifecycle.js'
export { limitCell, limitText } from './limit-text.js'
export { levelled, loadItemProfile } from './load-profile.js'
export type {
  Coded,
  Duration,
  DurationUnit,
  Item,
  ItemGuide,
  ItemNode,
  StoredItem,
} from './model.js'
export { type Places, placesOf } from './places.js'
export type { DurationWords, ItemField, ItemProfile } from './profile.js'
export { loadRegionYears, REGION_EDITION, type RegionIn } from './region-changes.js'
export { loadRegions } from './regions.js'
export { listRules, type RuleLine } from './rules/catalogue.js'
export { type ItemRule, itemRules, relevel } from './rules/index.js'
export { findItem, listItems } from './stored.js'
export type { Subject } from './subject.js'
export { nameKey, orNull, splitList, splitNames, tidy } from './text.js'
export { type ItemView, itemView } from './view.js'
