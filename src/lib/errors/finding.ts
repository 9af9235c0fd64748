import { findings } from './codes/index.js'
import type { Level, ParamsOf } from './kinds.js'

export type FindingCode = keyof typeof findings
export type FindingParams<C extends FindingCode> = ParamsOf<(typeof findings)[C]>

/** Where a finding stands. `row` is the physical row seen in Excel (1-based), `cell` an address such as `F12`. */
export interface Place {
  readonly file?: string
  readonly sheet?: string
  readonly row?: number
  readonly column?: string
  readonly cell?: string
  readonly value?: string
}

/** Something a person should look at; words stand in the catalogue under the same code. */
export interface Finding<C extends FindingCode = FindingCode> extends Place {
  readonly code: C
  readonly level: Level
  readonly params: FindingParams<C>
}

/** Builds a finding with its code's level; a notice pack may re-level it later. */
export function found<C extends FindingCode>(
  code: C,
  params: FindingParams<C>,
  place: Place = {},
): Finding<C> {
  return { code, level: findings[code].level, params, ...place }
}
