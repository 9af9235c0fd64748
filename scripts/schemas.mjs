// Writes schemas/*.schema.json from the zod schemas that read our own YAML files, so that an editor
// checks a file by the rules that hallkit checks it by.
import { z } from 'zod'
import { settle } from './drift.mjs'
import { schemaSources } from './schema-sources.mjs'

const files = new Map()
for (const [name, [title, module, key]] of Object.entries(schemaSources)) {
  const schema = (await import(`../dist/lib/${module}.js`))[key]
  if (!schema) throw new Error(`src/lib/${module}.ts exports no ${key}`)
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  files.set(`schemas/${name}.schema.json`, `${JSON.stringify({ ...json, title }, null, 2)}\n`)
}
settle(files, null, 'npm run docs')
