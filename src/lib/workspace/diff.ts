import type { FieldChange } from './model.js'

/**
 * Compares two JSON values field by field. Objects and lists of the same length are compared inside
 * (`statutory.value`, `nodes.2.limit`), anything else as a whole; a missing field counts as null.
 */
export function diffFields(before: unknown, after: unknown, path = ''): readonly FieldChange[] {
  if (Object.is(before, after)) return []
  const parts = inner(before, after)
  if (!parts)
    return sameJson(before, after)
      ? []
      : [{ field: path, before: before ?? null, after: after ?? null }]
  return parts.flatMap(([name, left, right]) =>
    diffFields(left, right, path ? `${path}.${name}` : name),
  )
}

type Part = readonly [name: string, before: unknown, after: unknown]

function inner(before: unknown, after: unknown): readonly Part[] | null {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length) return null
    return before.map((value, index): Part => [String(index), value, after[index]])
  }
  if (!isPlain(before) || !isPlain(after)) return null
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].map((name): Part => [name, before[name], after[name]])
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sameJson(before: unknown, after: unknown): boolean {
  return JSON.stringify(before ?? null) === JSON.stringify(after ?? null)
}
