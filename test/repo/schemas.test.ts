import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

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

const checks = new Map<string, ValidateFunction>()

/** A schema as editors read it: patterns know Han characters. */
function checkOf(schema: string): ValidateFunction {
  const known = checks.get(schema)
  if (known !== undefined) return known
  const ajv = new Ajv2020({ strict: false })
  const check = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')))
  checks.set(schema, check)
  return check
}

describe('every YAML file that we ship', () => {
  test.each(named)('%s names its schema and keeps to it', (_, file) => {
    const schema = schemaOf(file)
    expect(schema).toBeDefined()

    const check = checkOf(schema ?? '')
    check(parse(readFileSync(file, 'utf8')))

    expect(check.errors).toBeNull()
  })

  test('is refused by its schema when a key is mistyped', () => {
    for (const [, file] of named) {
      const mistyped = { ...parse(readFileSync(file, 'utf8')), mistyped: true }

      expect(checkOf(schemaOf(file) ?? '')(mistyped), file).toBe(false)
    }
  })
})
