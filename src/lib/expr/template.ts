import { AppError } from '../errors/index.js'
import {
  compile,
  type ExprContext,
  type Expression,
  type ExprSource,
  unexpected,
} from './compile.js'
import { kindOf, type Plain } from './plain.js'

/** A text with `${CEL}` in it; `$${` stands for a literal `${`. */
export interface Template {
  readonly text: string
  /**
   * The text with every expression worked out, each value through `write` when given; a null or a list inside a text
   * is HK-EXPR-006, never the word "null".
   */
  render(context: ExprContext, write?: (value: string) => string): string
  /** Like render, but a text that is one single `${CEL}` gives the value itself, with its type. */
  evaluate(context: ExprContext): Plain
}

type Part = string | Expression

/** Reads a text with `${CEL}` in it; HK-EXPR-007 when a `${` is never closed. */
export function compileTemplate(text: string, source: ExprSource): Template {
  const parts = split(text, source)
  const [only] = parts
  const render: Template['render'] = (context, write = (value) => value) =>
    parts
      .map((part) => (typeof part === 'string' ? part : write(worded(part, context, source))))
      .join('')
  return {
    text,
    render,
    evaluate: (context) =>
      parts.length === 1 && typeof only === 'object' ? only.evaluate(context) : render(context),
  }
}

/** A text with every `${CEL}` in it worked out at once. */
export function interpolate(text: string, context: ExprContext, source: ExprSource): string {
  return compileTemplate(text, source).render(context)
}

function worded(part: Expression, context: ExprContext, source: ExprSource): string {
  const value = part.evaluate(context)
  if (value === null || typeof value === 'object') {
    throw unexpected(part.text, source, { expected: 'text', found: kindOf(value) })
  }
  return String(value)
}

function split(text: string, source: ExprSource): Part[] {
  const parts: Part[] = []
  const opening = /\$?\$\{/g
  let done = 0
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const isLiteral = match[0] === '$${'
    parts.push(text.slice(done, match.index), isLiteral ? '${' : '')
    done = opening.lastIndex
    if (isLiteral) continue
    const end = closing(text, done)
    if (end < 0) throw unclosed(text, match.index, source)
    parts.push(compile(text.slice(done, end).trim(), source))
    opening.lastIndex = end + 1
    done = end + 1
  }
  return [...parts, text.slice(done)].filter((part) => part !== '')
}

function unclosed(text: string, start: number, { file, line }: ExprSource): AppError {
  return new AppError('HK-EXPR-007', { file, line, expression: text, at: start + 1 })
}

/** The index of the `}` that closes an expression, past maps and quoted texts; -1 when there is none. */
function closing(text: string, start: number): number {
  const tokens = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]/g
  tokens.lastIndex = start
  let depth = 0
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    if (match[0] === '{') depth += 1
    if (match[0] === '}') {
      if (depth === 0) return match.index
      depth -= 1
    }
  }
  return -1
}
