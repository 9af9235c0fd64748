/** A small generator of numbers in [0, 1): the same seed, the same row. */
export function seededDraw(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** The part of JSON Schema that an interface description uses for what callers send. */
export interface SampledSchema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly SampledSchema[]
  readonly oneOf?: readonly SampledSchema[]
  readonly properties?: Readonly<Record<string, SampledSchema>>
  readonly required?: readonly string[]
  readonly items?: SampledSchema
  readonly default?: unknown
  readonly minLength?: number
  readonly minimum?: number
  readonly format?: string
}

/** What no field expects. */
export const hostile: readonly unknown[] = [
  ...["'; DROP TABLE objects; --", '" OR 1=1 --', '../../../../etc/passwd', '..\\..\\boot.ini'],
  ...['\u0000', '\u202e反', '\ud800', '<script>alert(1)</script>', '=HYPERLINK("http://x")'],
  ...['{{7*7}}', '%s%n', '💥'.repeat(50), 'a'.repeat(5000), '__proto__', 'constructor', '', ' '],
  ...[0, -1, 1.5, 1e308, 2 ** 53, true, null, [], {}, [[]], { toString: 1 }, [null, 1, 'x']],
]

/** A value near what the schema asks for: mostly right, at places hostile, missing or too much. */
export function sampleNear(schema: SampledSchema, draw: () => number, wildness: number): unknown {
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(draw() * all.length)]
  if (draw() < wildness) return pick(hostile)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return pick(schema.enum)
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) return sampleNear(pick(options) ?? {}, draw, wildness)
  const type =
    typeof schema.type === 'string' ? schema.type : (pick(schema.type ?? ['object']) ?? '')
  if (type === 'object') return objectNear(schema, draw, wildness)
  if (type === 'array') {
    const length = Math.floor(draw() * 3)
    return Array.from({ length }, () => sampleNear(schema.items ?? {}, draw, wildness))
  }
  return simple(type, schema, draw)
}

function simple(
  type: string,
  { minLength = 1, minimum = 0, format }: SampledSchema,
  draw: () => number,
) {
  if (type === 'integer' || type === 'number') return Math.max(minimum, 0) + Math.floor(draw() * 4)
  if (type === 'boolean') return draw() < 0.5
  if (type === 'null') return null
  if (format === 'date-time') return '2015-04-08T09:00:00+08:00'
  return '演练'.repeat(Math.ceil(Math.max(minLength, 2) / 2))
}

function objectNear(
  { properties = {}, required = [] }: SampledSchema,
  draw: () => number,
  wildness: number,
): object {
  const entries = Object.entries(properties)
    .filter(([name]) => draw() > wildness && (required.includes(name) || draw() < 0.5))
    .map(([name, schema]) => [name, sampleNear(schema, draw, wildness)])
  const more = draw() < wildness ? [['sate', 1]] : []
  return Object.fromEntries([...entries, ...more])
}
