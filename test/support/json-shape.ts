/** The part of JSON Schema that a result needs. */
export interface JsonSchema {
  readonly $schema?: string
  readonly title?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

/** An object with this many keys, or with keys that are no names, is a map and not a record. */
const widestRecord = 30
const name = /^[a-z][A-Za-z0-9]*$/

/** The narrowest schema that allows a value. */
export function shapeOf(value: unknown): JsonSchema {
  if (value === null) return { type: 'null' }
  if (Array.isArray(value)) return { type: 'array', ...itemsOf(value.map(shapeOf)) }
  if (typeof value === 'object') return shapeOfObject(Object.entries(value))
  return { type: typeof value }
}

/** The narrowest schema that allows what either one allows. */
export function widen(a: JsonSchema, b: JsonSchema): JsonSchema {
  const kinds = [...alternatives(a)]
  for (const other of alternatives(b)) {
    const at = kinds.findIndex(({ type }) => type === other.type)
    const same = kinds[at]
    if (same) kinds[at] = merge(same, other)
    else kinds.push(other)
  }
  const [only] = kinds
  return kinds.length === 1 && only ? only : { anyOf: kinds.sort(byType) }
}

function shapeOfObject(entries: readonly (readonly [string, unknown])[]): JsonSchema {
  const isMap = entries.length > widestRecord || entries.some(([key]) => !name.test(key))
  const shapes = entries.map(([key, value]) => [key, shapeOf(value)] as const)
  if (isMap) return { type: 'object', additionalProperties: all(shapes.map(([, shape]) => shape)) }
  return {
    type: 'object',
    properties: Object.fromEntries(shapes),
    required: entries.map(([key]) => key),
    additionalProperties: false,
  }
}

function merge(a: JsonSchema, b: JsonSchema): JsonSchema {
  if (a.type === 'array')
    return { type: 'array', ...itemsOf([a.items, b.items].filter((x) => x !== undefined)) }
  if (a.type !== 'object') return a
  const maps = [a, b].map(({ additionalProperties: rest }) =>
    typeof rest === 'object' ? rest : null,
  )
  if (maps.some((map) => map !== null))
    return { type: 'object', additionalProperties: all([a, b].flatMap(valuesOf)) }
  return mergeRecords(a, b)
}

function mergeRecords(a: JsonSchema, b: JsonSchema): JsonSchema {
  const keys = [
    ...new Set([...Object.keys(a.properties ?? {}), ...Object.keys(b.properties ?? {})]),
  ]
  const properties = keys.map((key) => [
    key,
    all([a.properties?.[key], b.properties?.[key]].filter((x) => x !== undefined)),
  ])
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: a.required?.filter((key) => b.required?.includes(key)) ?? [],
    additionalProperties: false,
  }
}

function valuesOf(schema: JsonSchema): readonly JsonSchema[] {
  const { additionalProperties: rest, properties = {} } = schema
  return [...Object.values(properties), ...(typeof rest === 'object' ? [rest] : [])]
}

function itemsOf(shapes: readonly JsonSchema[]): { readonly items?: JsonSchema } {
  return shapes.length > 0 ? { items: all(shapes) } : {}
}

function all(shapes: readonly JsonSchema[]): JsonSchema {
  return shapes.length > 0 ? shapes.reduce(widen) : {}
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  if (schema.anyOf) return schema.anyOf
  return schema.type ? [schema] : []
}

function byType(a: JsonSchema, b: JsonSchema): number {
  return String(a.type) < String(b.type) ? -1 : 1
}
