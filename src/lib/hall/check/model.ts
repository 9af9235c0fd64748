import type { Finding } from '../../errors/index.js'
import type { CreatedObject } from '../contract.js'

/** The rungs of the ladder; each holds what the ones below hold. */
export const LEVELS = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8'] as const
export type Level = (typeof LEVELS)[number]

/**
 * What a hall was found to do: it does it, it does not, a person has to do it, it lets through what it should refuse;
 * `untested` when nothing below made the attempt possible or it was not asked for.
 */
export const VERDICTS = ['yes', 'no', 'manual', 'unenforced', 'untested'] as const
export type Verdict = (typeof VERDICTS)[number]

/** One capability with its verdict and what shows it. */
export interface CheckedCapability {
  readonly id: string
  readonly level: Level
  readonly verdict: Verdict
  readonly evidence: readonly string[]
}

/** What a check of a hall came to. `level` is the highest rung on which, and below which, nothing is missing. */
export interface CheckReport {
  readonly hall: string
  readonly url: string
  readonly connector: string | null
  readonly environment: 'rehearsal' | 'production'
  readonly at: string
  readonly asked: Level
  readonly level: Level | null
  readonly counts: Readonly<Record<Verdict, number>>
  readonly capabilities: readonly CheckedCapability[]
  /** What the check put into the hall, and whether it was taken out of the way again. */
  readonly created: readonly (CreatedObject & { readonly cleared: boolean })[]
  readonly warnings: readonly Finding[]
}

/** Who and what a check works with: one unit, one item, an account for every role. */
export interface CheckCast {
  readonly unit: string
  readonly item: string
  readonly column: string
  readonly accounts: Readonly<Record<string, string>>
}
