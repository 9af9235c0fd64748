import type { Flaw } from '../flaw.js'

/** Where every row of a source ends, exactly one of them. `created`, `updated` and `same` are what a run did to a migrated row. */
export const dispositions = [
  'created',
  'updated',
  'same',
  'merged',
  'excluded',
  'interfaced',
  'manual',
  'quarantined',
] as const
export type Disposition = (typeof dispositions)[number]

/** How many rows were read, and where they ended: read is the sum of the others. */
export type Counts = Readonly<Record<Disposition | 'read', number>>

/** Counts of nothing. */
export function noCounts(): Record<Disposition | 'read', number> {
  return {
    ...{ read: 0, created: 0, updated: 0, same: 0, merged: 0 },
    ...{ excluded: 0, interfaced: 0, manual: 0, quarantined: 0 },
  }
}

/** How a row of a source stands now. `dst` is the value of the target's unique field, null when it never got there. */
export interface LedgerRow {
  readonly key: string
  readonly kind: 'migrated' | 'merged' | 'excluded' | 'interfaced' | 'manual' | 'quarantined'
  readonly dst: string | null
  /** Of the values that were written last. */
  readonly hash: number | null
  /** The rule that set it aside. */
  readonly rule: string | null
  /** The last run that wrote it, and the run that brought it: to the target, when it got there. */
  readonly run: number
  readonly firstRun: number
  /** Its number in the order in which the rows of the entity first came. */
  readonly n: number
}

/** A row that is kept out, with everything that is needed to mend it and to try it again. */
export interface QuarantinedRow {
  readonly key: string
  /** `办件.csv:17`, or table and number. */
  readonly place: string
  readonly flaws: readonly Flaw[]
  /** The row of the source by column; bytes as `{ base64 }`. */
  readonly raw: Readonly<Record<string, unknown>>
  readonly rawHash: number
  readonly state: 'open' | 'fixed' | 'waived' | 'manual'
  /** Corrected values by column. */
  readonly fix: Readonly<Record<string, string | null>> | null
  readonly by: string | null
  readonly reason: string | null
  readonly run: number
}

/** A run of a mapping. */
export interface Run {
  readonly id: number
  readonly kind: 'full' | 'part' | 'replay'
  readonly state: 'running' | 'done' | 'stopped' | 'abandoned' | 'rolled-back'
  /** sha-256 of mapping, codes and program code. */
  readonly mapping: string
  /** sha-256 of each module of program code that it ran. */
  readonly code: Readonly<Record<string, string>>
  /** Fingerprints of the tables, by entity. */
  readonly sources: Readonly<Record<string, string>>
  readonly scope: Scope
  readonly started: string
  readonly ended: string | null
}

/** What of a mapping a run takes: all of it, or some entities, so many rows, some keys, what was changed since. */
export interface Scope {
  readonly entities: readonly string[] | null
  readonly limit: number | null
  readonly keys: readonly string[] | null
  /** As it was asked for: `2015-01-01`. */
  readonly since: string | null
  readonly onlyQuarantine: boolean
}
