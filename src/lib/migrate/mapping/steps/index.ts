/**
 * steps: the closed set of conversions that a mapping may name, each a closure made once and run for every row. A step
 * is pure and has one table of examples in test/unit/migrate/steps.test.ts; what it refuses has a code of its own.
 * A new step is an entry in one of these files: the mapping's schema and did-you-mean follow; the manual's chapter 13 needs a row.
 */
import { chineseSteps } from './chinese.js'
import { codeSteps } from './code.js'
import { dateSteps } from './dates.js'
import { fileSteps } from './files.js'
import type { StepKind } from './model.js'
import { referenceSteps } from './references.js'
import { textSteps } from './text.js'
import { valueSteps } from './values.js'
import { stepSchema } from './written.js'

export { type CodeStep, codePlace } from './code.js'
export {
  isFlaw,
  type Knowledge,
  type Lookup,
  noRows,
  type Outcome,
  type Step,
  type StepKind,
  type StepKit,
} from './model.js'

/** Every step by its name. */
export const stepKinds: ReadonlyMap<string, StepKind> = new Map(
  Object.entries<StepKind>({
    ...valueSteps,
    ...textSteps,
    ...chineseSteps,
    ...dateSteps,
    ...fileSteps,
    ...referenceSteps,
    ...codeSteps,
  }),
)

/** Steps that look at more than the value they are given: the row, other entities, files, people's own code. */
export const looksAround: ReadonlySet<string> = new Set([
  ...['get', 'first', 'concat'],
  ...Object.keys({ ...fileSteps, ...codeSteps }),
  'lookup',
])

export type { StepText } from './written.js'

/** Zod schema of a step as it is written: its name, or its name with options. */
export const stepText = stepSchema(stepKinds)
