import type { exprFindings, exprProblems } from '../../errors/codes/expr.js'
import type { Words } from '../words.js'

export const expr: Words<typeof exprProblems> & Words<typeof exprFindings> = {}
