// Writes schemas/*.schema.json from the zod schemas that read our own YAML files, so the two cannot differ.
// A new YAML file of ours gets a line here: schema file, what it describes, module under dist/lib, exported schema.
import { settle } from './drift.mjs'

const sources = [
  ['hallkit', 'hallkit.yaml', 'workspace/settings.js', 'settingsSchema'],
  ['notice', 'templates/notices/<id>/notice.yaml', 'notice/schema.js', 'noticeFile'],
  ['units', 'templates/notices/<id>/units.yaml', 'notice/schema.js', 'unitsFile'],
  ['roles', 'templates/roles.yaml', 'hall/workflow.js', 'rolesFile'],
  ['workflow', 'templates/workflows/<kind>.yaml', 'hall/workflow.js', 'workflowFile'],
  ['roster', 'templates/roster.yaml', 'roster/rules.js', 'rosterFile'],
  ['item-profile', 'templates/profiles/<id>.yaml', 'items/profile.js', 'profileSchema'],
  ['form', 'templates/forms/<id>.yaml', 'sheets/form-schema.js', 'formSchema'],
  ['drill-script', 'templates/drills/<id>.yaml', 'drill/script.js', 'scriptFile'],
  ['drill-plan', 'templates/drills/plan.yaml', 'drill/script.js', 'playFile'],
]

const { z } = await import('zod')
const files = new Map()
for (const [name, title, module, key] of sources) {
  const { [key]: source } = await import(`../dist/lib/${module}`)
  const schema = z.toJSONSchema(source, { io: 'input', unrepresentable: 'any' })
  files.set(`schemas/${name}.schema.json`, `${JSON.stringify({ ...schema, title }, null, 2)}\n`)
}
settle(files, null, 'npm run docs')
