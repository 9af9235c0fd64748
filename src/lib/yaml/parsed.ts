import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../assets/index.js'

/**
 * Where the build leaves the values of the YAML files that ship, each under the hash of its text: what stands there was
 * read without a fault, and a file that somebody changed is simply another text.
 */
export const PARSED = 'dist/parsed'

/** The name under which the value of a text is kept. */
export function parsedName(text: string): string {
  return `${createHash('sha256').update(text).digest('hex')}.json`
}

/** The value of a text that the build has read already; undefined for any other text. */
export function parsedByBuild(text: string): unknown {
  const file = join(packageRoot(), PARSED, parsedName(text))
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
