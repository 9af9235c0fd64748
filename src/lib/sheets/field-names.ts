import { headerKeys, withoutForeign } from './header-text.js'
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
  /** What a header key names outright. */
  readonly outright: ReadonlyMap<string, readonly FieldGuess[]>
  readonly all: readonly (readonly [string, string])[]
  /** Answers given before, by header key: the same texts come again and again. */
  readonly near: Map<string, readonly FieldGuess[]>
}

const ALIAS_SCORE = 0.95
const UNDER_HEADING = 0.05
const NEAR_ENOUGH = 0.62
const FUZZY_TOP = 0.9
/** A longer text is a sentence, not a misspelt header. */
const LONGEST_NEAR = 24

const prepared = new WeakMap<Form, FieldNames>()

/** A form's headers and synonyms, prepared once for each form. */
export function fieldNames(form: Form): FieldNames {
  const names = prepared.get(form) ?? prepare(form)
  prepared.set(form, names)
  return names
}

function prepare(form: Form): FieldNames {
  const exact = new Map<string, string>()
  const alias = new Map<string, string[]>()
  const all: (readonly [string, string])[] = []
  for (const { key, header, synonyms } of form.fields) {
    for (const name of headerKeys([header])) if (!exact.has(name)) exact.set(name, key)
    for (const name of new Set([header, ...synonyms].flatMap((text) => headerKeys([text])))) {
      alias.set(name, [...(alias.get(name) ?? []), key])
      all.push([name, key])
    }
  }
  return { outright: outrightOf(exact, alias), all, near: new Map() }
}

function outrightOf(
  exact: ReadonlyMap<string, string>,
  alias: ReadonlyMap<string, readonly string[]>,
): FieldNames['outright'] {
  const outright = new Map<string, readonly FieldGuess[]>()
  for (const [name, fields] of alias) {
    outright.set(name, [...new Set(fields)].map(aliasOf))
  }
  for (const [name, field] of exact) outright.set(name, [{ field, match: 'exact', score: 1 }])
  return outright
}

function aliasOf(field: string): FieldGuess {
  return { field, match: 'alias', score: ALIAS_SCORE }
}

/**
 * The fields that a header of one or more rows names outright, best first; headings above it may be ignored or follow it,
 * and so may the words of another language beside it.
 */
export function namedFields(segments: readonly string[], names: FieldNames): readonly FieldGuess[] {
  const guesses = namedAsSaid(segments, names)
  if (guesses.length > 0) return guesses
  const native = segments.map(withoutForeign)
  const isSame = native.every((text, at) => text === segments[at])
  return isSame ? NONE : namedAsSaid(native, names)
}

function namedAsSaid(segments: readonly string[], names: FieldNames): readonly FieldGuess[] {
  for (let skip = 0; skip < segments.length; skip += 1) {
    const loss = skip === 0 ? 0 : UNDER_HEADING
    const own = skip === 0 ? segments : segments.slice(skip)
    const guesses = firstNamed(headerKeys(own), names, loss)
    if (guesses.length > 0 || own.length === 1) return guesses
    const turned = firstNamed(headerKeys(lastFirst(own)), names, loss)
    if (turned.length > 0) return turned
  }
  return NONE
}

function firstNamed(
  keys: readonly string[],
  names: FieldNames,
  loss: number,
): readonly FieldGuess[] {
  for (const key of keys) {
    const guesses = named(key, names, loss)
    if (guesses.length > 0) return guesses
  }
  return NONE
}

/** 办理时限 over 法定 is 法定办理时限. */
function lastFirst(segments: readonly string[]): readonly string[] {
  return [...segments.slice(-1), ...segments.slice(0, -1)]
}

const NONE: readonly FieldGuess[] = []

function named(key: string, { outright }: FieldNames, loss: number): readonly FieldGuess[] {
  const guesses = outright.get(key) ?? NONE
  return loss === 0 ? guesses : guesses.map((one) => ({ ...one, score: one.score - loss }))
}

/** The fields whose names come near to a header, best first. */
export function nearFields(segments: readonly string[], names: FieldNames): readonly FieldGuess[] {
  const guesses = headerKeys(segments).flatMap((key) => nearKey(key, names))
  const best = new Map<string, FieldGuess>()
  for (const guess of guesses) {
    if (guess.score > (best.get(guess.field)?.score ?? 0)) best.set(guess.field, guess)
  }
  return [...best.values()].sort((a, b) => b.score - a.score)
}

function nearKey(key: string, names: FieldNames): readonly FieldGuess[] {
  if (key.length > LONGEST_NEAR) return []
  const known = names.near.get(key)
  if (known !== undefined) return known
  const guesses = names.all.flatMap(([name, field]): FieldGuess[] => {
    const score = Math.min(FUZZY_TOP, similarity(key, name, NEAR_ENOUGH))
    return score < NEAR_ENOUGH ? [] : [{ field, match: 'fuzzy', score: round(score) }]
  })
  names.near.set(key, guesses)
  return guesses
}

function round(score: number): number {
  return Math.round(score * 100) / 100
}
