import { headerKeys } from './header-text.js'
import type { Form, MatchKind } from './model.js'
import { similarity } from './similarity.js'

/** A field that a header may mean. Scores: exact 1, alias 0.95, under a further heading 0.05 less, fuzzy below. */
export interface FieldGuess {
  readonly field: string
  readonly match: MatchKind
  readonly score: number
}

/** The names of a form's fields, ready for comparing. */
export interface FieldNames {
  readonly exact: ReadonlyMap<string, string>
  readonly alias: ReadonlyMap<string, readonly string[]>
  readonly all: readonly (readonly [string, string])[]
}

const ALIAS_SCORE = 0.95
const UNDER_HEADING = 0.05
const NEAR_ENOUGH = 0.62
const FUZZY_TOP = 0.9

/** Prepares a form's headers and synonyms. */
export function fieldNames(form: Form): FieldNames {
  const exact = new Map<string, string>()
  const alias = new Map<string, string[]>()
  const all: (readonly [string, string])[] = []
  for (const { key, header, synonyms } of form.fields) {
    for (const name of headerKeys([header])) if (!exact.has(name)) exact.set(name, key)
    for (const name of [header, ...synonyms].flatMap((text) => headerKeys([text]))) {
      alias.set(name, [...(alias.get(name) ?? []), key])
      all.push([name, key])
    }
  }
  return { exact, alias, all }
}

/** The fields that a header of one or more rows names outright, best first; headings above it may be ignored. */
export function namedFields(segments: readonly string[], names: FieldNames): readonly FieldGuess[] {
  for (let skip = 0; skip < segments.length; skip += 1) {
    const loss = skip === 0 ? 0 : UNDER_HEADING
    for (const key of headerKeys(segments.slice(skip))) {
      const guesses = named(key, names, loss)
      if (guesses.length > 0) return guesses
    }
  }
  return []
}

function named(key: string, { exact, alias }: FieldNames, loss: number): readonly FieldGuess[] {
  const field = exact.get(key)
  if (field !== undefined) return [{ field, match: 'exact', score: 1 - loss }]
  const score = ALIAS_SCORE - loss
  return [...new Set(alias.get(key) ?? [])].map((one) => ({ field: one, match: 'alias', score }))
}

/** The fields whose names come near to a header, best first. */
export function nearFields(segments: readonly string[], names: FieldNames): readonly FieldGuess[] {
  const best = new Map<string, number>()
  for (const key of headerKeys(segments)) {
    for (const [name, field] of names.all) {
      const score = Math.min(FUZZY_TOP, similarity(key, name))
      if (score >= NEAR_ENOUGH && score > (best.get(field) ?? 0)) best.set(field, score)
    }
  }
  return [...best]
    .map(([field, score]) => ({ field, match: 'fuzzy' as const, score: round(score) }))
    .sort((a, b) => b.score - a.score)
}

function round(score: number): number {
  return Math.round(score * 100) / 100
}
