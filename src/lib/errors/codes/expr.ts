import { ExitCode } from '../exit-code.js'
import { problem } from '../kinds.js'

/** Where an expression stands: the file and line it was read from, and the character inside it (1-based). */
export interface ExprPlace {
  readonly file: string
  readonly line: number
  readonly expression: string
  readonly at: number
}

/** What the `expr` room reports: problems stop the command, findings belong to a record. */
export const exprProblems = {
  /** It cannot be read or its types do not fit; `reason` is the engine's code. */
  'HK-EXPR-001': problem<ExprPlace & { reason: string; detail: string }>(ExitCode.usage),
  /** It was read but could not be worked out on the values it was given. */
  'HK-EXPR-002': problem<ExprPlace & { reason: string; detail: string }>(ExitCode.usage),
  /** `matches` is JavaScript's RegExp, which can hang on a crafted text. */
  'HK-EXPR-003': problem<ExprPlace & { name: string }>(ExitCode.usage),
  'HK-EXPR-004': problem<ExprPlace & { limit: number; what: 'nesting' | 'list' | 'length' }>(
    ExitCode.usage,
  ),
  'HK-EXPR-005': problem<ExprPlace & { name: string; nearest: readonly string[] }>(ExitCode.usage),
  /** The result is of another sort than the place needs. */
  'HK-EXPR-006': problem<ExprPlace & { expected: 'boolean' | 'text' | 'plain'; found: string }>(
    ExitCode.usage,
  ),
  /** A `${` without its `}`. */
  'HK-EXPR-007': problem<ExprPlace>(ExitCode.usage),
}

export const exprFindings = {}
