import {
  TypeError as CelTypeError,
  EvaluationError,
  ParseError,
  type ParseResult,
} from '@marcbachmann/cel-js'
import { AppError } from '../errors/index.js'
import { nearest } from '../text/index.js'
import { engine } from './engine.js'
import { type Inspection, inspect } from './inspect.js'
import { kindOf, largest, type Plain, toPlain } from './plain.js'

const MAX_LENGTH = 2000
const MAX_NESTING = 2
const MAX_LIST_IN_NESTED_LOOPS = 1000

/** Where an expression was read; `variables`, when given, are the only names it may use. */
export interface ExprSource {
  readonly file: string
  readonly line: number
  readonly variables?: readonly string[]
}

/** The names an expression sees. */
export type ExprContext = Readonly<Record<string, unknown>>

/** A CEL expression that was read and checked. */
export interface Expression {
  readonly text: string
  /** Its value as plain data; HK-EXPR-002 when it cannot be worked out, 004 when a list is too long, 006 when not plain. */
  evaluate(context: ExprContext): Plain
  /** Its value when it must be true or false; HK-EXPR-006 otherwise. */
  test(context: ExprContext): boolean
}

/** Reads a bare CEL expression. HK-EXPR-001 syntax or types, 003 refused call, 004 too big, 005 unknown name. */
export function compile(text: string, source: ExprSource): Expression {
  if (text.length > MAX_LENGTH) {
    const expression = `${text.slice(0, 60)}…`
    throw new AppError('HK-EXPR-004', {
      ...place(source, expression, 0),
      what: 'length',
      limit: MAX_LENGTH,
    })
  }
  const program = parse(text, source)
  const seen = inspect(program.ast)
  refuse(seen, text, source)
  checkTypes(program, text, source)
  const evaluate = (context: ExprContext): Plain => run({ program, seen, text, source }, context)
  return {
    text,
    evaluate,
    test: (context) => {
      const value = evaluate(context)
      if (typeof value === 'boolean') return value
      throw unexpected(text, source, { expected: 'boolean', found: kindOf(value) })
    },
  }
}

interface Compiled {
  readonly program: ParseResult
  readonly seen: Inspection
  readonly text: string
  readonly source: ExprSource
}

function run({ program, seen, text, source }: Compiled, context: ExprContext): Plain {
  if (seen.nesting > 1 && largest(context) > MAX_LIST_IN_NESTED_LOOPS) {
    const limit = MAX_LIST_IN_NESTED_LOOPS
    throw new AppError('HK-EXPR-004', { ...place(source, text, 0), what: 'list', limit })
  }
  const value = attempt(() => program({ ...context }), 'HK-EXPR-002', { text, source })
  const plain = toPlain(value)
  if (plain === undefined) {
    throw unexpected(text, source, { expected: 'plain', found: kindOf(value) })
  }
  return plain
}

function parse(text: string, source: ExprSource): ParseResult {
  return attempt(() => engine.parse(text), 'HK-EXPR-001', { text, source })
}

function checkTypes(program: ParseResult, text: string, source: ExprSource): void {
  const { error } = program.check()
  if (error) throw fromCel(error, 'HK-EXPR-001', { text, source })
}

function refuse(seen: Inspection, text: string, source: ExprSource): void {
  const [refused] = seen.refused
  if (refused) {
    const { name, start } = refused
    throw new AppError('HK-EXPR-003', { ...place(source, text, start), name })
  }
  if (seen.nesting > MAX_NESTING) {
    const limit = MAX_NESTING
    throw new AppError('HK-EXPR-004', { ...place(source, text, 0), what: 'nesting', limit })
  }
  const { variables } = source
  const unknown = variables && seen.free.find(({ name }) => !isKnown(name, variables))
  if (variables && unknown) {
    const { name, start } = unknown
    const near = nearest(name, variables)
    throw new AppError('HK-EXPR-005', { ...place(source, text, start), name, nearest: near })
  }
}

/** CEL's own type names are identifiers too: `type(x) == string`. */
const TYPE_NAMES = new Set(['int', 'uint', 'double', 'string', 'bool', 'list', 'map', 'null_type'])

function isKnown(name: string, variables: readonly string[]): boolean {
  return variables.includes(name) || TYPE_NAMES.has(name)
}

interface Site {
  readonly text: string
  readonly source: ExprSource
}

function attempt<T>(work: () => T, code: 'HK-EXPR-001' | 'HK-EXPR-002', site: Site): T {
  try {
    return work()
  } catch (error) {
    if (isCelError(error)) throw fromCel(error, code, site)
    throw error
  }
}

type CelError = ParseError | EvaluationError | CelTypeError

function isCelError(error: unknown): error is CelError {
  return (
    error instanceof ParseError || error instanceof EvaluationError || error instanceof CelTypeError
  )
}

function fromCel(
  error: CelError,
  code: 'HK-EXPR-001' | 'HK-EXPR-002',
  { text, source }: Site,
): AppError {
  const where = place(source, text, error.range?.start ?? 0)
  return new AppError(
    code,
    { ...where, reason: error.code, detail: error.summary },
    { cause: error },
  )
}

/** An expression that gave another sort of value than its place needs. */
export function unexpected(
  text: string,
  source: ExprSource,
  { expected, found }: { expected: 'boolean' | 'text' | 'plain'; found: string },
): AppError {
  return new AppError('HK-EXPR-006', { ...place(source, text, 0), expected, found })
}

function place({ file, line }: ExprSource, expression: string, start: number) {
  return { file, line, expression, at: start + 1 }
}
