/**
 * status: where a drill stands, what is missing and from whom, and the next command. A judgement over facts that the
 * other rooms give; it changes nothing, and says nothing of what the workspace cannot tell.
 */
export { type GatherOptions, gatherFacts } from './gather.js'
export { missingByUnit } from './missing.js'
export type {
  FormTally,
  HallFacts,
  Missing,
  Overdue,
  RunFacts,
  Stage,
  Standing,
  StandingFacts,
} from './model.js'
export { standingOf } from './standing.js'
