import type { ParamsOf } from '../errors/index.js'

/** One entry of a catalogue: what happened and what to do about it. */
export interface Wording {
  readonly message: string
  readonly fix: readonly string[]
}

/** The words of a table of codes: a missing code or a wrong parameter does not compile. */
export type Words<T> = { readonly [C in keyof T]: (params: ParamsOf<T[C]>) => Wording }

/** English help of one command; the Chinese source stands in its class. `examples` only describe, in the class's order. */
export interface CommandText {
  readonly summary: string
  readonly description?: string
  readonly args: Readonly<Record<string, string>>
  readonly flags: Readonly<Record<string, string>>
  readonly examples: readonly string[]
}

/** By command id with spaces: `items import`. */
export type CommandTexts = Readonly<Record<string, CommandText>>
