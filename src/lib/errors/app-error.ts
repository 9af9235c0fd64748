import { problems } from './codes/index.js'
import type { ExitCode } from './exit-code.js'
import type { ParamsOf } from './kinds.js'

export type ProblemCode = keyof typeof problems
export type ProblemParams<C extends ProblemCode> = ParamsOf<(typeof problems)[C]>

/** An expected failure that the user can act on. Anything else that is thrown is a bug of ours. */
export class AppError<C extends ProblemCode = ProblemCode> extends Error {
  readonly code: C
  readonly params: ProblemParams<C>

  constructor(code: C, params: ProblemParams<C>, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(params)}`, options)
    this.name = 'AppError'
    this.code = code
    this.params = params
  }

  /** The exit code that the contract gives this problem. */
  get exit(): ExitCode {
    return problems[this.code].exit
  }
}

/** True for an AppError of the given code. */
export function isProblem<C extends ProblemCode>(error: unknown, code: C): error is AppError<C> {
  return error instanceof AppError && error.code === code
}
