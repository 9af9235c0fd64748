import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const root = fileURLToPath(new URL('../..', import.meta.url))
const templates = readdirSync(join(root, 'templates'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
  .map((entry) => join(entry.parentPath, entry.name))
const named = templates.map((file) => [relative(root, file), file] as const)

/** The schema that a file's first line names for editors. */
function schemaOf(file: string): string | undefined {
  const [line = ''] = readFileSync(file, 'utf8').split('\n', 1)
  const path = line.match(/^# yaml-language-server: \$schema=(\S+)$/)?.[1]
  return path && join(dirname(file), path)
}

describe('every YAML file that we ship', () => {
  test.each(named)('%s names its schema and keeps to it', (_, file) => {
    const schema = schemaOf(file)
    expect(schema).toBeDefined()

    const checks = z.fromJSONSchema(JSON.parse(readFileSync(schema ?? '', 'utf8')))
    const { error } = checks.safeParse(parse(readFileSync(file, 'utf8')))

    expect(error && z.prettifyError(error)).toBeUndefined()
  })

  test('is refused by its schema when a key is mistyped', () => {
    for (const [, file] of named) {
      const checks = z.fromJSONSchema(JSON.parse(readFileSync(schemaOf(file) ?? '', 'utf8')))
      const mistyped = { ...parse(readFileSync(file, 'utf8')), mistyped: true }

      expect(checks.safeParse(mistyped).success, file).toBe(false)
    }
  })
})
