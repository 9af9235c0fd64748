/**
 * problems: the register of what has to be mended (问题整改台账). Entries come from people and from what runs show, open ones
 * carry over from batch to batch and from drill to drill. Append-only; it never closes anything by itself.
 */
export type {
  Category,
  ProblemDetails,
  ProposedProblem,
  RegisteredProblem,
  Severity,
} from './model.js'
export { cite, proposalsOf, type RunFacts } from './proposals.js'
export {
  addProblem,
  changeProblem,
  closeProblem,
  openProposals,
  standingOf,
  type TakenIn,
  takeIn,
} from './register.js'
export { readRegister } from './register-file.js'
export { detailsSaid } from './said.js'
export { importRegister, registerSheet, type SheetTakenIn } from './sheet.js'
