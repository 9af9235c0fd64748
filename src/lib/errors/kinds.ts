import type { ExitCode } from './exit-code.js'

/** Level of a finding: an error keeps a record out (退回待改), a warning or a hint does not. */
export type Level = 'error' | 'warning' | 'hint'

/** Values that may stand in a message. Objects never do: a code's parameters stay flat and typed. */
export type ParamValue = string | number | readonly string[]

/** A problem stops the command: it carries the exit code. `P` is a phantom for its parameters. */
export interface ProblemKind<P> {
  readonly exit: ExitCode
  readonly params?: P
}

/** A finding belongs to one record or cell: it carries a level and the source of the rule. */
export interface FindingKind<P> {
  readonly level: Level
  readonly basis: string
  readonly params?: P
}

/** Parameters of a kind, whichever sort it is. */
export type ParamsOf<K> = K extends { readonly params?: infer P } ? NonNullable<P> : never

/** Declares a problem's exit code and the type of its parameters. */
export function problem<P extends object = object>(exit: ExitCode): ProblemKind<P> {
  return { exit }
}

/** Declares a finding's level, its basis (law article, notice clause, standard) and its parameters. */
export function finding<P extends object = object>(level: Level, basis: string): FindingKind<P> {
  return { level, basis }
}
