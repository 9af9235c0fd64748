import type { Code } from '../../code/index.js'
import type { Compared } from './measures.js'
import type { SampledRow } from './sample.js'

/** 1 counts, 2 sums and extremes, 3 rows read back one by one, 4 references and files. */
export type Level = 1 | 2 | 3 | 4

/** How many checks of a level came out which way. What could not be checked is neither right nor wrong, and is told. */
export interface LevelResult {
  readonly level: Level
  readonly equal: number
  readonly different: number
  readonly notCheckable: number
}

/** One thing that differs. `what`: a measure of a group, or how a row differs. */
export interface Difference {
  readonly entity: string
  readonly level: Level
  readonly what: string
  /** The group, or the key of the row. */
  readonly where: string
  readonly source: string
  readonly target: string
}

/** A measure of a group, counted on both sides. */
export interface GroupResult extends Compared {
  readonly entity: string
}

/** How a reconciliation came out. */
export interface Reconciliation {
  readonly levels: readonly LevelResult[]
  /** The first thousand of them. */
  readonly differences: readonly Difference[]
  /** Source rows of each entity and where they ended. */
  readonly entities: readonly EntityBalance[]
  /** sha-256 of mapping and codes; fingerprints of the sources by entity; runs that wrote. */
  readonly mapping: string
  /** The modules of program code that it ran. */
  readonly code: readonly Code[]
  /** sha-256 of every disposition in the ledger, in the order of keys. */
  readonly ledger: string
  /** Every measure of every group. */
  readonly groups: readonly GroupResult[]
  /** Rows that both sides look up and sign for, and the seed that drew them. */
  readonly sample: readonly SampledRow[]
  readonly seed: number
  readonly sources: Readonly<Record<string, string>>
  readonly runs: number
}

/** The closed equation of an entity: the source's rows, counted there, and the dispositions in the ledger. */
export interface EntityBalance {
  readonly name: string
  readonly source: number
  readonly migrated: number
  readonly merged: number
  readonly excluded: number
  readonly interfaced: number
  readonly manual: number
  readonly quarantined: number
  /** Migrated rows that are another one word for word, where rows have no key. */
  readonly repeated: number
}

/** What it comes to: whether nothing differs, how many checks could not be made, how many rows were kept out. */
export function conclusionOf({ levels, entities }: Pick<Reconciliation, 'levels' | 'entities'>) {
  return {
    isSame: levels.every(({ different }) => different === 0),
    open: levels.reduce((sum, { notCheckable }) => sum + notCheckable, 0),
    kept: entities.reduce((sum, { quarantined }) => sum + quarantined, 0),
  }
}

const KEPT = 1000

/** Collects checks. */
export class Verdicts {
  readonly differences: Difference[] = []
  readonly #counts = new Map<Level, { equal: number; different: number; notCheckable: number }>()

  of(level: Level) {
    const found = this.#counts.get(level) ?? { equal: 0, different: 0, notCheckable: 0 }
    this.#counts.set(level, found)
    return found
  }

  equal(level: Level, times = 1): void {
    this.of(level).equal += times
  }

  notCheckable(level: Level): void {
    this.of(level).notCheckable += 1
  }

  different(difference: Difference): void {
    this.of(difference.level).different += 1
    if (this.differences.length < KEPT) this.differences.push(difference)
  }

  /** Compares two texts. */
  check(difference: Difference): void {
    if (difference.source === difference.target) this.equal(difference.level)
    else this.different(difference)
  }

  levels(): readonly LevelResult[] {
    return ([1, 2, 3, 4] as const).map((level) => ({ level, ...this.of(level) }))
  }
}
