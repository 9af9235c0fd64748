// Writes schemas/*.schema.json from the zod schemas that read our own YAML files, so the two cannot differ.
import { settle } from './drift.mjs'

const sources = [
  {
    file: 'schemas/hallkit.schema.json',
    title: 'hallkit.yaml',
    load: async () => (await import('../dist/lib/workspace/settings.js')).settingsSchema,
  },
]

const { z } = await import('zod')
const files = new Map()
for (const { file, title, load } of sources) {
  const schema = z.toJSONSchema(await load(), { io: 'input', unrepresentable: 'any' })
  files.set(file, `${JSON.stringify({ ...schema, title }, null, 2)}\n`)
}
settle(files, null, 'npm run docs')
