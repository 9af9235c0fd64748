/**
 * errors: what can go wrong, as codes with typed parameters, exit codes and levels.
 * It knows nobody and holds no words; the words stand in i18n under the same codes.
 */
export { AppError, isProblem, type ProblemCode, type ProblemParams, together } from './app-error.js'
export { findings, problems } from './codes/index.js'
export { ExitCode } from './exit-code.js'
export { type Finding, type FindingCode, type FindingParams, found, type Place } from './finding.js'
export type { FindingKind, Level, ParamsOf, ProblemKind } from './kinds.js'
