import type { ExprPlace, exprFindings, exprProblems } from '../../errors/codes/expr.js'
import type { Words } from '../words.js'

const where = ({ file, line, expression, at }: ExprPlace) =>
  `${file}:${line} expression "${expression}", character ${at}`

const limits = {
  nesting: 'levels of nested all/exists/map/filter',
  list: 'elements of a list in nested loops',
  length: 'characters of an expression',
} as const

export const expr: Words<typeof exprProblems> & Words<typeof exprFindings> = {
  'HK-EXPR-001': (p) => ({
    message: `${where(p)}: ${p.detail}`,
    fix: ['Check brackets, quotes and names; for example: item.depth != null && item.depth >= 3'],
  }),
  'HK-EXPR-002': (p) => ({
    message: `${where(p)} cannot be worked out: ${p.detail}`,
    fix: ['Guard keys that may be absent with has(...), and values that may be empty with != null'],
  }),
  'HK-EXPR-003': (p) => ({
    message: `${where(p)}: ${p.name} is not allowed`,
    fix: ['Use contains, startsWith, endsWith or =='],
  }),
  'HK-EXPR-004': (p) => ({
    message: `${where(p)}: more than ${p.limit} ${limits[p.what]}`,
    fix: ['Split the condition into simpler ones'],
  }),
  'HK-EXPR-005': (p) => ({
    message: `${where(p)}: unknown name "${p.name}"`,
    fix: [`Near names: ${p.nearest.length > 0 ? p.nearest.join(', ') : 'none'}`],
  }),
  'HK-EXPR-006': (p) => ({
    message: `${where(p)} must give ${p.expected}, but gave ${p.found}`,
    fix: ['Rewrite the expression, or compare with null first'],
  }),
  'HK-EXPR-007': (p) => ({
    message: `${where(p)}: "\${" without its "}"`,
    fix: ['Add the "}"; for a literal "${" write "$${"'],
  }),
}
