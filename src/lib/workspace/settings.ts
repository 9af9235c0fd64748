import { z } from 'zod'
import { readYaml, stringifyYaml } from '../yaml/index.js'

/** What the notice leaves open and this workspace settles: batch ids by the id of the pack's choice. */
const overridesSchema = z.record(
  z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  z.array(z.string().min(1)).min(1),
)

/** hallkit.yaml: which notice, which place, which hall. */
export const settingsSchema = z.strictObject({
  hallkit: z.literal(1),
  id: z.string().regex(/^[0-9a-f-]{8,36}$/),
  notice: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  region: z.string().regex(/^\d{6,12}$/),
  hall: z.strictObject({
    kind: z.literal('reference').default('reference'),
    url: z.url().nullable().default(null),
    /** Somebody else's hall: a connector file beside this one, or the name of one that ships. */
    connector: z.string().min(1).optional(),
  }),
  lang: z.enum(['zh-CN', 'en']),
  overrides: overridesSchema,
})

/** The settings of a workspace, checked. */
export type Settings = z.infer<typeof settingsSchema>

/** Where, inside a workspace, the schema of its settings lies for editors; also when it was mailed to another office. */
export const SETTINGS_SCHEMA = '.hallkit/hallkit.schema.json'

/** The published JSON Schema of hallkit.yaml. */
export function settingsJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(settingsSchema, { io: 'input' }), title: 'hallkit.yaml' }
}

/** Reads and checks hallkit.yaml; errors as `readYaml`, with file, line and column. */
export async function readSettings(file: string): Promise<Settings> {
  return readYaml(file, settingsSchema)
}

/** The text of hallkit.yaml, with the line that tells editors its schema. */
export function formatSettings(settings: Settings): string {
  return stringifyYaml(settings, { schemaUrl: SETTINGS_SCHEMA })
}
