import type { ParamsOf } from '../errors/index.js'

/** One entry of a catalogue: what happened and what to do about it. */
export interface Wording {
  readonly message: string
  readonly fix: readonly string[]
}

/** The words of a table of codes: a missing code or a wrong parameter does not compile. */
export type Words<T> = { readonly [C in keyof T]: (params: ParamsOf<T[C]>) => Wording }
