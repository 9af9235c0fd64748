import { join } from 'node:path'
import { z } from 'zod'
import { templatesDir } from '../../assets/index.js'
import { loadForm } from '../../sheets/index.js'
import { readYaml } from '../../yaml/index.js'
import { plain } from './names.js'

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
  /** Fields of forms that mean the same: `items.code`. What they are called there its column may be called here. */
  forms: z.array(z.templateLiteral([z.string(), '.', z.string()])).default([]),
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

/** What tables and columns of old systems are called: names without signs and capitals. */
export type Meanings = z.output<typeof meaningsFile>
/** A field that a column may be. */
export type Meaning = Meanings['fields'][number]

/** The dictionary that ships, with the names that the forms know for its fields. */
export async function loadMeanings(): Promise<Meanings> {
  const file = join(templatesDir(), 'migrations', 'meanings.yaml')
  const meanings = await readYaml(file, meaningsFile)
  const ids = new Set(meanings.fields.flatMap(({ forms }) => forms.map((one) => formOf(one).id)))
  const forms = new Map(
    await Promise.all([...ids].map(async (id) => [id, await loadForm(id)] as const)),
  )
  const called = (name: string) => {
    const { id, key } = formOf(name)
    const found = forms.get(id)?.fields.find((one) => one.key === key)
    if (found === undefined) throw new Error(`${file}: no form field ${name}`)
    return [found.header, ...found.synonyms, ...(found.weak ?? [])]
  }
  const { entities, marks } = meanings
  return {
    ...meanings,
    entities: entities.map((one) => ({ ...one, names: plainly(one.names) })),
    fields: meanings.fields.map((one) => ({
      ...one,
      names: plainly([...one.names, ...one.forms.flatMap(called)]),
    })),
    marks: { deleted: plainly(marks.deleted), test: plainly(marks.test) },
  }
}

function plainly(names: readonly string[]): string[] {
  return [...new Set(names.map(plain))]
}

function formOf(name: string) {
  const at = name.indexOf('.')
  return { id: name.slice(0, at), key: name.slice(at + 1) }
}
