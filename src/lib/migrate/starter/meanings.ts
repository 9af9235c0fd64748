import { join } from 'node:path'
import { z } from 'zod'
import { templatesDir } from '../../assets/index.js'
import { readYaml } from '../../yaml/index.js'

const id = z.string().regex(/^[a-z][a-z0-9_]*$/)
const text = z.string().min(1)
const names = z.array(text).min(1)
const content = z.enum([
  ...(['id-number', 'uscc', 'phone', 'date', 'short-date', 'region'] as const),
  ...(['integer', 'decimal', 'person', 'text'] as const),
])

const field = z.strictObject({
  field: id,
  title: text,
  /** Where it may stand; empty: anywhere. */
  entities: z.array(id),
  content: z.array(content).min(1),
  /** Its content says it, whatever the column is called. */
  alone: z.boolean().default(false),
  /** Words of `codes` that its values stand for. */
  codes: id.optional(),
  /** As a mapping writes them; `date` and `time` become what the column's days are written like. */
  steps: z.array(z.union([text, z.record(z.string(), z.unknown())])).min(1),
  names,
})

/** Zod schema of `templates/migrations/meanings.yaml`: what tables and columns of old systems are called. */
export const meaningsFile = z.strictObject({
  version: z.literal(1),
  entities: z.array(z.strictObject({ id, title: text, table: id, names })).min(1),
  fields: z.array(field).min(1),
  marks: z.strictObject({ deleted: names, test: names }),
  codes: z.record(id, z.record(z.string(), names)),
})

/** What tables and columns of old systems are called. */
export type Meanings = z.output<typeof meaningsFile>
/** A field that a column may be. */
export type Meaning = Meanings['fields'][number]

/** The dictionary that ships. */
export function loadMeanings(): Promise<Meanings> {
  return readYaml(join(templatesDir(), 'migrations', 'meanings.yaml'), meaningsFile)
}
