/**
 * hall: the hall as a port. What a hall can do (contract), its rules as data, and clients over HTTP.
 * It never decides what a drill means, and never retries an act whose outcome it does not know.
 */
export {
  type AuditReport,
  auditHall,
  brokenLink,
  type ChainedEvent,
  chainHash,
  gatherFacts,
} from './audit/index.js'
export {
  type CheckedHall,
  type CheckReport,
  checkHall,
  hallMeant,
  keptCheck,
  LEVELS,
  openCheckedHall,
  saveCheck,
  toldCheck,
} from './check/index.js'
export { checkWorkflow } from './check-workflow.js'
export {
  connectHall,
  type HallAddress,
  type HallConnection,
  readHall,
} from './connect.js'
export {
  type Charset,
  type Connector,
  type ConnectorConnection,
  connectByConnector,
  decodeText,
  findConnector,
  isKept,
  keptText,
  lintConnector,
  type Outside,
  openCharset,
  type Person,
  readConnector,
} from './connectors/index.js'
export type {
  Act,
  ActResult,
  Capability,
  CreatedObject,
  Hall,
  HallCard,
  HallClock,
  HallEvent,
  HallObject,
  HallReader,
  Instant,
  ItemFace,
  ItemPlace,
  LegalClock,
  ObjectKind,
} from './contract.js'
export { itemPlaces, supervisionLists } from './contract.js'
export type {
  AccountStart,
  HallAssignment,
  HallItem,
  HallMigrator,
  HallProvisioner,
  HallUnit,
  HallUser,
  MigratedObject,
} from './contract-setup.js'
export { furnishHall, type Pushed, pushHall, requireAccounts } from './furnish.js'
export { type HallRules, loadHallRules } from './load-workflows.js'
export { type AccountMark, accountMark } from './mark.js'
export { openNamedHall } from './open-hall.js'
export { paceOf } from './pace.js'
export {
  applyProvision,
  type DesiredHall,
  inLanes,
  type ProvisionResult,
  planProvision,
  provisionCounts,
} from './provision.js'
export {
  credentialsFrom,
  keptToken,
  openSecrets,
  type RobotSecrets,
  randomPassword,
  writePrivate,
} from './secrets.js'
export { type HallTitles, hallTitles } from './titles.js'
export {
  type ActionRule,
  type DutyRule,
  type FieldKind,
  isAtRest,
  type LimitRule,
  objectKinds,
  type RoleCatalogue,
  rolesFile,
  type StartRule,
  type Workflow,
} from './workflow.js'
export {
  announceHall,
  connectWorkspaceHall,
  type HallAccess,
  type HallDesk,
  type HallSign,
  hallAccess,
  hallPlaces,
  hallUrl,
  type LocalHall,
  localHall,
  runningHall,
  type WorkspaceHall,
  workspaceAccess,
} from './workspace-hall.js'
