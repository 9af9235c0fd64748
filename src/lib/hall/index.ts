/**
 * hall: the hall as a port. What a hall can do (contract), its rules as data, and clients over HTTP.
 * It never decides what a drill means, and never retries an act whose outcome it does not know.
 */
export { checkWorkflow, type WorkflowFlaw } from './check-workflow.js'
export {
  type Closing,
  connectHall,
  type HallAddress,
  type HallConnection,
  readHall,
} from './connect.js'
export type {
  Act,
  ActResult,
  Counted,
  CreatedObject,
  Hall,
  HallAssignment,
  HallClock,
  HallEvent,
  HallInfo,
  HallItem,
  HallObject,
  HallProvisioner,
  HallReader,
  HallUnit,
  HallUser,
  Instant,
  ObjectKind,
} from './contract.js'
export { type HallRules, loadHallRules } from './load-workflows.js'
export {
  applyProvision,
  type ChangeCounts,
  type Changes,
  type DesiredHall,
  type ProvisionOptions,
  type ProvisionPlan,
  type ProvisionResult,
  planProvision,
} from './provision.js'
export {
  credentialsFrom,
  keptToken,
  openSecrets,
  type RobotSecrets,
  randomPassword,
} from './secrets.js'
export type { Credentials } from './session.js'
export {
  type ActionRule,
  type FieldKind,
  objectKinds,
  type RoleCatalogue,
  rolesFile,
  type StartRule,
  type Workflow,
  workflowFile,
} from './workflow.js'
