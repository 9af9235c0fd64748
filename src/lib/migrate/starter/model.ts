import type { Reference } from '../profile/model.js'
import type { TableGuess } from './guess.js'
import type { Meanings } from './meanings.js'

/** An entity that a starter mapping gets. */
export interface StarterEntity extends TableGuess {
  readonly id: string
  readonly title: string
  /** The target's table. */
  readonly to: string
  /** Which of several sources; null when there is one. */
  readonly source: string | null
  readonly references: readonly Reference[]
}

/** What an entity is written among. */
export interface Around {
  readonly entities: readonly StarterEntity[]
  readonly meanings: Meanings
  /** Code tables that the entities use, as they are written. */
  readonly codes: Map<string, readonly string[]>
}
