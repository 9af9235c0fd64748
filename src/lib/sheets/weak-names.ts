import { headerKeys } from './header-text.js'
import type { ColumnMatch } from './match-columns.js'
import type { Form, FormField } from './model.js'

const WEAK_SCORE = 0.85

/**
 * Gives a field that no column names outright the column that names it weakly: 办结时限 is the promised limit where nothing
 * else is. A column that is one of a group, or one of the rows' own, keeps its field.
 */
export function withWeakNames(columns: readonly ColumnMatch[], form: Form): readonly ColumnMatch[] {
  const taken = new Set(columns.map(({ guess }) => guess?.field))
  const open = form.fields.filter(({ key, weak = [] }) => weak.length > 0 && !taken.has(key))
  return open.reduce((all, field) => given(all, field, form), columns)
}

function given(
  columns: readonly ColumnMatch[],
  { key, weak = [] }: FormField,
  form: Form,
): readonly ColumnMatch[] {
  const names = new Set(weak.flatMap((text) => headerKeys([text])))
  const isPart = (field: string): boolean =>
    field.includes('.') || form.lines?.includes(field) === true
  const parts = columns.filter(
    ({ guess }) => guess !== null && guess.match !== 'fuzzy' && isPart(guess.field),
  )
  const hit = columns.find(
    ({ segments, guess, column }) =>
      headerKeys(segments).some((name) => names.has(name)) &&
      (guess === null || isPart(guess.field)) &&
      parts.every((part) => part.column === column),
  )
  if (hit === undefined) return columns
  const guess = { field: key, match: 'alias' as const, score: WEAK_SCORE }
  return columns.map((one) => (one === hit ? { ...one, guess, lost: null } : one))
}
