import { z } from 'zod'

const text = z.string().min(1)
const key = z.string().regex(/^[a-z][A-Za-z0-9_]*$/)
const type = z.enum([
  'text',
  'code',
  'duration',
  'choice',
  'choices',
  'yesno',
  'phone',
  'date',
  'list',
  'count',
  'person',
])

/**
 * Choices that stand in another template already: entries of its `list` (a list, or a map whose keys do not matter),
 * each by its `take`, those that `where` describes.
 */
const choiceSource = z.strictObject({
  from: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*\.yaml$/),
  list: text,
  take: text,
  where: z.record(z.string(), text).default({}),
})

export type ChoiceSource = z.output<typeof choiceSource>

const fieldBody = {
  header: text,
  synonyms: z.array(text).default([]),
  /** Names that mean this field only where no other column does, and where the column stands for nothing larger. */
  weak: z.array(text).default([]),
  type: type.default('text'),
  required: z.boolean().default(false),
  width: z.number().int().positive().max(120).default(16),
  choices: z.union([z.array(text), choiceSource]).default([]),
  example: z.string().default(''),
  note: z.string().default(''),
  clause: text.optional(),
  inferred: z.boolean().default(false),
  /** False: understood when a sheet has it, but the blank sheet does not ask for it. */
  asked: z.boolean().default(true),
}

const plainField = z.strictObject({ key, ...fieldBody })

/** Columns under a common header: each part under each group is one field, `<group key>.<part key>`. */
const groupedFields = z.strictObject({
  groups: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/),
        header: text,
        synonyms: z.array(text).default([]),
      }),
    )
    .min(1),
  parts: z.array(z.strictObject({ key, ...fieldBody })).min(1),
})

/** A check that the blank sheet makes while it is filled: a limit is not longer than another of the same unit. */
const check = z.strictObject({ notLonger: key, than: key })

/** A file of templates/forms. */
export const formSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: text,
  version: z.number().int().positive(),
  clause: text,
  anchor: key,
  starts: z.array(key).default([]),
  carry: z.array(key).default([]),
  /** Required fields without whose column a sheet is read all the same: its records tell what is missing. */
  mayLack: z.array(key).default([]),
  /** Fields that say something else in each row of a record; their texts are kept row by row. */
  lines: z.array(key).default([]),
  checks: z.array(check).default([]),
  /**
   * The form also comes as guides (办事指南): one record a sheet, names at the left of their values. Named here are the
   * columns of the small tables in a guide that are no fields.
   */
  guide: z.strictObject({ beside: z.array(text).min(1) }).optional(),
  fields: z.array(z.union([plainField, groupedFields])).min(1),
})

export type FormFile = z.output<typeof formSchema>
export type FormEntry = FormFile['fields'][number]
