import { join } from 'node:path'
import { z } from 'zod'
import { templatesDir } from '../../assets/index.js'
import { objectKinds } from '../../hall/index.js'
import { readYaml } from '../../yaml/index.js'

const text = z.string().min(1)
const key = z.string().regex(/^[a-z][A-Za-z0-9]*$/)

const fact = z.strictObject({
  /** The column with the moment. */
  at: key,
  /** The column with who did it. */
  by: key.optional(),
  /** Words of the column `status` that say that it happened when no moment is told. */
  status: z.array(text).default([]),
})

const sort = z.strictObject({
  kind: z.enum(objectKinds),
  /** Rows of this sort have a value in that column. */
  has: key.optional(),
  /** Rows of this sort say so in that column, else in the name of the sheet or of the file. */
  says: z.strictObject({ field: key, text }).optional(),
  /** The columns that tell one object from another. */
  id: z.array(key).min(1),
  /** What the facts carry: name in the hall's events -> column. */
  data: z.record(z.string(), key).default({}),
  events: z.record(z.string().regex(/^[a-z]+\.[a-z-]+$/), fact),
})

/** Zod schema of `templates/exports.yaml`: which column of an exported list is which fact. */
export const exportsFile = z.strictObject({
  exports: z.literal(1),
  lists: z.array(z.strictObject({ form: text, sorts: z.array(sort).min(1) })).min(1),
})

/** How one sort of row is read. */
export type ExportSort = z.output<typeof sort>
/** How the list of one form is read. */
export type ExportRule = z.output<typeof exportsFile>['lists'][number]

/** The shipped reading of exported lists. HK-YAML-* when the file breaks its schema. */
export async function loadExportRules(): Promise<readonly ExportRule[]> {
  return (await readYaml(join(templatesDir(), 'exports.yaml'), exportsFile)).lists
}
