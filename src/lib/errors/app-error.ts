import { problems } from './codes/index.js'
import type { ExitCode } from './exit-code.js'
import type { ParamsOf } from './kinds.js'

export type ProblemCode = keyof typeof problems
export type ProblemParams<C extends ProblemCode> = ParamsOf<(typeof problems)[C]>

interface FailureOptions extends ErrorOptions {
  readonly also?: readonly AppError[]
}

/** An expected failure that the user can act on. Anything else that is thrown is a bug of ours. */
export class AppError<C extends ProblemCode = ProblemCode> extends Error {
  readonly code: C
  readonly params: ProblemParams<C>
  /** What else is wrong in the same place: a file is mended once, not once for each of its mistakes. */
  readonly also: readonly AppError[]

  constructor(code: C, params: ProblemParams<C>, options: FailureOptions = {}) {
    super(`${code} ${JSON.stringify(params)}`, options)
    this.name = 'AppError'
    this.code = code
    this.params = params
    this.also = options.also ?? []
  }

  /** The exit code that the contract gives this problem. */
  get exit(): ExitCode {
    return problems[this.code].exit
  }
}

/** Several failures of one place as one: the first of them, with the others beside it. There is at least one. */
export function together([first, ...also]: readonly AppError[]): AppError {
  if (!first) throw new Error('no failure to tell of')
  return new AppError(first.code, first.params, { cause: first.cause, also })
}

/** True for an AppError of the given code. */
export function isProblem<C extends ProblemCode>(error: unknown, code: C): error is AppError<C> {
  return error instanceof AppError && error.code === code
}
