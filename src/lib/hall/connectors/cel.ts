import { AppError } from '../../errors/index.js'
import {
  compile,
  compileTemplate,
  type ExprContext,
  type Expression,
  type Plain,
  type Template,
} from '../../expr/index.js'
import { remembered } from '../../text/index.js'

/** The expressions of one connector file, each read once. */
export interface Cel {
  /** The value of a bare expression; null when the values at hand do not have what it asks for. */
  value(text: string, scope: ExprContext): Plain
  /** Whether a bare expression holds; false when it cannot be worked out on these values. */
  holds(text: string, scope: ExprContext): boolean
  /** Any value with every `${...}` in it worked out; keys whose value became null are kept as null. */
  fill(value: unknown, scope: ExprContext): Plain
  /** A text with every `${...}` worked out, each through `write` (percent-encoding of a path). */
  render(text: string, scope: ExprContext, write?: (value: string) => string): string
}

/** Reads expressions on first use and keeps them; `file` stands in their errors. */
export function celOf(file: string): Cel {
  const source = { file, line: 0 }
  const bare = remembered((text): Expression => compile(text, source))
  const template = remembered((text): Template => compileTemplate(text, source))
  const value = (text: string, scope: ExprContext): Plain => {
    try {
      return bare(text).evaluate(scope)
    } catch (error) {
      if (isOutOfReach(error)) return null
      throw error
    }
  }
  const fill = (whole: unknown, scope: ExprContext): Plain => {
    if (typeof whole === 'string') return template(whole).evaluate(scope)
    if (Array.isArray(whole)) return whole.map((part) => fill(part, scope))
    if (typeof whole !== 'object' || whole === null) return (whole ?? null) as Plain // YAML: plain
    return Object.fromEntries(Object.entries(whole).map(([key, part]) => [key, fill(part, scope)]))
  }
  return {
    value,
    holds: (text, scope) => value(text, scope) === true,
    fill,
    render: (text, scope, write) => template(text).render(scope, write),
  }
}

/** Values that do not have what an expression asks for, as against an expression that is wrong in itself. */
function isOutOfReach(error: unknown): boolean {
  return error instanceof AppError && error.code === 'HK-EXPR-002'
}
