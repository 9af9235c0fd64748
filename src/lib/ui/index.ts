/**
 * ui: what a person sees and answers: base command, tables, progress, prompts, problems, help.
 * It is the only user of oclif, chalk and inquirer, and it knows no rule of any domain room.
 */
export { accountColumns } from './account-tables.js'
export { BaseCommand } from './base-command.js'
export { answersFlag, connectorFlags } from './connector-flags.js'
export { proofColumns } from './drill-tables.js'
export { hallFlags } from './hall-flags.js'
export { choiceFlags, itemArgs } from './item-flags.js'
export { actedColumns } from './item-tables.js'
export { LiveScreen } from './live-screen.js'
export {
  again,
  codeFlag,
  consentOf,
  decisionFlags,
  mappingArg,
  scopeFlags,
  scopeOf,
  sourceArg,
  sourceFlags,
  valuesOf,
} from './migrate-flags.js'
export {
  asideColumns,
  differenceColumns,
  dispositionColumns,
  levelColumns,
  profileColumns,
  reasonColumns,
} from './migrate-tables.js'
export { outlineColumns } from './notice-tables.js'
export type { Palette } from './palette.js'
export { playFlags, seedFlag } from './play-flags.js'
export { problemFlags } from './problem-flags.js'
export type { Progress } from './progress.js'
export type { Choice, Prompter, Question } from './prompter.js'
export { runFlags } from './run-flags.js'
export { type Column, filledColumns, renderTable, type TableOptions } from './table.js'
