// Leaves the values of the YAML files that ship in dist/parsed, so that no command parses them again.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './drift.mjs'

/** Any value passes: the schema of a file is asked by whoever reads it. */
const anything = { safeParse: (data) => ({ success: true, data }) }

/** Reads all templates with a fresh build's own reader and writes their values beside it. */
export async function parseTemplates(dist) {
  const { PARSED, parsedName, parseYaml } = await import(join(dist, 'lib/yaml/index.js'))
  const folder = join(dist, PARSED.replace('dist/', ''))
  mkdirSync(folder)
  for (const name of readdirSync(join(root, 'templates'), { recursive: true })) {
    if (!name.endsWith('.yaml')) continue
    const text = readFileSync(join(root, 'templates', name), 'utf8')
    const value = parseYaml(text, { file: name, schema: anything })
    writeFileSync(join(folder, parsedName(text)), JSON.stringify(value))
  }
}
