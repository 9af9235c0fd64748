// Leaves the values of the YAML files that ship in dist/parsed, so that no command parses them again: `src/lib/yaml/parsed.ts`
// looks for them by the hash of a file's text.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './drift.mjs'

/** Any value passes: the schema of a file is asked by whoever reads it. */
const anything = { safeParse: (data) => ({ success: true, data }) }

/** Reads all templates with a fresh build's own reader and writes their values beside it. */
export async function parseTemplates(dist) {
  const { parseYaml } = await import(pathToFileURL(join(dist, 'lib/yaml/index.js')).href)
  mkdirSync(join(dist, 'parsed'))
  for (const name of readdirSync(join(root, 'templates'), { recursive: true })) {
    if (!name.endsWith('.yaml')) continue
    const text = readFileSync(join(root, 'templates', name), 'utf8')
    const value = parseYaml(text, { file: name, schema: anything })
    const hash = createHash('sha256').update(text).digest('hex')
    writeFileSync(join(dist, 'parsed', `${hash}.json`), JSON.stringify(value))
  }
}
