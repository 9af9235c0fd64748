import { type FieldGuess, type FieldNames, namedFields, nearFields } from './field-names.js'
import type { Tick } from './ticks.js'

/** One column with the field that it was taken for; `rivals` are fields or columns that it lost to. */
export interface ColumnMatch {
  readonly column: number
  readonly segments: readonly string[]
  readonly guess: FieldGuess | null
  /** The field this column would have meant, had a better column not taken it. */
  readonly lost: FieldGuess | null
  /** The choice of a field that this column stands for. */
  readonly tick?: Tick
}

/** What columns may be taken for: outright names only, or near ones too; `fixed` are the user's own choices. */
export interface Matching {
  readonly names: FieldNames
  readonly near: boolean
  readonly fixed: ReadonlyMap<number, string>
}

interface Bid {
  readonly column: number
  readonly guess: FieldGuess
}

/** A gap smaller than this between two fuzzy guesses leaves the column open. */
const CLEAR_LEAD = 0.05

/** Gives each column at most one field and each field at most one column, the surest first, then the leftmost. */
export function matchColumns(
  columns: readonly (readonly string[])[],
  matching: Matching,
): readonly ColumnMatch[] {
  const bids = columns.flatMap((segments, column) => bidsOf(segments, column, matching))
  const taken = new Map<string, number>()
  const won = new Map<number, FieldGuess>()
  for (const { column, guess } of [...bids].sort((a, b) => b.guess.score - a.guess.score)) {
    if (taken.has(guess.field) || won.has(column)) continue
    taken.set(guess.field, column)
    won.set(column, guess)
  }
  return columns.map((segments, column) => {
    const guess = won.get(column) ?? null
    const lost = guess === null ? (bids.find((bid) => bid.column === column)?.guess ?? null) : null
    return { column, segments, guess, lost }
  })
}

function bidsOf(segments: readonly string[], column: number, matching: Matching): readonly Bid[] {
  const fixed = matching.fixed.get(column)
  if (fixed !== undefined) {
    return [{ column, guess: { field: fixed, match: 'exact', score: 2 } }]
  }
  return guesses(segments, matching)
    .filter(({ field }) => ![...matching.fixed.values()].includes(field))
    .map((guess) => ({ column, guess }))
}

function guesses(segments: readonly string[], { names, near }: Matching): readonly FieldGuess[] {
  if (segments.length === 0) return []
  const outright = namedFields(segments, names)
  if (outright.length > 0 || !near) return outright
  const [first, second] = nearFields(segments, names)
  if (first === undefined) return []
  return second !== undefined && first.score - second.score < CLEAR_LEAD ? [] : [first]
}
