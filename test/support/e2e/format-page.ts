import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** What docs/formats.md says: fields by the marker that opens their table, and data keys of the journal by line type. */
export interface FormatPage {
  readonly fieldsOf: (marker: string) => readonly string[]
  readonly journal: ReadonlyMap<string, readonly string[]>
}

/** Reads the page. */
export async function formatPage(): Promise<FormatPage> {
  const file = fileURLToPath(new URL('../../../docs/formats.md', import.meta.url))
  const text = await readFile(file, 'utf8')
  const [, after = ''] = text.split('| type | keys of `data` |')
  const rows = tableAt(after).map(cellsOf)
  const journal = new Map(rows.map(([type = '', keys = '']) => [named(type)[0] ?? '', named(keys)]))
  return {
    journal,
    fieldsOf: (marker) => {
      const [, section] = text.split(`<!-- ${marker} -->`)
      if (section === undefined) throw new Error(`docs/formats.md has no ${marker}`)
      return tableAt(section).flatMap((row) => named(cellsOf(row)[0] ?? ''))
    },
  }
}

/** Every name that a JSON Schema gives, dotted; lists and maps add no part of their own. */
export function fieldsOfSchema(
  schema: Schema,
  path = '',
  definitions = schema.$defs ?? {},
): string[] {
  const named = definitions[schema.$ref?.split('/').at(-1) ?? ''] ?? schema
  const own = Object.entries(named.properties ?? {}).flatMap(([name, inner]) => {
    const at = path === '' ? name : `${path}.${name}`
    return [at, ...fieldsOfSchema(inner, at, definitions)]
  })
  const rest = typeof named.additionalProperties === 'object' ? [named.additionalProperties] : []
  const parts = [
    ...(named.anyOf ?? []),
    ...(named.oneOf ?? []),
    ...rest,
    ...(named.items ? [named.items] : []),
  ]
  return [...new Set([...own, ...parts.flatMap((one) => fieldsOfSchema(one, path, definitions))])]
}

/** Every name that a document has, the lists' and objects' own names left out. */
export function leavesOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    const inner = value.flatMap((one) => leavesOf(one, path))
    return [...new Set(inner.length > 0 ? inner : [path])]
  }
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, one]) =>
    leavesOf(one, path === '' ? name : `${path}.${name}`),
  )
}

/** The part of JSON Schema that names fields. */
export interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** The rows of the first table, without its header. */
function tableAt(text: string): string[] {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => line.startsWith('| ---'))
  const end = lines.findIndex((line, at) => at > first && !line.startsWith('|'))
  return lines.slice(first + 1, end < 0 ? undefined : end)
}

function cellsOf(row: string): string[] {
  return row.split('|').slice(1, -1)
}

function named(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
}
