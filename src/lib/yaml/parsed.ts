import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../assets/index.js'

/**
 * The value of a text that the build has read already, undefined for any other. `scripts/parsed.mjs` leaves the values of
 * the YAML files that ship under the hash of their text: what stands there was read without a fault, and a file that
 * somebody changed is simply another text.
 */
export function parsedByBuild(text: string): unknown {
  const name = `${createHash('sha256').update(text).digest('hex')}.json`
  const file = join(packageRoot(), 'dist', 'parsed', name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
