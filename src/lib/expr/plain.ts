/** What an expression may give: plain data, numbers as numbers. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain }

/** A result with its BigInts as numbers; undefined when some part is no plain data or no safe integer. */
export function toPlain(value: unknown): Plain | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'bigint') return toSafe(value)
  if (Array.isArray(value)) return allOrNothing(value.map(toPlain))
  return isRecord(value) ? plainRecord(value) : undefined
}

/** What to call a value in an error. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value !== 'object') return typeof value
  return Array.isArray(value) ? 'list' : (value.constructor?.name ?? 'map')
}

/** The length of the longest list, map or text anywhere in a value. */
export function largest(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  const parts = Object.values(value)
  return parts.reduce<number>((most, part) => Math.max(most, largest(part)), parts.length)
}

function toSafe(value: bigint): number | undefined {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : undefined
}

function allOrNothing(values: readonly (Plain | undefined)[]): readonly Plain[] | undefined {
  const plain = values.filter((value) => value !== undefined)
  return plain.length === values.length ? plain : undefined
}

function plainRecord(value: Record<string, unknown>): Plain | undefined {
  const entries = Object.entries(value).map(([key, part]) => [key, toPlain(part)] as const)
  const plain = entries.flatMap(([key, part]) => (part === undefined ? [] : [[key, part] as const]))
  return plain.length === entries.length ? Object.fromEntries(plain) : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
